import { isTestInput } from "../../knowledge/files.ts";
import type { KustomizationFile } from "../../readers/kustomize.ts";
import { folderOf, isRemote, within } from "../../syntax/paths.ts";
import type { Library } from "../unit.ts";
import { kustomizationIn } from "./accumulate.ts";

/** A kustomization and where its references lead. */
export interface Kustomization {
  readonly file: string;
  readonly folder: string;
  readonly component: boolean;
  /** Folders of kustomizations among its resources. */
  readonly bases: readonly string[];
  readonly components: readonly string[];
  /** Files of objects. */
  readonly objects: readonly string[];
  /** Patches and whatever else it reads. */
  readonly others: readonly string[];
}

/** Every kustomization that is meant to be built, by its folder; what tests are fed with is not. */
export function kustomizationsIn(library: Library): ReadonlyMap<string, Kustomization> {
  const found = new Map<string, Kustomization>();
  for (const { file } of library.of("kustomize")) {
    const folder = folderOf(file);
    const chosen = isTestInput(file) ? undefined : kustomizationIn(folder, library);
    if (chosen?.file !== file) continue;
    found.set(folder, referencesOf(file, folder, chosen.body, library));
  }
  return found;
}

function referencesOf(file: string, folder: string, body: KustomizationFile, library: Library): Kustomization {
  const located = (paths: readonly string[]): readonly string[] => paths.flatMap((it) => (isRemote(it) ? [] : (within(folder, it) ?? [])));
  const isFolder = (path: string): boolean => kustomizationIn(path, library) !== undefined;
  const resources = located(body.resources);
  return {
    file,
    folder,
    component: body.component,
    bases: resources.filter(isFolder),
    components: located(body.components).filter(isFolder),
    objects: resources.filter((it) => !isFolder(it)),
    others: located(body.files),
  };
}

/** Files that kustomizations take up: what they hold is applied as it was built, and not as it stands. */
export function claimedFiles(library: Library): ReadonlySet<string> {
  return new Set([...kustomizationsIn(library).values()].flatMap(({ objects, others }) => [...objects, ...others]));
}

/** A kustomization with all it is built from, itself first. */
export function closureOf(folder: string, all: ReadonlyMap<string, Kustomization>): readonly Kustomization[] {
  const found = new Map<string, Kustomization>();
  const queue = [folder];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const one = all.get(at);
    if (one === undefined || found.has(at)) continue;
    found.set(at, one);
    queue.push(...one.bases, ...one.components);
  }
  return [...found.values()];
}
