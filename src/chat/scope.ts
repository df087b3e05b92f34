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
  const variant = variantIn(overview, text, words);
  const members = mentionsIn(overview, text).filter(({ line }) => !found.some((path) => path === line.name));
  return {
    paths: [...new Set([...attached.map((it) => it.replace(/\/+$/, "")), ...found])],
    members,
    variant,
    system:
      members.length > 0 ? undefined : overview.systems.find((it) => words.some((word) => word.toLowerCase() === it.id.toLowerCase()))?.id,
    unknown: words.filter(
      (word) =>
        looksLikePath.test(word) &&
        !found.includes(word) &&
        !named.has(word.toLowerCase()) &&
        word !== variant?.id.replace(/\/$/, "") &&
        word !== variant?.id,
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

type Variant = Overview["systems"][number]["variants"][number];

/**
 * A variant goes by its environment, its id, the whole of its title, the last folder of it, or what it is made of where nothing else of
 * its system is. A file alone is a file.
 */
function variantIn(overview: Overview, text: string, words: readonly string[]): Variant | undefined {
  const all = overview.systems.flatMap((it) => it.variants);
  const said = new Set(words.map((it) => it.toLowerCase()));
  const whole = ` ${text.toLowerCase().replace(/\s+/g, " ").trim()} `;
  const ways: readonly ((it: Variant) => boolean)[] = [
    (it) => it.title !== it.id && whole.includes(` ${it.title.toLowerCase()} `),
    (it) => (/[?+]/.test(it.id) || it.id.endsWith("/")) && said.has(it.id.toLowerCase().replace(/\/$/, "")),
    (it) => it.environment != null && said.has(it.environment.toLowerCase()),
    (it) => it.id.endsWith("/") && said.has(it.id.split("/").at(-2)?.toLowerCase() ?? ""),
    (it) =>
      origins[it.origin].some((word) => said.has(word)) &&
      all.filter(({ system, origin }) => system === it.system && origins[origin] === origins[it.origin]).length === 1,
  ];
  for (const way of ways) {
    const found = all.find(way);
    if (found !== undefined) return found;
  }
  return undefined;
}

const kubernetes = ["kubernetes", "k8s", "cluster"];
const origins: Readonly<Record<Variant["origin"], readonly string[]>> = {
  compose: ["compose", "docker"],
  kustomize: kubernetes,
  manifests: kubernetes,
  helm: ["helm"],
  terraform: ["terraform"],
  cloudformation: ["cloudformation", "sam"],
  serverless: ["serverless"],
  profile: [],
};
