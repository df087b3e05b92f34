import { folderOf } from "../paths.ts";
import type { ApiReference } from "./scan.ts";

/** A `$ref` taken apart: the file (`undefined` = the one it stands in) and the pointer into it. */
export interface Target {
  readonly file: string | undefined;
  /** `/components/schemas/Pet`; empty = the whole file; an anchor's name stays as it is. */
  readonly pointer: string;
}

/** Where a reference leads; `undefined` = out of this workspace, to what is never fetched. */
export function targetOf(reference: string, from: string): Target | undefined {
  const hash = reference.indexOf("#");
  const path = hash < 0 ? reference : reference.slice(0, hash);
  const pointer = hash < 0 ? "" : reference.slice(hash + 1);
  if (path === "") return { file: undefined, pointer };
  if (/^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith("/") || path.startsWith("\\")) return undefined;
  const file = joined(folderOf(from), path);
  return file === undefined ? undefined : { file, pointer };
}

/** `undefined` = it climbs out of the workspace. */
function joined(folder: string, path: string): string | undefined {
  const steps = folder === "" ? [] : folder.split("/");
  for (const step of decoded(path).split("/")) {
    if (step === "..") {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}

function decoded(path: string): string {
  try {
    return path.includes("%") ? decodeURIComponent(path) : path;
  } catch {
    return path;
  }
}

/** How many files one description is followed into: real ones have a few hundred. */
export const mostFiles = 1000;

/** The files that references name, each once, in order. */
export function filesIn(references: readonly ApiReference[], from: string): readonly string[] {
  const files = new Set<string>();
  for (const { target } of references) {
    const file = targetOf(target, from)?.file;
    if (file !== undefined && file !== from && files.size < mostFiles) files.add(file);
  }
  return [...files];
}
