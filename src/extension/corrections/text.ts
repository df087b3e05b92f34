/** Loaded when somebody corrects something: a parser that few else here need. */
import { isMap, isScalar, isSeq, parseDocument } from "yaml";

/** Put `text` at `[start, end)`, offsets in UTF-16 code units. */
export interface Insertion {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where a line goes in a file of corrections, and everything else stays as it is; `undefined` = something is wrong with the file. */
export function insertionOf(text: string, line: string): Insertion | undefined {
  const found = placed(text, line);
  if (found === undefined) return undefined;
  // Whatever stands around it: afterwards there is one more of them, and it can be read.
  const before = corrections(text);
  const after = corrections(text.slice(0, found.start) + found.text + text.slice(found.end));
  return before !== undefined && after === before + 1 ? found : undefined;
}

function corrections(text: string): number | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const list = isMap(document.contents) ? document.contents.get("corrections") : undefined;
  return isSeq(list) ? list.items.length : 0;
}

function placed(text: string, line: string): Insertion | undefined {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return appended(text, `corrections:${eol}  - ${line}${eol}`, eol);
  if (!isMap(root)) return undefined;
  const pair = root.items.find(({ key }) => isScalar(key) && key.value === "corrections");
  if (pair === undefined) return root.flow ? undefined : appended(text, `corrections:${eol}  - ${line}${eol}`, eol);
  const key = isScalar(pair.key) ? (pair.key.range?.[1] ?? 0) : 0;
  const list = pair.value;
  if (list === null || (isScalar(list) && list.value === null)) return below(text, key, `  - ${line}`, eol);
  if (!isSeq(list) || list.range == null) return undefined;
  const [start, end] = list.range;
  if (list.flow === true) {
    const items = list.items.map((it) => text.slice(rangeOf(it)?.[0] ?? 0, rangeOf(it)?.[1] ?? 0));
    return { start, end, text: [...items, line].map((it) => `${eol}  - ${it.replace(/\s*\r?\n\s*/g, " ")}`).join("") };
  }
  const column = start - (text.lastIndexOf("\n", start - 1) + 1);
  const last = rangeOf(list.items.at(-1))?.[1] ?? start;
  return below(text, last, `${" ".repeat(column)}- ${line}`, eol);
}

const rangeOf = (node: unknown): readonly [number, number, number] | undefined => {
  const range: unknown = typeof node === "object" && node !== null ? Reflect.get(node, "range") : undefined;
  return Array.isArray(range) ? (range as unknown as readonly [number, number, number]) : undefined;
};

/** On a line of its own below what ends at an offset: behind the comment that may follow it there. */
function below(text: string, offset: number, line: string, eol: string): Insertion {
  const next = text.indexOf("\n", Math.max(0, offset - (text[offset - 1] === "\n" ? 1 : 0)));
  const end = next === -1 ? text.length : text[next - 1] === "\r" ? next - 1 : next;
  return { start: end, end, text: `${eol}${line}${next === -1 ? eol : ""}` };
}

const appended = (text: string, added: string, eol: string): Insertion => ({
  start: text.length,
  end: text.length,
  text: `${text === "" || text === "\ufeff" || text.endsWith("\n") ? "" : eol}${added}`,
});
