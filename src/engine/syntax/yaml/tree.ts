import type { Lines } from "../lines.ts";

/**
 * YAML with exact ranges. Offsets are UTF-16 code units into the text that was parsed.
 * A node that an alias names is the same object wherever it is used: walk with a budget, never expand.
 */
export type YamlNode = YamlMap | YamlSeq | YamlScalar | YamlAlias;

interface Common {
  /** From the node's first character (its `[`, quote, or first key) to just after its last. */
  readonly start: number;
  readonly end: number;
  /** `!reset`, `!override`, `!Ref` …, as written; `undefined` = none. */
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
}

export interface YamlMap extends Common {
  readonly kind: "map";
  readonly flow: boolean;
  /** In order, duplicates kept (each is also a problem); `<<` is an entry like any other here: see `entriesOf`. */
  readonly entries: readonly YamlEntry[];
}
export interface YamlEntry {
  readonly key: YamlNode;
  readonly value: YamlNode;
}
export interface YamlSeq extends Common {
  readonly kind: "seq";
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}
export interface YamlScalar extends Common {
  readonly kind: "scalar";
  readonly style: "plain" | "single" | "double" | "literal" | "folded";
  /** Escapes resolved, lines folded. An empty node is `""` in plain style with `start === end`. */
  readonly text: string;
}
export interface YamlAlias extends Common {
  readonly kind: "alias";
  readonly name: string;
  /** `undefined` where no such anchor stands before it (also a problem). */
  readonly target: YamlNode | undefined;
}

export interface YamlProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly severity: "error" | "warning";
}

export interface YamlDocument {
  /** `undefined` = an empty document. */
  readonly root: YamlNode | undefined;
  readonly start: number;
  readonly end: number;
  /** What is added to the offsets of its nodes: 0, except where trees are kept from one text of a file to the next. */
  readonly base: number;
}

export interface YamlFile {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly YamlProblem[];
  readonly lines: Lines;
}
