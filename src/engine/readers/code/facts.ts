import type { Language } from "../../syntax/source/language.ts";
import type { Value } from "../../syntax/source/value.ts";

/** What one source file says, names unresolved. Places are offsets: lines are counted when somebody goes there. */
export interface SourceFacts {
  readonly language: Language["id"];
  readonly imports: readonly { readonly module: string; readonly names: ReadonlyMap<string, string> }[];
  readonly functions: readonly CodeFunction[];
  readonly definitions: readonly Definition[];
  readonly sites: readonly Site[];
  readonly passed: readonly Passed[];
  readonly acts: readonly Act[];
  /** Texts that can be paths of health checks. */
  readonly paths: readonly string[];
  /** It runs in a browser, and not where the system runs. */
  readonly browser: boolean;
  /** It thinks of messages that fail. */
  readonly buries: boolean;
  readonly told: readonly Told[];
  readonly stubs: readonly Stub[];
  /** It is where a program starts: Go's `package main`. */
  readonly starts: boolean;
}

/** A function with its parameters; `inside` is the one around it, -1 = none. */
export interface CodeFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly inside: number;
}

export interface Place {
  readonly anchor: string;
  readonly start: number;
  readonly end: number;
}

/** A name and what it stands for; `f()` is what a function returns. */
export interface Definition extends Place {
  /** Without `this.` and its like. */
  readonly name: string;
  /** The function it is local to, -1 = none. */
  readonly within: number;
  readonly value: Value;
  /** It is a field of something: `this.url = …`, `server.url = …`. */
  readonly field?: true;
}

/** A place that says whom it reaches: the id of its sink, and the values that may be the address. */
export interface Site extends Place {
  readonly sink: number;
  readonly within: number;
  readonly values: readonly Value[];
  readonly ports: readonly Value[];
  /** For people: `axios.get`. */
  readonly what: string;
}

/** A call of something that may be the team's own, with what it is given. */
export interface Passed extends Place {
  readonly name: string;
  readonly within: number;
  readonly args: readonly Value[];
  readonly named: readonly (readonly [string, Value])[];
}

/** A route, a topic or what goes before routes: the row of `tellings` that says so, and the values that hold path or name. */
export interface Told extends Place {
  readonly row: number;
  readonly within: number;
  readonly values: readonly Value[];
  /** What goes before a path, the outermost first: the mapping of the class, groups around. */
  readonly under: readonly Value[];
  readonly verb?: string;
  /** What is mounted. */
  readonly target?: Value;
  /** For people, and with whom it is called on: `router.get`. */
  readonly what: string;
}

/** A gRPC service that is served or asked, by its own name. */
export interface Stub extends Place {
  readonly name: string;
  readonly does: "serves" | "asks";
}

/** What is done at a place, by the number of its form in `knowledge/code/sites`. */
export interface Act extends Place {
  readonly form: number;
  /** As it is called: `axios.get`. */
  readonly what: string;
  readonly within: number;
  /** The nearest function that has a name. */
  readonly inside: string;
  readonly settled: "yes" | "no" | "unknown";
  readonly args: readonly string[];
  readonly named: Readonly<Record<string, string>>;
  /** The name of a topic or an address. */
  readonly follows?: Value;
  readonly loop?: { readonly each: boolean; readonly together: boolean };
  readonly checked?: true;
}
