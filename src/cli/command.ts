import type { Io } from "./io.ts";

/** An option as `parseArgs` wants it, and what the help says of it. */
export interface Option {
  readonly type: "string" | "boolean";
  readonly short?: string;
  /** What stands for the value in the help: "FILE"; for a choice the choices. */
  readonly value?: string;
  readonly says: string;
  /** The words that may be given; the first is the usual one. */
  readonly choices?: readonly string[];
}
export type Options = Readonly<Record<string, Option>>;

/** What was given, by the option's name; checked against the option's choices. */
export type Given<O extends Options> = {
  readonly [K in keyof O]?: O[K] extends { type: "boolean" }
    ? boolean
    : O[K] extends { choices: readonly (infer C)[] }
      ? C & string
      : string;
};

/** 0: done. 1: findings at or above `--fail-on`. 2: wrong use, or a path that cannot be read. */
export type ExitCode = 0 | 1 | 2;

/** One sub-command. One file a command in `commands/`, and a line in the list there. */
export interface Command<O extends Options = Options> {
  readonly name: string;
  /** Half a sentence for the list of commands. */
  readonly summary: string;
  /** `path`: a folder (or file) has to be named. */
  readonly takes: "path" | "nothing";
  readonly options: O;
  /** Command lines with what they are for; without the program's name. */
  readonly examples: readonly (readonly [line: string, says: string])[];
  run(path: string, given: Given<O>, io: Io): Promise<ExitCode>;
}

/** Checks a command where it is written and forgets its options, so that all fit one list. */
export const command = <const O extends Options>(it: Command<O>): Command => it as unknown as Command;

/** Wrong use, or something that cannot be read: told as a sentence on stderr, exit 2. */
export class Refused extends Error {}
