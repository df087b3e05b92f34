import type { CodePackage } from "../../readers/code/package.ts";
import { folderOf } from "../../syntax/paths.ts";
import type { Library, Unit } from "../unit.ts";
import { librariesOf, type Shelf } from "./libraries.ts";
import { sourceAt } from "./source-at.ts";

/** Source files that are one program (or one library): nearest below the same manifest, Dockerfile or build file. */
export interface CodeUnit extends Unit {
  readonly kind: "code";
  readonly folder: string;
  /** What its manifest calls it. */
  readonly name: string | undefined;
  readonly manifest: string;
  /** Its own files, and those of the workspace's libraries that it imports. */
  readonly sources: readonly string[];
  readonly libraries: ReadonlySet<string>;
  /** One of several programs of a module. */
  readonly single: boolean;
  /** JSON files below it that code may read by key. */
  readonly settings: readonly string[];
  readonly dockerfiles: readonly string[];
}

interface Root {
  readonly folder: string;
  readonly manifest: string;
  readonly name: string | undefined;
  readonly kind: CodePackage["kind"] | "jvm" | "image";
}

/** What decides which packages there are: while these lists are the same, so are the packages. */
const told = ["source", "code-package", "json-settings", "dockerfile", "maven", "gradle"] as const;
const last = new WeakMap<Library, { readonly lists: readonly unknown[]; readonly units: readonly CodeUnit[] }>();

/** One unit for each package that has sources; in Go one for each program of a module, with what it imports of it. */
export function discoverPackages(library: Library): readonly CodeUnit[] {
  const lists = told.map((it) => library.of(it));
  const before = last.get(library);
  if (before?.lists.every((it, index) => it === lists[index])) return before.units;
  const units = packagesIn(library);
  last.set(library, { lists, units });
  return units;
}

function packagesIn(library: Library): readonly CodeUnit[] {
  const files = library.of("source");
  if (files.length === 0) return [];
  const roots = rootsIn(library);
  const nearest = new Map<string, Root | undefined>();
  const rootOf = (folder: string): Root | undefined => {
    if (nearest.has(folder)) return nearest.get(folder);
    const found = roots.get(folder) ?? (folder === "" ? undefined : rootOf(folderOf(folder)));
    nearest.set(folder, found);
    return found;
  };
  const below = (list: readonly { readonly file: string }[]): Map<string, string[]> => {
    const groups = new Map<string, string[]>();
    for (const { file } of list) {
      const root = rootOf(folderOf(file));
      if (root === undefined) continue;
      const group = groups.get(root.folder);
      if (group === undefined) groups.set(root.folder, [file]);
      else group.push(file);
    }
    return groups;
  };
  const sources = below(files);
  const settings = below(library.of("json-settings"));
  const dockerfiles = below(library.of("dockerfile"));
  const shelves: (Shelf & { readonly root: Root })[] = [];
  const programs: { readonly shelf: Shelf; readonly root: Root; readonly alone: boolean }[] = [];
  for (const [folder, own] of sources) {
    const root = roots.get(folder);
    if (root === undefined) continue;
    const found = root.kind === "go" ? programsIn(own, root, library) : [];
    const starts = (dockerfiles.get(folder)?.length ?? 0) > 0 || startsItself(own, root, library);
    shelves.push({ root, folder, name: root.name, kind: root.kind, starts, files: own });
    for (const it of found)
      programs.push({
        root,
        alone: found.length === 1,
        shelf: { folder: found.length === 1 ? folder : it.folder, name: root.name, kind: "program", starts: true, files: it.sources },
      });
  }
  const librariesFor = librariesOf(shelves, library);
  const isGo = new Set(programs.map(({ root }) => root));
  const units: CodeUnit[] = [];
  const taken = new Set<string>();
  for (const { root, shelf, alone } of programs) {
    const near = (dockerfiles.get(root.folder) ?? []).filter((file) => alone || folderOf(file) === shelf.folder);
    units.push(
      unitOf(root, shelf.folder, shelf.files, librariesFor(shelf), { settings: settings.get(root.folder) ?? [], dockerfiles: near }, alone),
    );
  }
  for (const shelf of shelves) {
    if (isGo.has(shelf.root)) continue;
    const libraries = librariesFor(shelf);
    if (shelf.starts) for (const it of libraries) taken.add(it);
    const shared = { settings: settings.get(shelf.folder) ?? [], dockerfiles: dockerfiles.get(shelf.folder) ?? [] };
    units.push(unitOf(shelf.root, shelf.folder, shelf.files, libraries, shared, true));
  }
  // What others are made of is said by them, and by nobody else.
  return units.filter((it) => !it.sources.some((file) => taken.has(file) && !it.libraries.has(file)));
}

/** Whether a package says where it begins, so that it is more than a part of others. */
const startsItself = (files: readonly string[], { kind, folder }: Root, library: Library): boolean =>
  kind === "dotnet"
    ? library.exists(folder === "" ? "Program.cs" : `${folder}/Program.cs`)
    : kind === "jvm" && files.some((file) => /(?:Application|App|Main)\.(?:java|kt)$/.test(file));

function unitOf(
  root: Root,
  folder: string,
  own: readonly string[],
  libraries: readonly string[],
  shared: Pick<CodeUnit, "settings" | "dockerfiles">,
  named: boolean,
): CodeUnit {
  const sources = libraries.length === 0 ? own : [...own, ...libraries];
  return {
    id: `unit:code:${folder}`,
    kind: "code",
    files: [...sources, ...shared.settings, ...shared.dockerfiles, root.manifest],
    folder,
    name: named ? root.name : undefined,
    manifest: root.manifest,
    sources,
    libraries: new Set(libraries),
    single: !named,
    ...shared,
  };
}

/** Folders where a package begins. Who names it says more than who only builds it. */
function rootsIn(library: Library): ReadonlyMap<string, Root> {
  const roots = new Map<string, Root>();
  for (const { file, body } of library.of("code-package")) {
    const { kind, name } = body as CodePackage;
    const folder = folderOf(file);
    if (roots.get(folder)?.name === undefined) roots.set(folder, { folder, manifest: file, name, kind });
  }
  const add = (file: string, kind: Root["kind"]): void => {
    const folder = folderOf(file);
    if (!roots.has(folder)) roots.set(folder, { folder, manifest: file, name: undefined, kind });
  };
  for (const { file } of [...library.of("maven"), ...library.of("gradle")]) add(file, "jvm");
  for (const { file } of library.of("dockerfile")) add(file, "image");
  return roots;
}

/** The programs of a Go module (`package main`), each with the folders of the module that it imports, one through the other. */
function programsIn(
  files: readonly string[],
  root: Root,
  library: Library,
): readonly { readonly folder: string; readonly sources: readonly string[] }[] {
  const folders = new Map<string, string[]>();
  const imports = new Map<string, Set<string>>();
  const mains = new Set<string>();
  const prefix = `${root.name ?? ""}/`;
  for (const file of files) {
    const folder = folderOf(file);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
    const facts = sourceAt(library, file);
    if (facts?.starts) mains.add(folder);
    const own = imports.get(folder) ?? new Set<string>();
    imports.set(folder, own);
    for (const { module } of facts?.imports ?? []) {
      if (!module.startsWith(prefix)) continue;
      const path = module.slice(prefix.length);
      own.add(root.folder === "" ? path : `${root.folder}/${path}`);
    }
  }
  return [...mains].map((folder) => {
    const reached = [folder];
    const seen = new Set(reached);
    for (const it of reached) {
      for (const next of imports.get(it) ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        reached.push(next);
      }
    }
    return { folder, sources: reached.flatMap((it) => folders.get(it) ?? []).sort() };
  });
}
