import type { Command } from "../command.ts";
import { brief } from "./brief.ts";
import { compare } from "./compare.ts";
import { diagram } from "./diagram.ts";
import { model } from "./model.ts";
import { review } from "./review.ts";
import { rules } from "./rules.ts";

/** Every command, in the order the help shows them. */
export const commands: readonly Command[] = [model, review, rules, diagram, compare, brief];
