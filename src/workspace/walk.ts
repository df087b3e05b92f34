import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { type Gitignores, isEnvironment, keepsDeployment, listedThoughIgnored, noGitignore, notOurs } from "./ignored.ts";
import type { Listing, Obstacle } from "./source.ts";

export interface WalkLimits {
  /** Entries looked at before the walk gives up; it says so. */
  readonly entries: number;
  readonly milliseconds: number;
}
const usualLimits: WalkLimits = { entries: 500_000, milliseconds: 60_000 };

/** How long to hold the event loop: a server answers in between. */
const slice = 12;
const gitignoreMax = 256 * 1024;

/**
 * The files below `root` (an absolute real path), depth first, sorted by name. Honours .gitignore; does not enter vendored
 * folders, build output or links to folders (a folder inside is walked under its own name, one outside is not ours).
 */
export async function walk(root: string, limits: WalkLimits = usualLimits): Promise<Listing> {
  const files: string[] = [];
  const obstacles: Obstacle[] = [];
  const started = performance.now();
  let sliceEnd = started + slice;
  let seen = 0;
  const stack: { readonly folder: string; readonly gitignores: Gitignores; readonly unlessDeployment: boolean }[] = [
    { folder: "", gitignores: noGitignore, unlessDeployment: false },
  ];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { folder } = next;
    const entries = entriesOf(root, folder);
    if ("message" in entries) {
      obstacles.push(entries);
      continue;
    }
    seen += entries.length;
    if (seen > limits.entries || performance.now() - started > limits.milliseconds) {
      obstacles.push({
        path: folder,
        of: "folder",
        message: `The walk stopped here after ${seen} files and folders: open a smaller folder.`,
        severity: "warning",
      });
      break;
    }
    const names = entries.filter((it) => !it.isDirectory()).map((it) => it.name);
    if (isEnvironment(names) && folder !== "") continue;
    if (next.unlessDeployment && !keepsDeployment(path.posix.basename(folder), names)) continue;
    const gitignores = names.includes(".gitignore") ? withGitignore(next.gitignores, root, folder) : next.gitignores;
    const folders: (typeof stack)[number][] = [];
    for (const entry of entries) {
      const at = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!gitignores.ignores(at, true)) folders.push({ folder: at, gitignores, unlessDeployment: notOurs(entry.name, names) });
      } else if (!gitignores.ignores(at, false) || listedThoughIgnored(entry.name)) {
        const obstacle = entry.isFile() ? undefined : notPlain(root, at, entry);
        if (obstacle === undefined) files.push(at);
        else if (obstacle !== "skip") obstacles.push(obstacle);
      }
    }
    for (const it of folders.reverse()) stack.push(it);
    if (performance.now() > sliceEnd) {
      await turn();
      sliceEnd = performance.now() + slice;
    }
  }
  return { files, obstacles };
}

/** Whether `walk` would list this file, asked without walking the rest. */
export function wouldList(root: string, file: string): boolean {
  const parts = file.split("/");
  const name = parts.pop() ?? "";
  let folder = "";
  let gitignores = noGitignore;
  for (let depth = 0; ; depth++) {
    const entries = entriesOf(root, folder);
    if ("message" in entries) return false;
    const names = entries.filter((it) => !it.isDirectory()).map((it) => it.name);
    if (folder !== "" && isEnvironment(names)) return false;
    if (names.includes(".gitignore")) gitignores = withGitignore(gitignores, root, folder);
    const part = parts[depth];
    if (part === undefined) return !gitignores.ignores(file, false) || listedThoughIgnored(name);
    folder = folder === "" ? part : `${folder}/${part}`;
    if (gitignores.ignores(folder, true)) return false;
    if (notOurs(part, names)) {
      const inside = entriesOf(root, folder);
      if (
        "message" in inside ||
        !keepsDeployment(
          part,
          inside.map((it) => it.name),
        )
      )
        return false;
    }
  }
}

function entriesOf(root: string, folder: string): Dirent[] | Obstacle {
  try {
    return readdirSync(path.join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return {
      path: folder,
      of: "folder",
      message: `This folder cannot be opened (${codeOf(error)}): what is in it was not read.`,
      severity: "warning",
    };
  }
}

function withGitignore(above: Gitignores, root: string, folder: string): Gitignores {
  try {
    const file = path.join(root, folder, ".gitignore");
    const status = statSync(file);
    if (!status.isFile() || status.size > gitignoreMax) return above;
    return above.within(folder, readFileSync(file, "utf8"));
  } catch {
    return above;
  }
}

/** What keeps an entry that is no plain file from being read: `undefined` = nothing, a link to a file of ours. */
function notPlain(root: string, at: string, entry: Dirent): Obstacle | "skip" | undefined {
  if (!entry.isSymbolicLink())
    return { path: at, of: "file", message: "This is a pipe, socket or device, not a file: not read.", severity: "warning" };
  const full = path.join(root, at);
  try {
    const target = realpathSync.native(full);
    const isFolder = statSync(target).isDirectory();
    if (!isInside(root, target)) {
      return {
        path: at,
        of: isFolder ? "folder" : "file",
        message: "This link leads out of the workspace: not followed.",
        severity: isFolder ? "note" : "warning",
      };
    }
    if (!isFolder) return undefined;
    if (!isInside(target, full)) return "skip";
    return { path: at, of: "folder", message: "This link leads back to a folder that contains it: not followed.", severity: "note" };
  } catch (error) {
    const code = codeOf(error);
    const why = code === "ELOOP" ? "leads back to itself" : code === "ENOENT" ? "leads nowhere" : `cannot be followed (${code})`;
    return { path: at, of: "file", message: `This link ${why}: not read.`, severity: code === "ENOENT" ? "note" : "warning" };
  }
}

/** Whether `target` is `folder` or lies below it; both absolute. */
export const isInside = (folder: string, target: string): boolean =>
  target === folder || target.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);

export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown error";
