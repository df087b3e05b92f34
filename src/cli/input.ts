import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { type Answers, answersOf, type Engine } from "../engine/index.ts";
import { openDisk } from "../workspace/disk.ts";
import { codeOf } from "../workspace/walk.ts";
import { openWorkspace, type Workspace } from "../workspace/workspace.ts";
import { Refused } from "./command.ts";
import type { Io } from "./io.ts";

/** What a command was pointed at, read. */
export interface Input {
  readonly workspace: Workspace;
  readonly engine: Engine;
  readonly answers: Answers;
  /** Absolute: the engine's paths start here. */
  readonly root: string;
  /** The one file that was named, workspace-relative; `undefined` = the whole folder. */
  readonly file: string | undefined;
  /** A file of the workspace as people here would name it: from the folder they stand in. */
  shown(file: string): string;
}

/**
 * Reads a folder; or the workspace around a file, so that facts of its neighbours count too: the repository it lies in, or else
 * its folder.
 */
export async function openInput(given: string, io: Io): Promise<Input> {
  const full = path.resolve(io.folder, given);
  const isFile = kindOf(full, given) === "file";
  const root = isFile ? await rootOf(full) : full;
  const file = isFile ? path.relative(root, full).split(path.sep).join("/") : undefined;
  const source = openDisk(root);
  if (file !== undefined) {
    const content = await source.read(file);
    if (content !== undefined && "problem" in content) throw new Refused(`${given}: ${content.problem}`);
  }
  const workspace = openWorkspace(source);
  await workspace.load();
  const { engine } = workspace;
  if (workspace.filesRead() === 0) io.note(`Nothing to read in ${given}: it has no file of a format that Architect knows.`);
  else if (file !== undefined && engine.text(file) === undefined)
    io.note(`${given} is of no format that Architect knows: nothing is said about it.`);
  return {
    workspace,
    engine,
    answers: answersOf(engine, source.name),
    root,
    file,
    shown: (it) => path.relative(io.folder, path.join(root, it)) || ".",
  };
}

function kindOf(full: string, given: string): "file" | "folder" {
  try {
    const status = statSync(full);
    if (status.isDirectory()) {
      readdirSync(full);
      return "folder";
    }
    if (status.isFile()) return "file";
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") throw new Refused(`There is no file or folder ${given}.`);
    if (code === "EACCES" || code === "EPERM") throw new Refused(`${given} cannot be opened: permission denied.`);
    if (code === "ELOOP") throw new Refused(`${given} is a link that leads back to itself.`);
    throw new Refused(`${given} cannot be opened (${code}).`);
  }
  throw new Refused(`${given} is neither a file nor a folder.`);
}

/** The nearest folder upwards that git knows, unless it leaves this file out; then the file's own folder. */
async function rootOf(file: string): Promise<string> {
  const own = path.dirname(file);
  for (let folder = own; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, ".git"))) {
      const within = path.relative(folder, file).split(path.sep).join("/");
      return (await openDisk(folder).lists(within)) ? folder : own;
    }
    if (folder === path.dirname(folder)) return own;
  }
}
