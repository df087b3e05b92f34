import { folderOf } from "../../syntax/paths.ts";
import { environmentIn } from "../environments.ts";
import { definitionsOf, type PlainFile } from "./groups.ts";

/** Files that can be applied together: one variant of a system. */
export interface Layer {
  /** Its own files, that no other variant has; of the only variant, all. */
  readonly own: readonly PlainFile[];
  readonly files: readonly PlainFile[];
  readonly environment: string | undefined;
}

interface Block {
  readonly files: PlainFile[];
  readonly folder: string;
  readonly environment: string | undefined;
  readonly defines: Set<string>;
}

/**
 * The variants of a system's files. Nothing is applied twice, so that files which define the same object are alternatives:
 * - the files of one branch below the folder they share, and of one environment that names say, stay together as long as no two define
 *   the same;
 * - such blocks come into the first variant where nothing of theirs is yet, of their own environment before one without any;
 * - what conflicts with nothing is in each variant, or in those whose own files lie nearest to it;
 * - two or more environments among the names make variants even where nothing conflicts.
 */
export function layersOf(files: readonly PlainFile[]): readonly Layer[] {
  const definedBy = definitionsOf(files);
  const counts = new Map<string, number>();
  for (const file of files) for (const name of definedBy(file)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const conflicts = (file: PlainFile): boolean => definedBy(file).some((it) => (counts.get(it) ?? 0) > 1);
  const environments = new Set(files.flatMap(({ path }) => environmentOf(path) ?? []));
  const apart = (file: PlainFile): boolean => conflicts(file) || (environments.size > 1 && environmentOf(file.path) !== undefined);

  const layers: { blocks: Block[]; defines: Set<string>; environment: string | undefined }[] = [];
  for (const block of blocksOf(files.filter(apart), definedBy)) {
    const fitting = layers.filter((it) => fits(block, it));
    let layer = fitting.find((it) => it.environment === block.environment) ?? fitting[0];
    if (layer === undefined) {
      layer = { blocks: [], defines: new Set(), environment: block.environment };
      layers.push(layer);
    }
    layer.blocks.push(block);
    for (const it of block.defines) layer.defines.add(it);
  }
  const common = files.filter((it) => !apart(it));
  const [only] = environments;
  if (layers.length === 0)
    return [
      {
        own: files,
        files,
        environment: environments.size === 1 && files.every((it) => environmentOf(it.path) !== undefined) ? only : undefined,
      },
    ];

  const shared = layers.map((): PlainFile[] => []);
  for (const file of common) {
    const nearness = layers.map(({ blocks }) => Math.max(...blocks.map((it) => sharedDepth(it.folder, folderOf(file.path)))));
    const nearest = Math.max(...nearness);
    for (const [index, depth] of nearness.entries()) if (depth === nearest) shared[index]?.push(file);
  }
  return layers.map(({ blocks, environment }, index) => {
    const own = blocks.flatMap((it) => it.files);
    return { own, files: [...own, ...(shared[index] ?? [])].sort((a, b) => (a.path < b.path ? -1 : 1)), environment };
  });
}

/** What the file's name, or else a folder above it, says; the nearest first. */
function environmentOf(path: string): string | undefined {
  const steps = path.split("/").reverse();
  for (const it of steps) {
    const found = environmentIn(it);
    if (found !== undefined) return found;
  }
  return undefined;
}

const order = [undefined, "production", "staging", "development", "test"];

function blocksOf(files: readonly PlainFile[], definedBy: (file: PlainFile) => readonly string[]): readonly Block[] {
  const top = commonFolder(files.map((it) => it.path));
  const blocks: Block[] = [];
  const byPlace = new Map<string, Block[]>();
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const folder = branchOf(file.path, top);
    const environment = environmentOf(file.path);
    const place = `${folder}\n${environment}`;
    const siblings = byPlace.get(place) ?? [];
    byPlace.set(place, siblings);
    const names = definedBy(file);
    let block = siblings.find((it) => !names.some((name) => it.defines.has(name)));
    if (block === undefined) {
      block = { files: [], folder, environment, defines: new Set() };
      siblings.push(block);
      blocks.push(block);
    }
    block.files.push(file);
    for (const it of names) block.defines.add(it);
  }
  const depth = (it: Block): number => it.folder.split("/").length;
  return blocks.sort(
    (a, b) =>
      order.indexOf(a.environment) - order.indexOf(b.environment) ||
      depth(a) - depth(b) ||
      b.defines.size - a.defines.size ||
      (pathOf(a) < pathOf(b) ? -1 : 1),
  );
}

const pathOf = ({ files: [first] }: Block): string => first?.path ?? "";

/** The folder right below `top` that a file lies under; `top` itself for its own files. */
function branchOf(path: string, top: string): string {
  const start = top === "" ? 0 : top.length + 1;
  const end = path.indexOf("/", start);
  return end < 0 ? top : path.slice(0, end);
}

function fits(block: Block, layer: { readonly defines: ReadonlySet<string>; readonly environment: string | undefined }): boolean {
  if (block.environment !== undefined && layer.environment !== undefined && block.environment !== layer.environment) return false;
  for (const it of block.defines) if (layer.defines.has(it)) return false;
  return true;
}

function sharedDepth(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  let depth = 0;
  while (depth < left.length && depth < right.length && left[depth] === right[depth]) depth++;
  return depth;
}

/** What a variant is called: the folder that is all its own, or the file it starts from. */
export function layerName({ own, files }: Layer, filesUnder: (folder: string) => number): string {
  const [first] = own;
  if (first === undefined) return "";
  if (own.length === 1) return first.path;
  const folder = commonFolder(own.map((it) => it.path));
  const there = files.filter((it) => it.path.startsWith(`${folder}/`)).length;
  return folder !== "" && filesUnder(folder) === there ? `${folder}/` : first.path;
}

/** The deepest folder that holds all files. */
export function commonFolder(paths: readonly string[]): string {
  const [first = "", ...others] = paths.map(folderOf);
  let folder = first;
  for (const it of others) while (folder !== "" && it !== folder && !it.startsWith(`${folder}/`)) folder = folderOf(folder);
  return folder;
}

export const titleOf = (layer: Layer, name: string): string => {
  if (name.endsWith("/"))
    return layer.files.every((it) => it.path.startsWith(name)) ? name.slice(0, -1) : `${name.slice(0, -1)}, with what others share`;
  const more = layer.own.length - 1;
  const beside = more > 0 ? ` and ${more} more` : "";
  return layer.files.length > layer.own.length ? `${name}${beside}, with what others share` : `${name}${beside}`;
};
