/** A place where code says by name what it serves, what it sends and what it takes: a row of a family's table. */
export interface Telling {
  readonly languages: ReadonlySet<string>;
  /** The last part of what is called, or the annotation's. */
  readonly names: ReadonlySet<string>;
  /** `class`: an annotation of a class, whose value goes before those of its members. */
  readonly by: "call" | "annotation" | "class";
  /** `group`: what stands within is under it; `mount`: what is handed over is; `base`: what comes of the call is. */
  readonly tells: "route" | "group" | "mount" | "base" | "publishes" | "consumes";
  readonly needs?: RegExp;
  /** What is called, with what it is taken from. */
  readonly on?: RegExp;
  /** Arguments that are the name or path; of several that are said the first counts, unless `all`. */
  readonly args: readonly (number | string)[];
  readonly all?: true;
  /** The argument that is mounted. */
  readonly target?: number;
  /** The argument that has to be there: the handler of a route. */
  readonly handler?: number;
  /** Of a route: the verb, where the name does not say it. */
  readonly verb?: string;
  /** What carries the message. */
  readonly protocol?: string;
  /** What it is called where nothing is said. */
  readonly otherwise?: string;
}

type More = Partial<Pick<Telling, "needs" | "on" | "by" | "all" | "target" | "handler" | "verb" | "protocol" | "otherwise">>;

/** One row; languages, names and arguments as words. A number is a position. */
export const telling =
  (tells: Telling["tells"], fixed: More = {}) =>
  (languages: string, names: string, args: string, more: More = {}): Telling => ({
    languages: new Set(languages.split(" ")),
    names: new Set(names.split(" ")),
    by: "call",
    tells,
    args: args === "" ? [] : args.split(" ").map((it) => (/^\d+$/.test(it) ? Number(it) : it)),
    ...fixed,
    ...more,
  });
