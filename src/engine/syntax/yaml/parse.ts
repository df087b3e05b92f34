import { YAMLException } from "js-yaml";
import { linesOf } from "../lines.ts";
import { piecesOf } from "./documents.ts";
import { readEvents } from "./events.ts";
import { readBroken } from "./tolerant.ts";
import type { YamlDocument, YamlFile, YamlNode, YamlProblem } from "./tree.ts";

/** Characters of a file that is read at all. A manifest of 34,000 lines has one million. */
export const longestYaml = 8_000_000;
/** Characters of a broken document that is read as far as it goes: the tolerant parser is slow. */
const longestBroken = 500_000;

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
    for (const root of read(piece, start, problems)) documents.push({ root, start, end });
  }
  return { documents, problems, lines };
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
  try {
    const roots = readEvents(piece, base, found);
    problems.push(...found);
    return roots;
  } catch (error) {
    const first = problemOf(error, piece, base);
    if (piece.length > longestBroken) {
      problems.push(first);
      return [undefined];
    }
    const others: YamlProblem[] = [];
    const roots = readBroken(piece, base, others);
    problems.push(...(others.some((it) => it.severity === "error") ? others : [first, ...others]));
    return roots;
  }
}

function problemOf(error: unknown, piece: string, base: number): YamlProblem {
  const known = error instanceof YAMLException ? error : undefined;
  const at = Math.min(known?.mark?.position ?? 0, piece.length);
  const reason = known?.reason ?? "this cannot be read as YAML";
  return {
    message: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`,
    start: base + at,
    end: base + Math.min(at + 1, piece.length),
    severity: "error",
  };
}
