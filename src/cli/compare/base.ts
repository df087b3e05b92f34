import { statSync } from "node:fs";
import path from "node:path";
import type { Engine } from "../../engine/index.ts";
import { openDisk } from "../../workspace/disk.ts";
import { openRevision } from "../../workspace/revision.ts";
import { openWorkspace } from "../../workspace/workspace.ts";
import { Refused } from "../command.ts";

/** What is compared with: the same folder at another time, or another folder. */
export interface Base {
  readonly engine: Engine;
  /** For people: "main (3f2a9c1)", "../before". */
  readonly title: string;
}

/**
 * @param root the folder that is compared; a system without a name of its own is called after its folder, so the base takes
 *   this one's name
 */
export async function openBase(asked: string, root: string, folder: string): Promise<Base> {
  const name = path.basename(root) || "workspace";
  const revision = openRevision(root, asked);
  if (revision !== undefined) {
    const workspace = openWorkspace({ ...revision, name });
    await workspace.load();
    revision.close();
    return { engine: workspace.engine, title: `${asked} (${revision.commit.slice(0, 7)})` };
  }
  const full = path.resolve(folder, asked);
  if (statSync(full, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Refused(`"${asked}" is neither a revision that git knows in ${root} nor a folder.`);
  }
  const workspace = openWorkspace({ ...openDisk(full), name });
  await workspace.load();
  return { engine: workspace.engine, title: asked };
}
