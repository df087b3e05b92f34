import type { EvidenceId, In, NonEmpty } from "./ids.ts";

/** Offsets in UTF-16 code units and positions counted from 0, of one version of one file. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where evidence stands right now. Lives beside the architecture, never in it: a blank line moves places and changes no fact. */
export type Places = ReadonlyMap<EvidenceId, Span>;

/**
 * How much a proof proves.
 * - `declared`: a file that is deployed or executed names the far end by a name that resolves without guessing
 * - `inferred`: a naming convention, a default, a dependency list, start order
 * - `measured`: from exported runs
 * - `stated`: by a person
 */
export type Strength = "declared" | "inferred" | "measured" | "stated";

export interface Evidence {
  readonly id: EvidenceId;
  readonly file: string;
  readonly reader: string;
  readonly strength: Strength;
  readonly in: In;
  /** One sentence for people: "environment DB_URL names db:5432". Never holds a secret's value. */
  readonly says: string;
}

/** A fact rests on files or on a proposal, so today's and tomorrow's architecture are one type. */
export type Ground =
  | { readonly by: "evidence"; readonly proof: NonEmpty<EvidenceId> }
  | { readonly by: "proposal"; readonly proposal: string };

/** One value as somebody says it. */
export interface Said<T> {
  readonly value: T;
  readonly in: In;
  readonly ground: Ground;
}

/** Several: they differ by variant, or they disagree (then there is a problem too). */
export type Values<T> = readonly Said<T>[];

export interface Problem {
  /** A sentence that says what could not be read or resolved. */
  readonly message: string;
  readonly file: string;
  readonly severity: "error" | "warning" | "note";
  /** Where, in this version of the file; `undefined` = the file as a whole. */
  readonly span?: Span;
  readonly reader: string;
}

export const proved = <T>(value: T, where: In, ...proof: [EvidenceId, ...EvidenceId[]]): Said<T> => ({
  value,
  in: where,
  ground: { by: "evidence", proof },
});
