import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rootNames } from "../workspace/roots.ts";

/** A workspace folder as the editor has it open. */
export interface Folder {
  /** What its paths begin with when several are open; unique among them. */
  readonly name: string;
  /** Absolute, in the machine's own spelling. */
  readonly root: string;
}

/** The way between the editor's URIs and the engine's paths. */
export interface Folders {
  readonly all: readonly Folder[];
  /** `undefined` = outside every folder, or no file on disk. */
  pathOf(uri: string): string | undefined;
  uriOf(path: string): string;
}

/** One folder: paths are relative to it. Several: the folder's name comes first. Folders that are no files on disk are left out. */
export function foldersOf(given: readonly { readonly uri: string; readonly name: string }[]): Folders {
  const onDiskNow = given.flatMap(({ uri, name }) => {
    const root = onDisk(uri);
    return root === undefined ? [] : [{ root, name: name === "" ? path.basename(root) : name.replaceAll("/", "-") }];
  });
  const names = rootNames(onDiskNow.map((it) => it.name));
  const all: readonly Folder[] = onDiskNow.map(({ root }, at) => ({ root, name: names[at] ?? root }));
  const several = all.length > 1;
  return {
    all,
    pathOf(uri) {
      const file = onDisk(uri);
      if (file === undefined) return undefined;
      // The innermost folder that holds it: folders may lie inside each other.
      let best: { folder: Folder; within: string } | undefined;
      for (const folder of all) {
        const within = path.relative(folder.root, file);
        if (within === ".." || within.startsWith(`..${path.sep}`) || path.isAbsolute(within)) continue;
        if (best === undefined || within.length < best.within.length) best = { folder, within };
      }
      if (best === undefined) return undefined;
      const within = best.within.split(path.sep).join("/");
      if (!several) return within;
      return within === "" ? best.folder.name : `${best.folder.name}/${within}`;
    },
    uriOf(file) {
      const folder = several ? all.find(({ name }) => file === name || file.startsWith(`${name}/`)) : all[0];
      // What belongs to no folder is told at the first.
      if (folder === undefined && file === "" && all[0] !== undefined) return pathToFileURL(all[0].root).href;
      if (folder === undefined) return pathToFileURL(path.resolve("/", file)).href;
      return pathToFileURL(path.join(folder.root, several ? file.slice(folder.name.length) : file)).href;
    },
  };
}

function onDisk(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined; // a host in it, or a broken escape: not a file here
  }
}
