import { YAMLException } from "js-yaml";
import { linesOf } from "../lines.ts";
import { piecesOf } from "./documents.ts";
import { deepest, readEvents } from "./events.ts";
import { readJson } from "./json.ts";
import { readBroken } from "./tolerant.ts";
import type { YamlDocument, YamlFile, YamlNode, YamlProblem } from "./tree.ts";

/** Characters of a file that is read at all. A manifest of 34,000 lines has one million. */
export const longestYaml = 8_000_000;
/** Characters of a broken document that is read as far as it goes: the tolerant parser is slow. */
const longestBroken = 250_000;

/**
 * Reads YAML or JSON: every document with exact ranges, and a problem with its place for what could not be read. Total: any text
 * in, never an exception, time and memory linear in the text.
 */
export function parseYaml(text: string): YamlFile {
  const documents: YamlDocument[] = [];
  const problems: YamlProblem[] = [];
  const lines = linesOf(text);
  const refusal = unreadable(text);
  if (refusal !== undefined) return { documents, problems: [refusal], lines };
  for (const { start, end } of piecesOf(text)) {
    const piece = start === 0 && end === text.length ? text : text.slice(start, end);
    for (const root of read(piece, start, problems)) documents.push({ root, start, end, base: 0 });
  }
  return { documents, problems, lines };
}

/** A file whose documents are kept: those of the next text that read the same are the same trees, wherever they stand then. */
export interface KeptYaml extends YamlFile {
  readonly pieces: ReadonlyMap<string, Piece>;
}

/** What stands between two `---`, with offsets from its own beginning. */
interface Piece {
  readonly roots: readonly (YamlNode | undefined)[];
  readonly problems: readonly YamlProblem[];
}

/**
 * The same for a file of many documents that is edited: only those are parsed that `before` did not have. Offsets of nodes count from
 * the `base` of their document.
 */
export function parseKept(text: string, before: KeptYaml | undefined): KeptYaml {
  const lines = linesOf(text);
  const refusal = unreadable(text);
  if (refusal !== undefined) return { documents: [], problems: [refusal], lines, pieces: none };
  const cuts = piecesOf(text);
  // One document is read again when its text is another: there is nothing to keep.
  if (cuts.length === 1) return { ...parseYaml(text), pieces: none };
  const documents: YamlDocument[] = [];
  const problems: YamlProblem[] = [];
  const pieces = new Map<string, Piece>();
  for (const { start, end } of cuts) {
    const written = text.slice(start, end);
    const piece = pieces.get(written) ?? before?.pieces.get(written) ?? readPiece(written);
    pieces.set(written, piece);
    for (const root of piece.roots) documents.push({ root, start, end, base: start });
    for (const it of piece.problems) problems.push({ ...it, start: start + it.start, end: start + it.end });
  }
  return { documents, problems, lines, pieces };
}

const none: KeptYaml["pieces"] = new Map();

function readPiece(written: string): Piece {
  const problems: YamlProblem[] = [];
  // A copy: slices of it live on in the tree, and would keep the whole text of the file alive with them.
  const roots = read(` ${written}`.slice(1), 0, problems);
  return { roots, problems };
}

function unreadable(text: string): YamlProblem | undefined {
  if (text.length > longestYaml) {
    const message = `The file has ${Math.round(text.length / 1e6)} million characters; YAML is read up to ${longestYaml / 1e6} million.`;
    return { message, start: 0, end: 0, severity: "error" };
  }
  const zero = text.indexOf("\0");
  if (zero >= 0) return { message: "This is not text: a null byte stands here.", start: zero, end: zero + 1, severity: "error" };
  return undefined;
}

function read(piece: string, base: number, problems: YamlProblem[]): readonly (YamlNode | undefined)[] {
  const found: YamlProblem[] = [];
  const json = /^\ufeff?\s{0,99}[{[]/.test(piece) ? readJson(piece, base, problems) : undefined;
  if (json !== undefined) return [json];
  try {
    const roots = readEvents(piece, base, found);
    problems.push(...found);
    return roots;
  } catch (error) {
    const first = problemOf(error, piece, base);
    // The tolerant parser recurses: what is too deep for the other one would end it, or make it complain of every bracket.
    if (piece.length > longestBroken || isTooDeep(error)) {
      problems.push(first);
      return [undefined];
    }
    const others: YamlProblem[] = [];
    const roots = readBroken(piece, base, others);
    const end = base + piece.trimEnd().length;
    problems.push(...fewest(others.some((it) => it.severity === "error") ? others : [first, ...others]).map((it) => before(end, it)));
    return roots;
  }
}

/** One missing quote can make the rest of a document wrong, line by line: nobody reads more than the first. */
function fewest(problems: readonly YamlProblem[]): readonly YamlProblem[] {
  const last = problems[mostProblems - 1];
  if (last === undefined || problems.length === mostProblems) return problems;
  const rest = problems.length - mostProblems + 1;
  return [...problems.slice(0, mostProblems - 1), { ...last, message: `And ${rest} more problems from here on.` }];
}
const mostProblems = 10;

/** What ends too early is told at its last character: the line after it holds nothing. */
const before = (end: number, problem: YamlProblem): YamlProblem =>
  problem.start < end || end === 0 ? problem : { ...problem, start: end - 1, end };

const isTooDeep = (error: unknown): boolean => error instanceof YAMLException && /maxDepth/.test(error.reason);

function problemOf(error: unknown, piece: string, base: number): YamlProblem {
  const known = error instanceof YAMLException ? error : undefined;
  const at = Math.min(known?.mark?.position ?? 0, piece.length);
  const reason = isTooDeep(error)
    ? `collections are nested more than ${deepest} deep here: from here on this document was not read`
    : (known?.reason ?? "this cannot be read as YAML");
  return {
    message: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`,
    start: base + at,
    end: base + Math.min(at + 1, piece.length),
    severity: "error",
  };
}
