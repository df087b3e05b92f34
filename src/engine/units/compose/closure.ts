import type { ComposeOutline } from "../../readers/compose-outline.ts";
import { baseName, folderOf, isRemote, within } from "../../syntax/paths.ts";
import { environmentIn } from "../environments.ts";
import type { Library } from "../unit.ts";
import { interpolate } from "./interpolate.ts";
import { filesIn, lookupIn, noVariables, openEnvFiles, type Variables, variablesOf } from "./variables.ts";

/** The compose files of a workspace and which names which, by their outlines alone. */
export interface World {
  readonly files: ReadonlyMap<string, ComposeOutline>;
  includes(file: string): readonly string[];
  /** Files it extends services of. */
  bases(file: string): readonly string[];
  /** What COMPOSE_FILE in the folder's `.env` names. */
  chosen(folder: string): readonly string[] | undefined;
  variables(folder: string): Variables;
  /** A name that says: start me. */
  isProjectName(file: string): boolean;
}

export const baseNames: readonly string[] = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
export const overrideNames: readonly string[] = [
  "compose.override.yml",
  "compose.override.yaml",
  "docker-compose.override.yml",
  "docker-compose.override.yaml",
];

export function openWorld(files: ReadonlyMap<string, ComposeOutline>, library: Library): World {
  const envFiles = openEnvFiles(library, []);
  const known = new Map<string, Variables>();
  const beside = (folder: string): string => within(folder, ".env") ?? ".env";
  const variables = (folder: string): Variables => {
    const found = known.get(folder) ?? variablesOf([beside(folder)], noVariables, envFiles);
    known.set(folder, found);
    return found;
  };
  const resolved = (file: string, paths: readonly string[]): readonly string[] =>
    paths.flatMap((path) => pathFrom(file, path, variables) ?? []);
  return {
    files,
    includes: (file) => resolved(file, files.get(file)?.includes.flatMap((it) => it.paths) ?? []),
    bases: (file) => resolved(file, files.get(file)?.bases ?? []),
    chosen: (folder) => filesIn(variables(folder), beside(folder)),
    variables,
    isProjectName: (file) => baseNames.includes(baseName(file)) || environmentIn(baseName(file)) !== undefined,
  };
}

function pathFrom(file: string, path: string, variables: World["variables"], folder = folderOf(file)): string | undefined {
  if (isRemote(path)) return undefined;
  const filled = path.includes("$") ? interpolate(path, lookupIn(variables(folderOf(file)))) : { text: path, templated: false };
  return filled.templated ? undefined : within(folder, filled.text);
}

/** Every file that loading these may look at, existing or not: what they include, extend and take variables from. */
export function closureOf(files: readonly string[], world: World): readonly string[] {
  const found = new Set<string>();
  // A file may be read as from another folder than its own: an override's, an include's project directory.
  const open: { readonly file: string; readonly folder: string }[] = files.map((file) => ({ file, folder: folderOf(files[0] ?? file) }));
  const seen = new Set<string>();
  const add = (path: string | undefined): void => {
    if (path !== undefined && path !== "") found.add(path);
  };
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { file, folder } = next;
    if (seen.has(`${folder}\n${file}`)) continue;
    seen.add(`${folder}\n${file}`);
    add(file);
    add(within(folder, ".env"));
    const outline = world.files.get(file);
    if (outline === undefined) continue;
    const from = (path: string): string | undefined => pathFrom(file, path, world.variables, folder);
    for (const path of outline.envFiles) add(from(path));
    for (const path of outline.bases) {
      const base = from(path);
      if (base !== undefined) open.push({ file: base, folder: folderOf(base) });
    }
    for (const { paths, projectDirectory, envFiles } of outline.includes) {
      const all = paths.flatMap((it) => from(it) ?? []);
      const home = projectDirectory === undefined ? folderOf(all[0] ?? "") : from(projectDirectory);
      for (const path of all) open.push({ file: path, folder: home ?? folderOf(path) });
      for (const path of envFiles ?? []) add(from(path));
    }
  }
  return [...found].sort();
}
