/** Paths in a workspace: relative to its root, with `/`, "" = the root. */

export const folderOf = (file: string): string => file.slice(0, Math.max(0, file.lastIndexOf("/")));

export const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Whether a path as written starts from somewhere else than the file's folder: `/x`, `~/x`, `C:\x`. */
export const isAbsolute = (path: string): boolean => /^(?:[/\\~]|[A-Za-z]:[/\\])/.test(path);

/** `path` as it is meant from `folder`; `undefined` = it leads out of the workspace, or is absolute. */
export function within(folder: string, path: string): string | undefined {
  if (isAbsolute(path)) return undefined;
  const steps = folder === "" ? [] : folder.split("/");
  for (const step of path.split(/[/\\]/)) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join("/");
}

/** How `path` is written from `folder`: `./x`, `../y/x`. */
export function relativeTo(folder: string, path: string): string {
  const from = folder === "" ? [] : folder.split("/");
  const to = path === "" ? [] : path.split("/");
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  const up = from.slice(shared).map(() => "..");
  const steps = [...(up.length === 0 ? ["."] : up), ...to.slice(shared)];
  return steps.join("/");
}

/** A file that is fetched from elsewhere when the project starts. */
export const isRemote = (path: string): boolean => /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|oci:|github\.com\/)/i.test(path);
