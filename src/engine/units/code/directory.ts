import type { Definition, Passed, SourceFacts } from "../../readers/code/facts.ts";
import type { Library } from "../unit.ts";

export type Where<T> = readonly [file: string, what: T];

/** Who defines and who calls what in the files of a package. Kept from one rendering to the next: only files that changed are entered again. */
export interface Directory {
  readonly files: Map<string, SourceFacts>;
  readonly definitions: Map<string, Where<Definition>[]>;
  readonly calls: Map<string, Where<Passed>[]>;
}

const directories = new WeakMap<Library, Map<string, Directory>>();

export function directoryOf(library: Library, unit: string, now: ReadonlyMap<string, SourceFacts>): Directory {
  const all = directories.get(library) ?? new Map<string, Directory>();
  directories.set(library, all);
  const directory: Directory = all.get(unit) ?? { files: new Map(), definitions: new Map(), calls: new Map() };
  all.set(unit, directory);
  for (const [file, facts] of directory.files) {
    if (now.get(file) === facts) continue;
    for (const name of new Set(facts.definitions.map((it) => lastOf(it.name)))) leave(directory.definitions, name, file);
    for (const name of new Set(facts.passed.map((it) => it.name))) leave(directory.calls, name, file);
    directory.files.delete(file);
  }
  for (const [file, facts] of now) {
    if (directory.files.has(file)) continue;
    directory.files.set(file, facts);
    for (const it of facts.definitions) enter(directory.definitions, lastOf(it.name), [file, it]);
    for (const it of facts.passed) enter(directory.calls, it.name, [file, it]);
  }
  return directory;
}

const lastOf = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

function enter<T>(into: Map<string, Where<T>[]>, name: string, what: Where<T>): void {
  const list = into.get(name);
  if (list === undefined) into.set(name, [what]);
  else list.push(what);
}

function leave<T>(from: Map<string, Where<T>[]>, name: string, file: string): void {
  const rest = from.get(name)?.filter(([it]) => it !== file) ?? [];
  if (rest.length === 0) from.delete(name);
  else from.set(name, rest);
}
