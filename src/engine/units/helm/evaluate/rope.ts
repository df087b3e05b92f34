import type { EvidenceId } from "../../../model/index.ts";

/** Where a piece of text comes from: a place in a template, character by character or as a whole, or a node of a values file. */
export type Origin =
  | { readonly file: string; readonly start: number; readonly end: number; readonly exact: boolean }
  | { readonly node: EvidenceId };

/** From `at` on until the next piece, a text comes from there; `undefined` = from whoever writes it. */
export interface Piece {
  readonly at: number;
  readonly origin: Origin | undefined;
  /** A condition that nobody can decide decides whether it is there. */
  readonly doubtful: boolean;
}

/** A text that remembers where its pieces come from. */
export interface Rope {
  readonly kind: "rope";
  readonly text: string;
  readonly pieces: readonly Piece[];
}

export const rope = (text: string, pieces: readonly Piece[]): string | Rope =>
  pieces.length === 0 ? text : { kind: "rope", text, pieces };
export const piecesOf = (it: string | Rope): readonly Piece[] => (typeof it === "string" ? [] : it.pieces);
export const textIn = (it: string | Rope): string => (typeof it === "string" ? it : it.text);

const nowhere: Piece = { at: 0, origin: undefined, doubtful: false };

/** Puts texts together. */
export interface Writer {
  readonly length: number;
  write(text: string, origin: Origin | undefined, doubtful?: boolean): void;
  /** A text with its own pieces; `whose` is the origin of what says none. */
  writeRope(it: string | Rope, whose: Origin | undefined, doubtful?: boolean): void;
  done(): string | Rope;
}

export function writer(): Writer {
  const parts: string[] = [];
  const pieces: Piece[] = [];
  let length = 0;
  const begin = (origin: Origin | undefined, doubtful: boolean): void => {
    const last = pieces.at(-1);
    if (last === undefined ? origin === undefined && !doubtful : last.origin === origin && last.doubtful === doubtful) return;
    if (last?.at === length) pieces.pop();
    pieces.push({ at: length, origin, doubtful });
  };
  const write: Writer["write"] = (text, origin, doubtful = false) => {
    if (text === "") return;
    begin(origin, doubtful);
    parts.push(text);
    length += text.length;
  };
  return {
    get length() {
      return length;
    },
    write,
    writeRope(it, whose, doubtful = false) {
      const text = textIn(it);
      for (const { from, to, piece } of runsOf(it)) write(text.slice(from, to), piece.origin ?? whose, doubtful || piece.doubtful);
    },
    done: () => rope(parts.join(""), pieces),
  };
}

/** The pieces of a text one after the other, the last with its end. */
function* runsOf(it: string | Rope): Iterable<{ readonly from: number; readonly to: number; readonly piece: Piece }> {
  const text = textIn(it);
  let from = 0;
  let piece = nowhere;
  for (const next of [...piecesOf(it), { ...nowhere, at: text.length }]) {
    if (next.at > from) yield { from, to: next.at, piece };
    from = next.at;
    piece = next;
  }
}

/** A part of a text, with what is known of it. */
export function slice(it: string | Rope, start: number, end = textIn(it).length): string | Rope {
  if (typeof it === "string") return it.slice(start, end);
  const made = writer();
  for (const { from, to, piece } of runsOf(it)) {
    const [first, last] = [Math.max(from, start), Math.min(to, end)];
    if (first < last) made.write(it.text.slice(first, last), later(piece.origin, first - from), piece.doubtful);
  }
  return made.done();
}

/** Every line with something put before it, as `indent` does. */
export function indented(it: string | Rope, by: string): string | Rope {
  if (typeof it === "string") return by + it.replaceAll("\n", `\n${by}`);
  const made = writer();
  made.write(by, undefined);
  for (const { from, to, piece } of runsOf(it)) {
    for (let at = from; at < to; ) {
      const line = it.text.indexOf("\n", at);
      const end = line < 0 || line >= to ? to : line + 1;
      made.write(it.text.slice(at, end), later(piece.origin, at - from), piece.doubtful);
      if (it.text[end - 1] === "\n") made.write(by, undefined, piece.doubtful);
      at = end;
    }
  }
  return made.done();
}

/** What begins so many characters behind the beginning of a piece. */
const later = (origin: Origin | undefined, by: number): Origin | undefined =>
  by > 0 && origin !== undefined && "file" in origin && origin.exact ? { ...origin, start: origin.start + by } : origin;

/** The piece that holds a character. */
export function pieceAt(pieces: readonly Piece[], offset: number): Piece {
  let low = 0;
  let high = pieces.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.at ?? 0) <= offset) low = middle + 1;
    else high = middle - 1;
  }
  return pieces[high] ?? nowhere;
}
