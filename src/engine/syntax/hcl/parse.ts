import { type Cursor, complain, deeper, eat, lineEnd, openCursor, readName, skipBlank } from "./cursor.ts";
import { readExpression } from "./expression.ts";
import { readTemplateText } from "./template.ts";
import type { Expression, HclAttribute, HclBlock, HclBody, HclFile } from "./tree.ts";

/** Characters of a file that is read at all. */
const longest = 4_000_000;

/**
 * Reads HCL (Terraform, variable files): attributes, blocks, expressions, with exact ranges. Total: any text in, never an exception,
 * time linear in the text; what cannot be read is told, and reading goes on in the next line.
 */
export function parseHcl(text: string): HclFile {
  const none: HclBody = { attributes: [], blocks: [], start: 0, end: 0 };
  if (text.length > longest) return { body: none, problems: [{ message: "The file is too long to be read.", start: 0, end: 0 }] };
  const cursor = openCursor(text);
  return { body: readBody(cursor, true), problems: cursor.problems };
}

/** A text as a template: `https://${var.host}/`, the content of a file that `templatefile` is given. */
export const parseTemplate = (text: string): Expression => readTemplateText(openCursor(text), readExpression);

function readBody(cursor: Cursor, outermost: boolean): HclBody {
  const start = cursor.at;
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  for (;;) {
    skipBlank(cursor, true);
    if (cursor.at >= cursor.text.length) {
      if (!outermost) complain(cursor, "This block has no closing brace.", Math.max(0, start - 1), start);
      break;
    }
    if (cursor.text[cursor.at] === "}") {
      if (!outermost) break;
      complain(cursor, "This brace closes nothing.");
      cursor.at++;
      continue;
    }
    const from = cursor.at;
    const name = cursor.text[cursor.at] === '"' ? readLabel(cursor) : readName(cursor);
    if (name === undefined) {
      complain(cursor, "An attribute or a block is expected here.", from, lineEnd(cursor.text, from));
      cursor.at = Math.max(from + 1, lineEnd(cursor.text, from));
      continue;
    }
    skipBlank(cursor);
    if (cursor.text[cursor.at] === "=" && cursor.text[cursor.at + 1] !== "=") {
      cursor.at++;
      const value = readExpression(cursor);
      attributes.push({ name, value, start: from, end: value.end });
      endOfLine(cursor);
    } else {
      const block = readBlock(cursor, name, from);
      if (block !== undefined) blocks.push(block);
    }
  }
  return { attributes, blocks, start, end: cursor.at };
}

/** What stands behind an attribute's value in its line is nothing that can be read. */
function endOfLine(cursor: Cursor): void {
  skipBlank(cursor);
  const character = cursor.text[cursor.at];
  if (character === undefined || character === "\n" || character === "}") return;
  if (eat(cursor, ",")) return;
  complain(cursor, "This does not belong to the value before it.", cursor.at, lineEnd(cursor.text, cursor.at));
  cursor.at = lineEnd(cursor.text, cursor.at);
}

function readBlock(cursor: Cursor, type: string, start: number): HclBlock | undefined {
  const labels: string[] = [];
  for (;;) {
    skipBlank(cursor);
    const label = cursor.text[cursor.at] === '"' ? readLabel(cursor) : readName(cursor);
    if (label === undefined) break;
    labels.push(label);
  }
  const head = cursor.at;
  if (!eat(cursor, "{")) {
    complain(cursor, `An equals sign or a brace is expected after ${type}.`, start, head);
    cursor.at = lineEnd(cursor.text, cursor.at);
    return undefined;
  }
  const none: HclBody = { attributes: [], blocks: [], start: cursor.at, end: cursor.at };
  const body = deeper(cursor, () => readBody(cursor, false), none);
  eat(cursor, "}");
  return { type, labels, head, body, start, end: cursor.at };
}

function readLabel(cursor: Cursor): string | undefined {
  const found = /^"((?:[^"\\\n]|\\.)*)"/.exec(cursor.text.slice(cursor.at, Math.min(lineEnd(cursor.text, cursor.at), cursor.at + 1000)));
  if (found === null) return undefined;
  cursor.at += found[0].length;
  return found[1] ?? "";
}
