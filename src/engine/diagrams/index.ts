import { containers } from "./containers.ts";
import { context } from "./context.ts";
import { data } from "./data.ts";
import { deployment } from "./deployment.ts";
import type { Diagram } from "./diagram.ts";
import { messages } from "./messages.ts";
import { sequence } from "./sequence.ts";

/** Every view, in the order pickers show them. */
export const diagrams: readonly Diagram[] = [containers, context, deployment, data, messages, sequence];
