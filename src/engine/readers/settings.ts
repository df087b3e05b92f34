import type { Span } from "../model/index.ts";
import { parseEnv } from "../syntax/dotenv.ts";
import { linesOf } from "../syntax/lines.ts";
import { baseName } from "../syntax/paths.ts";
import { parseYaml } from "../syntax/yaml/parse.ts";
import { leavesOf, parseJson } from "./products/trees.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** A text of a program's configuration under its key: the keys on the way to it, joined with dots. */
export interface SettingText {
  readonly key: string;
  readonly value: string;
  readonly anchor: string;
  readonly span: Span;
}

/** Configuration that programs read themselves: YAML, JSON, TOML, INI, and env files beside their code. */
export const settingsReader: Reader<readonly SettingText[]> = {
  id: "settings",
  title: "Configuration of programs",
  wants: (path) => isSettings(path) && !elsewhere.test(path),
  recognises: ({ path, text }) => text.length < 300_000 && /[a-z]/i.test(text) && !isOther(path, text),
  read,
};

const name =
  /^(?:appsettings|config|configuration|settings|conf|default|production|development|docker|local|service|services|app|application|env|parameters|connections?|hosts|endpoints)(?:[.-][\w-]+)?\.(?:json|ya?ml|toml|ini|cfg|conf)$/i;
const folder = /(?:^|\/)(?:configs?|conf|configuration|settings|etc)\/(?:[\w.-]+\/)?[\w.-]+\.(?:json|ya?ml|toml|ini|cfg|conf)$/i;
const environment = /^\.?env(?:\.(?:example|sample|template|dist|defaults?|development|dev|production|prod|docker|local))?$/i;
const isSettings = (path: string): boolean =>
  name.test(baseName(path)) || folder.test(path) || (environment.test(baseName(path)) && !/^env$/i.test(baseName(path)));

/** Tests, tools and what others made; folders with a dot are tools'. */
const elsewhere =
  /(?:^|\/)(?:node_modules|vendor|tests?|__tests__|spec|specs|e2e|fixtures?|testdata|mocks?|examples?|docs?|i18n|locales?|dist|out|target|bin|obj|public|static|assets|\.[\w-]+)\/|[.-](?:test|tests|testing|ci|spec)\.\w+$/i;

/** Files in forms that others read and mean something else by. */
const isOther = (path: string, text: string): boolean =>
  /\.ya?ml$/i.test(path)
    ? /^(?:apiVersion|openapi|swagger|asyncapi|scrape_configs|receivers|exporters|datasources|static_resources|_format_version|on|jobs|stages|pipeline)[ \t]{0,4}:/m.test(
        text,
      ) || /^services[ \t]{0,4}:[ \t]*\r?\n(?:[ \t]+.*\r?\n)*?[ \t]+(?:image|build)[ \t]*:/m.test(text.slice(0, 5000))
    : /\.conf$/i.test(path)
      ? !/^[ \t]*[\w.-]+[ \t]*[={]/m.test(text) ||
        /^[ \t]*(?:server|upstream|location|<|\[OUTPUT\]|input|output)\b[^=\r\n]*[{>\]]/im.test(text)
      : false;

const most = 2000;
const longest = 4000;

function read({ path, text }: SourceFile): FileFacts<readonly SettingText[]> {
  const lines = linesOf(text);
  const seen = new Map<string, number>();
  const body: SettingText[] = [];
  for (const { key, value, start, end } of entriesIn(path, text)) {
    if (body.length >= most || value === "" || value.length > longest || key.length > 300) continue;
    const clean = key.replace(/[#\s]+/g, "_");
    const repeats = seen.get(clean) ?? 0;
    seen.set(clean, repeats + 1);
    body.push({ key, value, anchor: repeats === 0 ? clean : `${clean}~${repeats}`, span: lines.span(start, end) });
  }
  return { file: path, reader: "settings", body, problems: [], outline: body.length === 0 ? "" : "settings", mentions: [] };
}

interface Entry {
  readonly key: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

function* entriesIn(path: string, text: string): Iterable<Entry> {
  if (environment.test(baseName(path)))
    for (const { name: key, value = "", start, end } of parseEnv(text).entries) yield { key, value, start, end };
  else if (/\.(?:json|ya?ml)$/i.test(path))
    for (const { path: way, text: value, start, end } of leavesOf(/json$/i.test(path) ? parseJson(text) : parseYaml(text)))
      yield { key: way.filter((it) => it !== "[]").join("."), value, start, end };
  else yield* sectionsIn(text);
}

const line =
  /^[ \t]*(?:\[+[ \t]*([^\]\r\n]{1,200}?)[ \t]*\]+|([\w.-]{1,100}|"[^"\r\n]{1,100}")[ \t]*(?:[=:][ \t]*([^\r\n]{0,4000})|(\{)[ \t]*$)|(\}))/gm;

/** `[section]` and `key = value` of TOML and INI; `name {` and its `}` as HOCON has them. */
function* sectionsIn(text: string): Iterable<Entry> {
  let section = "";
  const blocks: string[] = [];
  for (const match of text.matchAll(line)) {
    const [all, header, rawKey = "", rawValue, opens, closes] = match;
    if (header !== undefined) section = header;
    else if (closes !== undefined) blocks.pop();
    else if (opens !== undefined || rawValue === "{") blocks.push(unquoted(rawKey));
    else if (rawValue !== undefined) {
      const start = match.index + all.length - all.trimStart().length;
      const key = [section, ...blocks, unquoted(rawKey)].filter((it) => it !== "").join(".");
      for (const value of valuesIn(rawValue)) yield { key, value, start, end: match.index + all.trimEnd().length };
    }
  }
}

const unquoted = (text: string): string => text.replace(/^"(.*)"$/, "$1");

/** Texts in quotes, those of a list each; without quotes what stands before a comment. */
function valuesIn(raw: string): readonly string[] {
  if (/^["'[]/.test(raw)) return [...raw.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map(([, double, single]) => double ?? single ?? "");
  return [raw.replace(/[ \t][#;].*$/, "").trim()];
}
