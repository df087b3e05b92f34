import { type Engine, type EvidenceId, fileOf, type Said, type Span, type Strength } from "../../engine/index.ts";

/** A proof as the command line's JSON has it: lines count from 1. */
export interface Proof {
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  readonly says: string;
  readonly strength: Strength;
}

/** Where something stands, as lines from 1; a file as a whole is its first line. */
export function linesOf(span: Span | undefined): { readonly line: number; readonly endLine: number } {
  if (span === undefined) return { line: 1, endLine: 1 };
  // A range that ends before a line's first character does not reach into it.
  const last = span.endColumn === 0 && span.endLine > span.line ? span.endLine - 1 : span.endLine;
  return { line: span.line + 1, endLine: last + 1 };
}

export function proofOf(engine: Engine, id: EvidenceId): Proof {
  const evidence = engine.architecture().evidence.get(id);
  return {
    file: evidence?.file ?? fileOf(id),
    ...linesOf(engine.place(id)),
    says: evidence?.says ?? "",
    strength: evidence?.strength ?? "inferred",
  };
}

/** The proofs of what is said, each once, in the order given. */
export function proofsOf(engine: Engine, said: readonly Said<unknown>[]): readonly Proof[] {
  const ids = new Set(said.flatMap(({ ground }) => (ground.by === "evidence" ? ground.proof : [])));
  return [...ids].map((id) => proofOf(engine, id));
}

const order: readonly Strength[] = ["measured", "declared", "stated", "inferred"];

/** The strongest of several: what a connection as a whole rests on. */
export const strongest = (proofs: readonly Proof[]): Strength =>
  order.find((it) => proofs.some(({ strength }) => strength === it)) ?? "inferred";
