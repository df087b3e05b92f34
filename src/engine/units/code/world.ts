import type { Span } from "../../model/index.ts";
import type { Definition, Passed, Place, SourceFacts } from "../../readers/code/facts.ts";
import type { SettingsFile } from "../../readers/code/settings.ts";
import { folderOf, within } from "../../syntax/paths.ts";
import type { Library } from "../unit.ts";
import { directoryOf, type Where } from "./directory.ts";
import type { CodeUnit } from "./packages.ts";
import { sourceAt } from "./source-at.ts";

/** What the files of a package know of each other: who defines a name, who calls a function, what is set under a key. */
export interface World {
  readonly files: ReadonlyMap<string, SourceFacts>;
  /** Definitions of a file by name. */
  definitions(file: string, name: string): readonly Definition[];
  /** Definitions of the package by the last part of their name. */
  everywhere(last: string): readonly Where<Definition>[];
  callers(name: string): readonly Where<Passed>[];
  /** The files that an import of a file leads to. */
  imported(file: string, module: string): readonly string[];
  setting(key: string): readonly Setting[];
}
export interface Setting {
  readonly file: string;
  readonly key: string;
  readonly value: string;
  readonly span: Span;
}
export type { Place };

/** `Urls:Basket`, `Urls__Basket` and `urls.basket` are one key. */
export const keyOf = (name: string): string => name.replace(/[^A-Za-z0-9]/g, "").toUpperCase();

/** Definitions of one file by name: made once for its facts, whatever else changes in the package. */
const byName = new WeakMap<SourceFacts, ReadonlyMap<string, readonly Definition[]>>();
function namesOf(facts: SourceFacts): ReadonlyMap<string, readonly Definition[]> {
  const known = byName.get(facts);
  if (known !== undefined) return known;
  const names = new Map<string, Definition[]>();
  for (const it of facts.definitions) push(names, it.name, it);
  byName.set(facts, names);
  return names;
}

export function worldOf(unit: CodeUnit, library: Library): World {
  const files = new Map<string, SourceFacts>();
  for (const file of unit.sources) {
    const facts = sourceAt(library, file);
    if (facts !== undefined) files.set(file, facts);
  }
  const directory = directoryOf(library, unit.id, files);
  let settings: ReadonlyMap<string, readonly Setting[]> | undefined;
  const byStem = new Map<string, string[]>();
  for (const file of unit.sources) push(byStem, stemOf(file), file);
  return {
    files,
    definitions(file, name) {
      const facts = files.get(file);
      return facts === undefined ? [] : (namesOf(facts).get(name) ?? []);
    },
    everywhere: (last) => directory.definitions.get(last) ?? [],
    callers: (name) => directory.calls.get(name) ?? [],
    imported(file, module) {
      const language = files.get(file)?.language;
      if (language === "javascript")
        return module.startsWith(".") ? reached(byStem, within(folderOf(file), module)) : ofLibrary(unit.libraries, module);
      const path = module.replace(/^\.+/, "").replace(/::|\\|\./g, "/");
      const last = path.slice(path.lastIndexOf("/") + 1);
      return [...(byStem.get(last) ?? []), ...(byStem.get(lastFolder(path)) ?? [])].filter((it) => it !== file).slice(0, 20);
    },
    setting(key) {
      settings ??= settingsOf(unit, library);
      return settings.get(keyOf(key)) ?? [];
    },
  };
}

/** The files of a package's libraries by the folders they lie in: a keystroke asks for every import of every file. */
const byFolder = new WeakMap<ReadonlySet<string>, ReadonlyMap<string, readonly string[]>>();
/** More say nothing about where a name comes from. */
const mostOfLibrary = 60;

/** `@shop/common/queue` is in a library whose folder is called `common`. */
function ofLibrary(libraries: ReadonlySet<string>, module: string): readonly string[] {
  if (libraries.size === 0) return [];
  let folders = byFolder.get(libraries);
  if (folders === undefined) {
    const found = new Map<string, string[]>();
    for (const file of libraries)
      for (const folder of new Set(file.split("/").slice(0, -1)))
        if ((found.get(folder)?.length ?? 0) < mostOfLibrary) push(found, folder, file);
    byFolder.set(libraries, found);
    folders = found;
  }
  const parts = module.split("/");
  return folders.get((module.startsWith("@") ? parts[1] : parts[0]) ?? "") ?? [];
}

function push<K, V>(into: Map<K, V[]>, key: K, value: V): void {
  const list = into.get(key);
  if (list === undefined) into.set(key, [value]);
  else list.push(value);
}

/** `a/b.ts` → `b`; `a/b/index.ts` → `b`. */
function stemOf(file: string): string {
  const base = file.slice(file.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
  const folder = folderOf(file);
  return base === "index" || base === "mod" || base === "__init__" ? folder.slice(folder.lastIndexOf("/") + 1) : base;
}
const lastFolder = (path: string): string => path.split("/").at(-2) ?? "";

/** The file at a path without its ending, or the index of that folder. */
function reached(byStem: ReadonlyMap<string, readonly string[]>, path: string | undefined): readonly string[] {
  if (path === undefined) return [];
  const plain = path.replace(/\.[cm]?[jt]sx?$/, "");
  const stem = plain.slice(plain.lastIndexOf("/") + 1);
  return (byStem.get(stem) ?? []).filter((it) => it.replace(/\.\w+$/, "") === plain || it.replace(/\/index\.\w+$/, "") === plain);
}

function settingsOf(unit: CodeUnit, library: Library): ReadonlyMap<string, readonly Setting[]> {
  const found = new Map<string, Setting[]>();
  for (const file of unit.settings) {
    const body = library.facts(file).find((it) => it.reader === "json-settings")?.body as SettingsFile | undefined;
    for (const [key, { value, span }] of body?.texts ?? []) push(found, keyOf(key), { file, key, value, span });
  }
  return found;
}
