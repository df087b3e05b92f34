import { closeSync, openSync, readSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { decode } from "./encoding.ts";
import type { Content, FileSource } from "./source.ts";
import { codeOf, isInside, type WalkLimits, walk, wouldList } from "./walk.ts";

/** Nobody writes five megabytes of configuration: it is data, and reading it would keep everybody waiting. */
const largest = 5 * 1024 * 1024;

/** The files of one folder on disk. `folder` is absolute; it may not exist, then listing says so. */
export function openDisk(folder: string, limits?: WalkLimits): FileSource {
  const root = realOr(folder);
  return {
    name: path.basename(path.resolve(folder)) || "workspace",
    list: () => walk(root, limits),
    lists: (file) => Promise.resolve(isRelative(file) && wouldList(root, file)),
    read: (file) => Promise.resolve(readInside(root, file)),
  };
}

/** No path of a file may climb out of the workspace: what is out there is nobody's business here. */
const isRelative = (file: string): boolean => !path.isAbsolute(file) && !file.split("/").includes("..");

function readInside(root: string, file: string): Content | undefined {
  if (!isRelative(file)) return { problem: "This file lies outside the workspace: not read." };
  const full = path.join(root, file);
  try {
    const status = statSync(full);
    if (status.isDirectory()) return { folder: true };
    if (!status.isFile()) return { problem: "This is a pipe, socket or device, not a file: not read." };
    if (!isInside(root, realpathSync.native(full))) return { problem: "This is a link that leads out of the workspace: not read." };
    if (status.size > largest) {
      return { problem: `This file is ${(status.size / 1024 / 1024).toFixed(1)} MB; files over ${largest / 1024 / 1024} MB are not read.` };
    }
    return decode(bytesOf(full));
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    if (code === "ELOOP") return { problem: "This is a link that leads back to itself: not read." };
    if (code === "EACCES" || code === "EPERM") return { problem: "This file cannot be opened: permission denied." };
    return { problem: `This file cannot be read (${code}).` };
  }
}

/** Files are read one after the other into one piece of memory; what a file needs beyond it, only that file pays for. */
const scratch = new Uint8Array(64 * 1024);

/**
 * At most `largest` bytes, whatever the size was said to be: a file may grow, and those of /proc have none. What is answered is
 * overwritten by the next call.
 */
function bytesOf(full: string): Uint8Array {
  const handle = openSync(full, "r");
  try {
    const parts: Uint8Array[] = [];
    let part = scratch;
    let filled = 0;
    for (let total = 0; total <= largest; ) {
      const count = readSync(handle, part, filled, part.length - filled, null);
      if (count === 0) break;
      total += count;
      filled += count;
      if (filled < part.length) continue;
      parts.push(part);
      part = new Uint8Array(1024 * 1024);
      filled = 0;
    }
    const rest = part.subarray(0, filled);
    return parts.length === 0 ? rest : Buffer.concat([...parts, rest]);
  } finally {
    closeSync(handle);
  }
}

function realOr(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return path.resolve(folder);
  }
}
