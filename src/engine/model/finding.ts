import type { EvidenceId, In, NonEmpty, Ref } from "./ids.ts";

export type Severity = "error" | "warning" | "note";

/** One step of a fix as data; `syntax` turns it into text edits of the file as it stands. */
export type Step =
  /** Replace the scalar (or add the key) at `at`. `quoted`: in quotes, also where none are needed. */
  | { readonly do: "set"; readonly at: EvidenceId; readonly hash: string; readonly value: StepValue; readonly quoted?: true }
  /** Add `key: value` to the mapping, or `value` to the sequence, at `at`. */
  | { readonly do: "insert"; readonly at: EvidenceId; readonly hash: string; readonly key?: string; readonly value: StepValue }
  /** Remove the entry or item at `at`, with its line. */
  | { readonly do: "remove"; readonly at: EvidenceId; readonly hash: string }
  /** Replace the first occurrence of `from` in the text at `at`. */
  | { readonly do: "replace-text"; readonly at: EvidenceId; readonly hash: string; readonly from: string; readonly value: string };

/** A value to write: `syntax` chooses quotes, style and indentation of its surroundings. */
export type StepValue = string | number | boolean | readonly StepValue[] | { readonly [key: string]: StepValue };

/** `hash` in a step is of the text at its place when the finding was made: another text there, and the step is refused. */
export interface Fix {
  readonly title: string;
  /** Nothing has to be decided by a person: `--fix` applies it. */
  readonly certain: boolean;
  readonly steps: NonEmpty<Step>;
}

export interface Finding {
  /** Rule and cause, no line: the same cause keeps its id while the file moves under it. */
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  /** Why this severity here, when it is not the rule's own: "holds only in development". */
  readonly because: string | undefined;
  /** What is wrong, in English, one sentence or two. */
  readonly message: string;
  /** The same as data: the key of the rule's message and its parameters, for other languages. */
  readonly says: { readonly key: string; readonly params: Readonly<Record<string, string | number>> };
  readonly about: readonly Ref[];
  readonly in: In;
  /** The first is where it is shown; the others are the places that make it true. */
  readonly at: NonEmpty<EvidenceId>;
  readonly fixes: readonly Fix[];
}
