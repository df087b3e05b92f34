/**
 * Cuts a file at its `---` lines, so that a broken document costs no other. A marker at the start of a line ends whatever stands
 * before it, even a block scalar. A piece after `...` may hold several documents. Together the pieces are the whole text.
 */
export function piecesOf(text: string): { readonly start: number; readonly end: number }[] {
  const cuts: number[] = [];
  for (let at = text.indexOf("---"); at >= 0; at = text.indexOf("---", at)) {
    const start = at;
    while (text.charCodeAt(at) === 45) at++;
    if (at === start + 3 && startsLine(text, start) && endsToken(text.charCodeAt(at))) cuts.push(withDirectives(text, start));
  }
  const pieces: { start: number; end: number }[] = [];
  let start = 0;
  for (const cut of cuts) {
    // What stands before the first marker is a document of its own only if it says something.
    if (cut <= start || (start === 0 && nothingBefore(text, cut))) continue;
    pieces.push({ start, end: cut });
    start = cut;
  }
  pieces.push({ start, end: text.length });
  return pieces;
}

const startsLine = (text: string, at: number): boolean =>
  at === 0 || isBreak(text.charCodeAt(at - 1)) || (at === 1 && text.charCodeAt(0) === 0xfeff);
const isBreak = (code: number): boolean => code === 10 || code === 13;
const endsToken = (code: number): boolean => Number.isNaN(code) || isBreak(code) || code === 32 || code === 9;

/** Only blank lines and comments. */
function nothingBefore(text: string, cut: number): boolean {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < cut) {
    const code = text.charCodeAt(at);
    if (code === 35) while (at < cut && !isBreak(text.charCodeAt(at))) at++;
    else if (isBreak(code) || code === 32 || code === 9) at++;
    else return false;
  }
  return true;
}

/** `%YAML` and `%TAG` lines belong to the document after them, if a `...` or nothing stands before. */
function withDirectives(text: string, marker: number): number {
  let found = marker;
  let at = marker;
  while (at > 0) {
    let line = at - 1;
    if (text.charCodeAt(line) === 10 && text.charCodeAt(line - 1) === 13) line--;
    while (line > 0 && !isBreak(text.charCodeAt(line - 1))) line--;
    const first = text.slice(line, line + 4);
    if (first.startsWith("%")) found = line;
    else if (/^\.\.\.\s?$/.test(first)) return found;
    else if (!/^\s*(?:#|$)/.test(text.slice(line, at))) return marker;
    at = line;
  }
  return found;
}
