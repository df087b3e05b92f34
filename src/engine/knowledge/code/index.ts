import { callSinks } from "./calls.ts";
import { httpSinks } from "./http.ts";
import { brokerSinks } from "./messages.ts";
import { registrationSinks } from "./registrations.ts";
import type { Sink } from "./sink.ts";
import { storeSinks } from "./stores.ts";

export type { Sink } from "./sink.ts";

/** Every place where code says whom it reaches, family by family. */
export const sinks: readonly Sink[] = [...httpSinks, ...callSinks, ...brokerSinks, ...storeSinks, ...registrationSinks];

/** Whether what a sink names is the name of the component itself. */
export const isOwnName = ({ id }: Sink): boolean => id.startsWith("name:");
