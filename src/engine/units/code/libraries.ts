import { folderOf, within } from "../../syntax/paths.ts";
import type { Library } from "../unit.ts";
import { sourceAt } from "./source-at.ts";

/** A package as far as others may take it in. */
export interface Shelf {
  readonly folder: string;
  readonly name: string | undefined;
  readonly kind: string;
  /** It is started by itself: an image is built of it, or it says where it begins. */
  readonly starts: boolean;
  readonly files: readonly string[];
}

/** Larger ones are programs of their own, and following their values again for each who takes them would cost too much. */
const mostFiles = 1200;

/**
 * The files of other packages of the workspace that each package takes in: npm and Cargo workspaces, modules of Maven, Gradle and Go,
 * projects of .NET, folders beside that Python imports, and whatever a path leads to outside of the package. What such a library
 * connects to counts for whoever imports it.
 */
export function librariesOf(shelves: readonly Shelf[], library: Library): (own: Shelf) => readonly string[] {
  const byFile = new Map<string, Shelf>();
  for (const shelf of shelves) for (const file of shelf.files) byFile.set(file, shelf);
  const named = new Map<string, Shelf>();
  for (const it of shelves) if (it.name !== undefined && !named.has(nameKey(it.kind, it.name))) named.set(nameKey(it.kind, it.name), it);
  const places = placesOf(byFile.keys());

  const taken = (file: string, own: Shelf): readonly string[] => {
    const facts = sourceAt(library, file);
    if (facts === undefined) return [];
    const found: string[] = [];
    const wholly = (shelf: Shelf | undefined): void => {
      if (shelf !== undefined && shelf !== own && !shelf.starts) found.push(...shelf.files);
    };
    const single = (path: string | undefined): void => {
      const shelf = path === undefined ? undefined : byFile.get(path);
      if (path !== undefined && shelf !== undefined && shelf !== own && !shelf.starts) found.push(path);
    };
    for (const { module } of facts.imports) {
      switch (facts.language) {
        case "javascript": {
          if (module.startsWith(".")) {
            if (module.startsWith("..")) single(places.stems.get((within(folderOf(file), module) ?? "").replace(/\.[cm]?[jt]sx?$/, "")));
            break;
          }
          const parts = module.split("/");
          const name = parts.slice(0, module.startsWith("@") ? 2 : 1).join("/");
          const shelf = named.get(`npm ${name}`);
          if (shelf !== undefined) wholly(shelf);
          else
            found.push(
              ...foldersCalled(parts, own, places, (folder) => shelves.some((it) => it.folder === folder && it.name !== undefined)),
            );
          break;
        }
        case "python": {
          if (module.startsWith(".")) break;
          const [first = ""] = module.split(".");
          for (let folder = own.folder; folder !== ""; ) {
            folder = folderOf(folder);
            const at = folder === "" ? first : `${folder}/${first}`;
            const inside = places.below.get(at);
            if (inside === undefined || isIn(own.folder, at)) continue;
            for (const it of inside) if (it.endsWith(".py")) single(it);
            break;
          }
          break;
        }
        case "java":
        case "kotlin":
          single(places.classes.get(module.replaceAll(".", "/")));
          break;
        case "csharp": {
          for (let name = module; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
            const shelf = named.get(`dotnet ${name.toLowerCase()}`);
            if (shelf === undefined) continue;
            wholly(shelf);
            break;
          }
          break;
        }
        case "rust":
          wholly(named.get(`cargo ${(module.split(/::|\./)[0] ?? "").replaceAll("_", "-")}`));
          break;
        case "go":
          for (let path = module; path.includes("/"); path = path.slice(0, path.lastIndexOf("/"))) {
            const shelf = named.get(`go ${path}`);
            if (shelf === undefined) continue;
            const rest = module.slice(path.length + 1);
            const folder = [shelf.folder, rest].filter((it) => it !== "").join("/");
            if (shelf !== own) found.push(...(places.below.get(folder) ?? []).filter((it) => folderOf(it) === folder));
            break;
          }
          break;
        default:
      }
    }
    return found;
  };

  return (own) => {
    const inside = new Set(own.files);
    const found = new Set<string>();
    const open = [...own.files];
    for (const file of open) {
      for (const it of taken(file, own)) {
        if (inside.has(it) || found.has(it)) continue;
        if (found.size >= mostFiles) return [];
        found.add(it);
        open.push(it);
      }
    }
    return [...found];
  };
}

const nameKey = (kind: string, name: string): string =>
  kind === "cargo" ? `cargo ${name.replaceAll("_", "-")}` : kind === "dotnet" ? `dotnet ${name.toLowerCase()}` : `${kind} ${name}`;

const isIn = (folder: string, at: string): boolean => folder === at || folder.startsWith(`${at}/`);

interface Shelved {
  /** By path without its ending; also the folder of an index. */
  readonly stems: ReadonlyMap<string, string>;
  /** Source files of a folder and below. */
  readonly below: ReadonlyMap<string, readonly string[]>;
  /** Of the JVM: by package and name. */
  readonly classes: ReadonlyMap<string, string>;
  /** Folders for what is shared, by their last name. */
  readonly shared: ReadonlyMap<string, readonly string[]>;
}

function placesOf(files: Iterable<string>): Shelved {
  const stems = new Map<string, string>();
  const below = new Map<string, string[]>();
  const classes = new Map<string, string>();
  for (const file of files) {
    const stem = file.replace(/\.\w+$/, "");
    stems.set(stem, file);
    if (stem.endsWith("/index")) stems.set(stem.slice(0, -6), file);
    for (let folder = folderOf(file); folder !== ""; folder = folderOf(folder)) {
      const list = below.get(folder);
      if (list === undefined) below.set(folder, [file]);
      else list.push(file);
    }
    const type = /(?:^|\/)(?:java|kotlin)\/(.+)\.(?:java|kt)$/.exec(file)?.[1];
    if (type !== undefined) classes.set(type, file);
  }
  const shared = new Map<string, string[]>();
  for (const folder of below.keys()) {
    if (!/(?:^|\/)(?:libs?|packages?|shared|common|modules|internal)\/[^/]+$|(?:^|\/)(?:common|shared)$/.test(folder)) continue;
    const name = folder.slice(folder.lastIndexOf("/") + 1);
    shared.set(name, [...(shared.get(name) ?? []), folder]);
  }
  return { stems, below, classes, shared };
}

/** `@app/common`, `libs/common/queue`: an alias of a folder for what is shared, where only one is called so. */
function foldersCalled(
  parts: readonly string[],
  own: Shelf,
  { shared, below }: Shelved,
  hasName: (folder: string) => boolean,
): readonly string[] {
  const [first = "", second] = parts;
  const name =
    /^(?:@|~|#|libs?|packages?|shared)/.test(first) && second !== undefined ? second : /^[@~#]/.test(first) ? first.slice(1) : undefined;
  const folders = name === undefined ? undefined : shared.get(name);
  const [only] = folders ?? [];
  if (folders?.length !== 1 || only === undefined || isIn(only, own.folder) || isIn(own.folder, only)) return [];
  // What has a name of its own is taken in by that.
  if (hasName(only)) return [];
  return below.get(only) ?? [];
}
