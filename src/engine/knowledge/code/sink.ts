import type { Deed, Style } from "../../model/index.ts";

/** A place where code says whom it reaches: what is called, in which files that means something, and where the address stands. */
export interface Sink {
  readonly id: string;
  readonly languages: ReadonlySet<string>;
  /** The last part of what is called, or of what is assigned to. */
  readonly names: ReadonlySet<string>;
  readonly by: "call" | "assignment" | "annotation";
  /** A module one of which the file imports; `undefined` = nothing has to be imported for it. */
  readonly needs?: RegExp;
  /** What is called, with what it is taken from. */
  readonly on?: RegExp;
  /** Arguments that may be the address: by position, and by name (also within a record: `{ host: x }`). */
  readonly args: readonly (number | string)[];
  /** Where a port stands by itself. */
  readonly port?: readonly (number | string)[];
  readonly far: Far;
}

/** What is known of whoever is reached in this way. */
export interface Far {
  readonly style: Style;
  readonly does: Deed;
  readonly protocol: string;
  /** The product that alone is reached so. */
  readonly technology?: string;
  /** A bare word is a host: `Redis(host="cache")`. Without it only URLs and `host:port` are addresses. */
  readonly words: boolean;
  /** What stands in front of the address is no part of it, and says how it is looked up: `consul://…/name`. */
  readonly names?: true;
}

type More = Partial<Pick<Sink, "needs" | "on" | "port" | "by">>;

/** One row of a family's table; languages, names and arguments as words. A number is a position. */
export const sink =
  (family: string, far: Far) =>
  (languages: string, names: string, args: string, more: More = {}): Sink => ({
    id: `${family}:${names.split(" ")[0] ?? ""}`,
    languages: new Set(languages.split(" ")),
    names: new Set(names.split(" ")),
    by: "call",
    args: argumentsIn(args),
    far,
    ...more,
  });

const argumentsIn = (args: string): readonly (number | string)[] =>
  args === "" ? [] : args.split(" ").map((it) => (/^\d+$/.test(it) ? Number(it) : it));
