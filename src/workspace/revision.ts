import { execFileSync, spawn } from "node:child_process";
import path from "node:path";
import { decode } from "./encoding.ts";
import { isEnvironment, keepsDeployment, notOurs } from "./ignored.ts";
import type { Content, FileSource, Listing } from "./source.ts";

/** A folder as git has it at some revision; `undefined` = not in a repository, or no such revision. `close` ends git's process. */
export interface Revision extends FileSource {
  /** The full hash of the commit. */
  readonly commit: string;
  close(): void;
}

/** Larger ones are not read, as on disk. */
const largest = 5 * 1024 * 1024;

/** @param folder absolute; need not have existed at that time */
export function openRevision(folder: string, revision: string): Revision | undefined {
  // Not a word that git could take for an option, a range, or several revisions.
  if (!/^[^-\s][^\s]*$/.test(revision) || revision.includes("..")) return undefined;
  const commit = git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`])?.trim();
  const prefix = git(folder, ["rev-parse", "--show-prefix"])?.trim();
  if (commit === undefined || prefix === undefined) return undefined;
  const listing = listed(git(folder, ["ls-tree", "-r", "-z", "--full-tree", "--name-only", `${commit}:${prefix}`]) ?? "");
  const known = new Set(listing.files);
  const objects = openObjects(folder);
  return {
    name: path.basename(path.resolve(folder)) || "workspace",
    commit,
    list: () => Promise.resolve(listing),
    lists: (file) => Promise.resolve(known.has(file)),
    read: async (file) => contentOf(await objects.read(`${commit}:${prefix}${file}`)),
    close: objects.close,
  };
}

/** Where the branch that is checked out left the one it goes back to; on that one itself, what was committed last. */
export function branchPoint(folder: string): string | undefined {
  for (const upstream of ["origin/HEAD", "origin/main", "origin/master", "main", "master"]) {
    const point = git(folder, ["merge-base", "HEAD", upstream])?.trim();
    if (point !== undefined && point !== "") return point;
  }
  return git(folder, ["rev-parse", "--verify", "--quiet", "HEAD"])?.trim();
}

function git(folder: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync("git", [...args], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 28 });
  } catch {
    return undefined; // no git, no repository, or no such thing in it
  }
}

/** What is vendored or built is left out here as on disk; what is ignored is not in git anyway. */
function listed(names: string): Listing {
  const files = names.split("\0").filter((it) => it !== "");
  const inFolder = new Map<string, string[]>();
  for (const file of files) {
    const folder = path.posix.dirname(file);
    inFolder.set(folder, [...(inFolder.get(folder) ?? []), path.posix.basename(file)]);
  }
  const verdicts = new Map<string, boolean>([[".", true]]);
  const ours = (folder: string): boolean => {
    const known = verdicts.get(folder);
    if (known !== undefined) return known;
    const parent = path.posix.dirname(folder);
    const name = path.posix.basename(folder);
    const inside = inFolder.get(folder) ?? [];
    const spared = !notOurs(name, inFolder.get(parent) ?? []) || keepsDeployment(name, inside);
    const verdict = ours(parent) && spared && !isEnvironment(inside);
    verdicts.set(folder, verdict);
    return verdict;
  };
  return { files: files.filter((it) => ours(path.posix.dirname(it))), obstacles: [] };
}

function contentOf(bytes: Uint8Array | undefined): Content | undefined {
  if (bytes === undefined) return undefined;
  if (bytes.length > largest) return { problem: `Files over ${largest / 1024 / 1024} MB are not read.` };
  return decode(bytes);
}

/** One `git cat-file` for all files, asked one after the other; a process a file would take seconds. */
function openObjects(folder: string): { read(name: string): Promise<Uint8Array | undefined>; close(): void } {
  const child = spawn("git", ["cat-file", "--batch", "--follow-symlinks"], { cwd: folder, stdio: ["pipe", "pipe", "ignore"] });
  let received: Buffer = Buffer.alloc(0);
  let ended = false;
  let wake: (() => void) | undefined;
  const told = (): void => wake?.();
  child.stdout.on("data", (part: Buffer) => {
    received = Buffer.concat([received, part]);
    told();
  });
  for (const event of ["close", "error"] as const) {
    child.on(event, () => {
      ended = true;
      told();
    });
  }
  child.stdin.on("error", () => undefined); // the end of the process tells it
  /** The first `length` bytes, once they are there. */
  const take = async (length: () => number): Promise<Buffer | undefined> => {
    for (let most = length(); most < 0 || received.length < most; most = length()) {
      if (ended) return undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const taken = received.subarray(0, length());
    received = received.subarray(taken.length);
    return taken;
  };
  const one = async (name: string): Promise<Uint8Array | undefined> => {
    if (/[\r\n]/.test(name)) return undefined; // names end at a line's end
    child.stdin.write(`${name}\n`);
    const head = (await take(() => received.indexOf(10) + 1 || -1))?.toString("utf8");
    const found = /^[0-9a-f]+ (\w+) (\d+)\n$/.exec(head ?? "");
    if (found === null) {
      // A link that leads nowhere or out is answered with its own text, after a line like "dangling 12".
      const other = /^(?:dangling|loop|notdir|symlink) (\d+)\n$/.exec(head ?? "");
      if (other !== null) await take(() => Number(other[1]) + 1);
      return undefined;
    }
    const body = await take(() => Number(found[2]) + 1);
    return found[1] === "blob" ? body?.subarray(0, -1) : undefined;
  };
  let tail: Promise<unknown> = Promise.resolve();
  return {
    read(name) {
      const answer = tail.then(() => one(name));
      tail = answer;
      return answer;
    },
    close: () => child.stdin.end(),
  };
}
