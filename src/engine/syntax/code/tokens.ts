// The tokens of scripts of migrations, as rows: what the scanner of source code finds, with the line each begins on.
import type { Language as SourceLanguage } from "../source/language.ts";
import { csharp } from "../source/languages/csharp.ts";
import { languageOf } from "../source/languages/index.ts";
import { python } from "../source/languages/python.ts";
import { ruby } from "../source/languages/ruby.ts";
import { scan } from "../source/scan.ts";
import { rawFlag, Token, valueAt } from "../source/tokens.ts";

export type Language = "python" | "ruby" | "javascript" | "csharp";

export interface CodeToken {
  readonly kind: "word" | "string" | "symbol" | "words" | "number" | "sign";
  /** Of strings their value, of anything else what is written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The first on its line, outside brackets. */
  readonly leads: boolean;
  /** How far its line is indented. */
  readonly indent: number;
  /** It holds an expression. */
  readonly computed?: true;
  /** Where its text stands word for word. */
  readonly verbatim?: number;
}

const tables: Readonly<Record<Language, SourceLanguage | undefined>> = { python, ruby, csharp, javascript: languageOf("x.ts") };

export function codeTokens(text: string, language: Language): readonly CodeToken[] {
  const table = tables[language];
  if (table === undefined) return [];
  const tokens = scan(text, table);
  const found: CodeToken[] = [];
  let indent = 0;
  let depth = 0;
  for (let at = 0; at < tokens.count; at++) {
    const start = tokens.start[at] ?? 0;
    const kind = tokens.kind[at] ?? 0;
    if (tokens.first[at] === 1) {
      const line = text.lastIndexOf("\n", start - 1) + 1;
      indent = start - line;
    }
    const leads = tokens.first[at] === 1 && depth === 0;
    const code = tokens.code[at] ?? 0;
    const bracket =
      code === 40 || code === 91 || (code === 123 && language !== "ruby" && language !== "csharp" && language !== "javascript");
    const closing = code === 41 || code === 93 || (code === 125 && language === "python");
    if (kind === Token.open && bracket) depth++;
    if (kind === Token.close && closing) depth = Math.max(0, depth - 1);
    const shared = { start, end: tokens.end[at] ?? start, leads, indent };
    const written = text.slice(shared.start, shared.end);
    if (kind === Token.string) {
      if (language === "ruby" && written.startsWith(":")) found.push({ ...shared, kind: "symbol", text: valueAt(tokens, at) });
      else if (language === "ruby" && /^%[wWiI]/.test(written)) found.push({ ...shared, kind: "words", text: written.slice(3, -1) });
      else {
        const said = valueAt(tokens, at);
        // `@"…"` doubles its quotes.
        const value = language === "csharp" && written.startsWith("@") ? said.replaceAll('""', '"') : said;
        const from = tokens.bodies.get(at)?.[0] ?? start + ((tokens.quotes[at] ?? 0) & 63);
        const verbatim = text.startsWith(value, from) || (said === value && ((tokens.quotes[at] ?? 0) & rawFlag) !== 0);
        found.push({ ...shared, kind: "string", text: value, ...(verbatim && { verbatim: from }) });
      }
    } else if (kind === Token.open && !"([{".includes(written)) {
      const close = tokens.pair[at] ?? -1;
      const end = close > at ? (tokens.end[close] ?? shared.end) : shared.end;
      found.push({ ...shared, kind: "string", text: text.slice(shared.end, close > at ? tokens.start[close] : end), end, computed: true });
      if (close > at) at = close;
    } else found.push({ ...shared, kind: kind === Token.name ? "word" : kind === Token.number ? "number" : "sign", text: written });
  }
  return found;
}
