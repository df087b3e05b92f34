import { folderOf } from "../../syntax/paths.ts";
import type { Library } from "../unit.ts";
import { configOf, type Module } from "./modules.ts";
import { canonicalKey } from "./settings.ts";

/** Configuration that a config server of this workspace serves: files by the name of the application they are for. */
export interface Served {
  /** `application.yml` there: for everybody. */
  readonly all: readonly string[];
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

const nothing: Served = { all: [], byName: new Map() };

/** What the config servers among `servers` serve from folders of this workspace to the applications called `names`. */
export function servedBy(library: Library, servers: readonly Module[], names: ReadonlySet<string>): Served {
  const folders = new Set(servers.flatMap((it) => foldersOf(library, it)));
  if (folders.size === 0) return nothing;
  const own = new Set(servers.flatMap((it) => it.configs));
  const all: string[] = [];
  const byName = new Map<string, string[]>();
  for (const { file } of library.of("spring-config")) {
    if (own.has(file)) continue;
    const folder = folderOf(file);
    const stem = file.slice(folder === "" ? 0 : folder.length + 1).replace(/\.\w+$/, "");
    const here = folders.has(folder);
    const subject = here
      ? stem
      : folders.has(folderOf(folder)) && /^application(?:-|$)/.test(stem)
        ? folder.slice(folder.lastIndexOf("/") + 1)
        : undefined;
    if (subject === undefined) continue;
    if (here && /^application(?:-|$)/.test(stem)) all.push(file);
    else {
      const name = nameIn(subject, names);
      if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), file]);
    }
  }
  return { all, byName };
}

/** The longest name that a file's stem is, or begins with before a profile: `orders-docker` is for `orders`. */
function nameIn(stem: string, names: ReadonlySet<string>): string | undefined {
  for (let end = stem.length; end > 0; end = stem.lastIndexOf("-", end - 1))
    if (names.has(stem.slice(0, end).toLowerCase())) return stem.slice(0, end).toLowerCase();
  return undefined;
}

/** The profile a file's name says for an application: `docker` of `orders-docker.yml`. */
export function profileIn(file: string, name: string): string | undefined {
  const stem = file.slice(file.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
  for (const it of [name, "application", "bootstrap"])
    if (stem.toLowerCase().startsWith(`${it.toLowerCase()}-`)) return stem.slice(it.length + 1);
  return undefined;
}

const locationKey =
  /^spring\.cloud\.config\.server\.(?:native\.searchlocations|(?:git|svn)\.(?:.*\.)?(?:uri|searchpaths|basedir))(?:\[\d+\])?$/;

function foldersOf(library: Library, module: Module): readonly string[] {
  const resources = `${module.folder === "" ? "" : `${module.folder}/`}src/main/resources`;
  const found = new Set<string>();
  const tails: string[] = [];
  let located = false;
  for (const file of module.configs) {
    for (const { properties } of configOf(library, file)?.documents ?? []) {
      for (const { key, value } of properties) {
        if (!locationKey.test(canonicalKey(key))) continue;
        for (const part of value.split(",")) {
          const location = part
            .trim()
            .replace(/\/?\{(?:application|profile|label)\}.*$/, "")
            .replace(/\/+$/, "");
          const inside = /^(?:classpath\*?):\/*(.*)$/.exec(location)?.[1];
          if (inside !== undefined) found.add(inside === "" ? resources : `${resources}/${inside}`);
          else tails.push(location);
          if (/^spring\.cloud\.config\.server\.native/.test(canonicalKey(key))) located = true;
        }
      }
    }
  }
  if (!located) for (const it of ["", "/config"]) found.add(`${resources}${it}`);
  // A path on somebody's machine, or inside a repository: its last part is a folder of this workspace, or it is not here.
  const known = new Set(library.of("spring-config").flatMap(({ file }) => [folderOf(file), folderOf(folderOf(file))]));
  for (const tail of tails) {
    const last =
      tail
        .replace(/\.git$/, "")
        .split(/[/\\:]/)
        .at(-1) ?? "";
    if (last === "" || last.includes("$") || last === "." || last === "..") continue;
    for (const folder of known)
      if ((folder === last || folder.endsWith(`/${last}`)) && !/\/src\/(?:main|test)\/(?:java|resources)$/.test(folder)) found.add(folder);
  }
  return [...found];
}
