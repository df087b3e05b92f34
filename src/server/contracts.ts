import type { Engine, FileChange } from "../engine/index.ts";
import { branchPoint, openRevision } from "../workspace/revision.ts";
import type { Folders } from "./folders.ts";

/** Names under which a contract that is gone may have stood; what is there says by itself what it is. */
const mayBeContract = /\.proto$|(?:openapi|swagger)[^/]*\.(?:ya?ml|json)$/i;

/**
 * What the contracts were where this branch left the one it goes back to. It runs git, which does what a repository's settings say:
 * only for folders that somebody trusts.
 */
export async function baseContracts(folders: Folders, engine: Engine): Promise<readonly FileChange[]> {
  const several = folders.all.length > 1;
  const changes: FileChange[] = [];
  for (const { name, root } of folders.all) {
    const prefix = several ? `${name}/` : "";
    const now = engine.contracts().filter((it) => it.startsWith(prefix));
    const point = branchPoint(root);
    const revision = point === undefined ? undefined : openRevision(root, point);
    if (revision === undefined) continue;
    const gone = (await revision.list()).files
      .map((it) => prefix + it)
      .filter((it) => mayBeContract.test(it) && engine.text(it) === undefined);
    for (const path of new Set([...now, ...gone])) {
      const content = await revision.read(path.slice(prefix.length));
      if (content !== undefined && "text" in content) changes.push({ path, base: content.text });
    }
    revision.close();
  }
  return changes;
}
