import type { Drawing, DrawOptions } from "./diagrams/diagram.ts";
import type { Graph } from "./graph/graph.ts";
import type { Architecture, EvidenceId, Finding, Fix, Problem, Span } from "./model/index.ts";
import type { Refusal, TextEdit } from "./syntax/edits.ts";

/** News about one file. `exists`: it is there, and nobody has to read it. `problem`: it is there, and cannot be read. */
export type FileChange =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly exists: true }
  | { readonly path: string; readonly gone: true }
  | { readonly path: string; readonly problem: string };

export interface Updated {
  /** Ids of everything that was added, removed or is different now. */
  readonly changed: ReadonlySet<string>;
  /** Files that some facts mention and nobody has supplied yet: read them if they exist, and update again. */
  readonly wanted: readonly string[];
}

export interface ReviewOptions {
  /** Rules by id; `undefined` = those that are on by default. */
  readonly rules?: readonly string[];
  readonly allRules?: boolean;
  /** Only findings that have a place in one of these files or folders. */
  readonly paths?: readonly string[];
  readonly variant?: string;
}

export interface Review {
  readonly findings: readonly Finding[];
  /** Assumptions in force, as sentences. */
  readonly assumptions: readonly string[];
}

/** How often the engine did its steps since it was opened: what a keystroke costs is held by a test. */
export interface Counts {
  readonly reads: number;
  readonly renders: number;
  readonly checks: number;
}

/** The facts of one workspace and what follows from them, kept up to date change by change. */
export interface Engine {
  update(changes: readonly FileChange[]): Updated;
  architecture(): Architecture;
  graph(): Graph;
  problems(): readonly Problem[];
  /** Where evidence stands in the current version of its file. */
  place(id: EvidenceId): Span | undefined;
  /** The text of a file as the engine knows it. */
  text(path: string): string | undefined;
  review(options?: ReviewOptions): Review;
  draw(view: string, options?: DrawOptions): Drawing | undefined;
  /** The text edits of a fix on the files as they are, or why it cannot be done. */
  edits(fix: Fix): readonly TextEdit[] | Refusal;
  /** Whether some reader wants to see this file. */
  wants(path: string): boolean;
  counts(): Counts;
}

export interface EngineOptions {
  /** The name of the folder: what a project at the root is called. */
  readonly workspaceName: string;
}

export function openEngine(_options: EngineOptions): Engine {
  throw new Error("being built");
}
