import type { Graph } from "../graph/graph.ts";
import type { Ref } from "../model/index.ts";

/** Something a text names, and what became of it when it was held against the architecture. */
export interface Claim {
  /** Where it stands in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: "technology" | "identifier" | "address" | "number";
  readonly verdict: "found" | "not-found" | "contradicted" | "not-checkable";
  /** What it is, where it was found. */
  readonly refs: readonly Ref[];
  /** What the files say instead, where they do. */
  readonly instead?: string;
}
export declare function check(graph: Graph, text: string): readonly Claim[];
