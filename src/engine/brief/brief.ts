import type { Graph } from "../graph/graph.ts";
import type { Finding } from "../model/index.ts";

export interface BriefOptions {
  readonly question: string;
  /** Characters, all together. */
  readonly budget: number;
  /** Only what has to do with these files or folders comes first. */
  readonly paths?: readonly string[];
}
/** What a language model is told. `stable` is the same for every question about one state of the workspace. */
export interface Brief {
  readonly stable: string;
  readonly specific: string;
  /** What did not fit, in words: "12 components without findings". */
  readonly omitted: readonly string[];
}

export declare function brief(graph: Graph, findings: readonly Finding[], options: BriefOptions): Brief;
