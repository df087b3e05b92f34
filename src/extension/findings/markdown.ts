/** Findings as Markdown, for an issue or a message to a colleague. Knows no editor. */
import type { Place, PlacedFinding } from "../../protocol.ts";

export const markdownOf = (findings: readonly PlacedFinding[]): string => `${findings.map(one).join("\n")}\n`;

function one({ severity, message, where, why, remedy, rule, places }: PlacedFinding): string {
  const [place, ...others] = places;
  const lines = [
    `- **${severity}** ${plain(message)}${where === undefined ? "" : ` (${plain(where)})`} ${code(placeText(place))}`,
    ...others.map((it) => `  - ${plain(it.says)} ${code(placeText(it))}`),
    ...[why, remedy].filter((it) => it !== "").map((it) => `\n  ${plain(it)}`),
    `\n  ${code(rule)}`,
  ];
  return lines.join("\n");
}

const placeText = ({ file, span }: Place): string => (span == null ? file : `${file}:${span.line + 1}`);

/** A file's words in which nothing means anything to Markdown. */
const plain = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replace(/[\\`*_{}[\]<>#|~]/g, (it) => `\\${it}`);

/** A span of code may have backticks in it, if more of them stand around it. */
function code(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((it) => it.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}
