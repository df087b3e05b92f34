/**
 * JSON as editors keep it: with comments and commas at the end. The value, or `undefined` where it is broken beyond that; every
 * character is looked at once.
 */
export function parseJsonc(text: string): unknown {
  try {
    return JSON.parse(plain(text)) as unknown;
  } catch {
    return undefined;
  }
}

function plain(text: string): string {
  const out: string[] = [];
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; ) {
    const next = afterBlank(text, at);
    if (next > at) out.push(" ");
    at = next;
    const character = text[at] ?? "";
    const end = character === '"' ? stringEnd(text, at) : at + 1;
    // A comma that the last entry leaves behind.
    if (character !== "," || !/[\]}]/.test(text[afterBlank(text, end)] ?? "")) out.push(text.slice(at, end));
    at = end;
  }
  return out.join("");
}

/** Past white space and comments. */
function afterBlank(text: string, start: number): number {
  let at = start;
  for (;;) {
    while (/\s/.test(text[at] ?? "")) at++;
    const end = text.startsWith("//", at) ? text.indexOf("\n", at) : text.startsWith("/*", at) ? text.indexOf("*/", at + 2) + 1 : undefined;
    if (end === undefined) return at;
    if (end <= 0) return text.length;
    at = end + 1;
  }
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"' || text[at] === "\n") return at + 1;
  }
  return text.length;
}
