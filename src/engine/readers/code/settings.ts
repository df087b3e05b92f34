import type { Span } from "../../model/index.ts";
import { linesOf } from "../../syntax/lines.ts";
import { baseName } from "../../syntax/paths.ts";
import { languageOf } from "../../syntax/source/languages/index.ts";
import { scan } from "../../syntax/source/scan.ts";
import { isAt, Token, type Tokens, valueAt } from "../../syntax/source/tokens.ts";
import type { FileFacts, Reader, SourceFile } from "../reader.ts";

/** Texts of a JSON file by key: what code reads of it is asked by these. */
export interface SettingsFile {
  /** By the keys on the way to it, joined with dots. */
  readonly texts: ReadonlyMap<string, { readonly value: string; readonly span: Span }>;
}

const mostTexts = 2000;

/** JSON files that programs read as their configuration: `appsettings.json`, `config.json`. */
export const settingsReader: Reader<SettingsFile> = {
  id: "json-settings",
  title: "Configuration in JSON that code reads by key",
  wants: (path) =>
    /^(?:appsettings(?:\.[\w-]+)?|config(?:uration)?(?:\.[\w-]+)?|settings|default|production|development|local|custom-environment-variables|service|services)\.json$/i.test(
      baseName(path),
    ) && !/(?:^|\/)(?:node_modules|vendor|tests?|__tests__|fixtures?|\.vscode)\//.test(path),
  recognises: ({ text }) => text.length < 200_000 && /:\/\/|:\d{2,5}"|[Hh]ost|[Uu]rl|[Ss]erver/.test(text),
  read,
};

function read({ path, text }: SourceFile): FileFacts<SettingsFile> {
  // JSON with comments is a JavaScript expression.
  const language = languageOf("x.js");
  const texts = new Map<string, { value: string; span: Span }>();
  if (language !== undefined) gather(scan(text.replace(/^\uFEFF/, " "), language), linesOf(text), texts);
  return { file: path, reader: "json-settings", body: { texts }, problems: [], outline: "", mentions: [] };
}

/** Keys are held in a stack of open braces: nothing is called for depth. */
function gather(tokens: Tokens, lines: ReturnType<typeof linesOf>, texts: Map<string, { value: string; span: Span }>): void {
  const path: string[] = [];
  const depths: number[] = [];
  let key = "";
  for (let at = 0; at < tokens.count && texts.size < mostTexts; at++) {
    if (tokens.kind[at] === Token.open && tokens.code[at] === 123) {
      depths.push(path.length);
      if (key !== "") path.push(key);
      key = "";
    } else if (tokens.kind[at] === Token.close && tokens.code[at] === 125) path.length = depths.pop() ?? 0;
    else if (tokens.kind[at] === Token.string) {
      if (isAt(tokens, at + 1, ":")) key = valueAt(tokens, at);
      else if (isAt(tokens, at - 1, ":") && key !== "")
        texts.set([...path, key].join("."), { value: valueAt(tokens, at), span: lines.span(tokens.start[at] ?? 0, tokens.end[at] ?? 0) });
    }
  }
}
