import type { Overview } from "../protocol.ts";
import { componentsOf, type Member } from "./facts.ts";
import { mentionsIn } from "./mentions.ts";

/** What a command is about: attached files, and what stands behind it: a path, a service, a variant. Empty = everything. */
export interface Scope {
  readonly paths: readonly string[];
  readonly members: readonly Member[];
  readonly variant: Overview["systems"][number]["variants"][number] | undefined;
  readonly system: string | undefined;
  /** What looks like a path and is no file that says anything about the architecture. */
  readonly unknown: readonly string[];
}

export function scopeOf(overview: Overview, prompt: string, attached: readonly string[]): Scope {
  const known = filesOf(overview);
  const named = new Set(componentsOf(overview).flatMap(({ name, aliases }) => [name, ...aliases].map((it) => it.toLowerCase())));
  const text = prompt.slice(0, longest);
  const words = text
    .split(/[\s,;]+/)
    .map(tidy)
    .filter((it) => it !== "");
  const found = words.flatMap((word) => (holds(known, word) ? [word] : []));
  const variant = overview.systems.flatMap((it) => it.variants).find((it) => words.some((word) => names(it, word)));
  const members = mentionsIn(overview, text).filter(({ line }) => !found.some((path) => path === line.name));
  return {
    paths: [...new Set([...attached.map((it) => it.replace(/\/+$/, "")), ...found])],
    members,
    variant,
    system:
      members.length > 0 ? undefined : overview.systems.find((it) => words.some((word) => word.toLowerCase() === it.id.toLowerCase()))?.id,
    unknown: words.filter(
      (word) => looksLikePath.test(word) && !found.includes(word) && !named.has(word.toLowerCase()) && word !== variant?.id,
    ),
  };
}

/** What a command is about stands at its beginning. */
const longest = 1000;

const tidy = (word: string): string =>
  word
    .replace(/^[`'"(<#]+|[`'")>?!.,:]+$/g, "")
    .replace(/^\.\//, "")
    .replace(/\/+$/, "");

const looksLikePath = /^[\w@-][\w@.-]*(?:\/[\w@.-]+)+$|^[\w@.-]+\.(?:ya?ml|json|toml|env|sql|tf|proto|conf|properties)$/i;

/** Files and every folder above them. */
function filesOf(overview: Overview): ReadonlySet<string> {
  const files = [
    ...overview.systems.flatMap((it) => [it.folder, ...it.variants.flatMap(({ files }) => files)]),
    ...componentsOf(overview).flatMap(({ place, uses }) => [place?.file, ...uses.map((use) => use.place?.file)]),
    ...overview.problems.map(({ file }) => file),
  ];
  const all = new Set<string>();
  for (const file of files) {
    for (let path = file ?? ""; path !== "" && !all.has(path); path = path.slice(0, Math.max(0, path.lastIndexOf("/")))) all.add(path);
  }
  return all;
}

const holds = (known: ReadonlySet<string>, word: string): boolean => /[./]/.test(word) && known.has(word);

/** A variant goes by its environment, its id, or the whole of its title. A file alone is a file. */
const names = (variant: { readonly id: string; readonly title: string; readonly environment: string | undefined }, word: string): boolean =>
  variant.environment?.toLowerCase() === word.toLowerCase() || (/[?+]/.test(variant.id) && variant.id === word);
