import { type EvidenceId, evidenceId, type Span } from "../../model/index.ts";
import type { SpringDocument } from "../../readers/spring-config.ts";

/** One property as it holds in the end. */
export interface Setting {
  /** As written: `eureka.client.serviceUrl.defaultZone`. */
  readonly key: string;
  /** As relaxed binding sees it. */
  readonly canonical: string;
  /** Placeholders filled in as far as they can be. */
  readonly value: string;
  /** Variables of the environment that would change it: its own name's, and those of its placeholders. */
  readonly variables: readonly string[];
  /** Said to every application at once: it holds where the application has what reads it. */
  readonly shared: boolean;
  /** Others have it in a placeholder. */
  readonly part: boolean;
  readonly at: EvidenceId;
  readonly span: Span;
}

export type Settings = ReadonlyMap<string, Setting>;

/** A document with the file it stands in and the profile that the file's name says. */
export interface Source {
  readonly file: string;
  readonly profile: string | undefined;
  /** Its own file, or what a config server serves: to it, or to every application. */
  readonly from: "own" | "served" | "shared";
  readonly document: SpringDocument;
}

/** Relaxed binding: `service-url`, `serviceUrl` and `SERVICE_URL` are one. */
export const canonicalKey = (key: string): string => key.replace(/[-_]/g, "").toLowerCase();

/** Profiles that people give to what is deployed, where nothing says which one is active. */
const deployed = ["docker", "docker-compose", "compose", "container", "kubernetes", "k8s", "cloud", "prod", "production"];

/** The profiles to read a module with: those that something activates, else the one that is named for a deployment. */
export function profilesFor(sources: readonly Source[], activated: ReadonlySet<string>): ReadonlySet<string> {
  const there = new Set(
    sources.flatMap(({ profile, document }) => [...(profile === undefined ? [] : [profile]), ...document.profiles.flatMap(wordsIn)]),
  );
  const active = [...there].filter((it) => activated.has(it));
  if (active.length > 0) return new Set(active);
  const guess = deployed.find((it) => there.has(it));
  return new Set([guess ?? "default"]);
}

const wordsIn = (expression: string): readonly string[] => expression.match(/[\w.-]+/g) ?? [];

/** What holds with these profiles; sources in order, what holds least first. `more`: what the build fills in (`@project.version@`). */
export function settingsOf(sources: readonly Source[], profiles: ReadonlySet<string>, more: ReadonlyMap<string, string>): Settings {
  const raw = new Map<string, Omit<Setting, "value" | "variables" | "part"> & { readonly written: string }>();
  const put = ({ file, document, from }: Source): void => {
    // A list that is said again takes the place of the whole one before.
    const lists = new Set(
      document.properties.flatMap(({ key }) => (key.includes("[") ? [canonicalKey(key.slice(0, key.indexOf("[")))] : [])),
    );
    for (const list of lists) for (const key of [...raw.keys()]) if (key === list || key.startsWith(`${list}[`)) raw.delete(key);
    for (const { key, value, anchor, span } of document.properties) {
      const canonical = canonicalKey(key);
      // How it reaches the config server was settled before that answered.
      if (from !== "own" && canonical.startsWith("spring.cloud.config.")) continue;
      raw.set(canonical, { key, canonical, written: value, shared: from === "shared", at: evidenceId(file, anchor), span });
    }
  };
  const general = sources.filter((it) => it.profile === undefined && it.document.profiles.length === 0);
  const special = sources.filter((it) => !general.includes(it) && holds(it, profiles));
  for (const it of [...general, ...special]) put(it);

  const parts = new Set<string>();
  const known = (name: string): string | undefined => {
    parts.add(canonicalKey(name));
    return raw.get(canonicalKey(name))?.written ?? more.get(name);
  };
  const values = [...raw].map(([canonical, { written, ...rest }]) => {
    const variables = new Set<string>();
    return { ...rest, canonical, value: filled(written, known, variables, 0), variables: [...variables] };
  });
  return new Map(values.map((it) => [it.canonical, { ...it, part: parts.has(it.canonical) }]));
}

function holds({ profile, document }: Source, profiles: ReadonlySet<string>): boolean {
  if (profile !== undefined && !profiles.has(profile)) return false;
  return document.profiles.length === 0 || document.profiles.some((it) => applies(it, profiles));
}

/** `docker`, `!test`, `a & !b`, `a | b`; parentheses are looked through. */
function applies(expression: string, profiles: ReadonlySet<string>): boolean {
  const one = (term: string): boolean => {
    const name = term.replace(/[()\s]/g, "");
    return name.startsWith("!") ? !profiles.has(name.slice(1)) : profiles.has(name);
  };
  return expression.split("|").some((it) => it.split("&").every(one));
}

const deepest = 8;
const longest = 20_000;

/** `${name:default}` by what `known` says, else by its default; a name that nothing says stays as it is. */
function filled(text: string, known: (name: string) => string | undefined, variables: Set<string>, depth: number): string {
  const built = text.includes("@") ? text.replace(/@([\w.-]{1,100})@/g, (all, name: string) => known(name) ?? all) : text;
  if (!built.includes("${") || depth > deepest || built.length > longest) return built;
  let result = "";
  let at = 0;
  while (at < built.length) {
    const open = built.indexOf("${", at);
    if (open < 0) break;
    const close = closing(built, open);
    if (close === undefined) break;
    result += built.slice(at, open);
    const inner = built.slice(open + 2, close);
    const colon = dividing(inner);
    const name = filled(colon < 0 ? inner : inner.slice(0, colon), known, variables, depth + 1).trim();
    const said = known(name);
    if (said === undefined) variables.add(name);
    const value = said ?? (colon < 0 ? undefined : inner.slice(colon + 1));
    result += value === undefined ? `\${${name}}` : filled(value, known, variables, depth + 1);
    at = close + 1;
  }
  return result + built.slice(at);
}

/** The first colon that divides a name from its default: none inside of another placeholder. */
function dividing(inner: string): number {
  let depth = 0;
  for (let at = 0; at < inner.length; at++) {
    if (inner.startsWith("${", at)) depth++;
    else if (inner[at] === "}") depth--;
    else if (inner[at] === ":" && depth === 0) return at;
  }
  return -1;
}

function closing(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text.startsWith("${", at)) depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return undefined;
}

/** A text from elsewhere with `${name:default}` filled in by what is set. */
export const withSettings = (text: string, settings: Settings): string =>
  text.replace(
    /\$\{([^{}:]{1,200})(?::([^{}]{0,500}))?\}/g,
    (all, name: string, fallback?: string) => settings.get(canonicalKey(name))?.value ?? fallback ?? all,
  );
