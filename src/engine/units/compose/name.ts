import { baseName, folderOf } from "../../syntax/paths.ts";
import { get, textOf } from "../../syntax/yaml/walk.ts";
import { interpolate } from "./interpolate.ts";
import type { Loading } from "./loading.ts";
import { lookupIn, type Variables } from "./variables.ts";

/** What Compose calls the project, and why: COMPOSE_PROJECT_NAME, then the last file's `name:`, then the folder's name. */
export function nameOf(
  files: readonly string[],
  variables: Variables,
  envFile: string,
  loading: Loading,
): { readonly name: string; readonly reason: string } {
  const said = normalised(variables.values.get("COMPOSE_PROJECT_NAME") ?? "");
  if (said !== "") return { name: said, reason: `COMPOSE_PROJECT_NAME in ${envFile}` };
  for (const file of files.toReversed()) {
    const written = loading.yaml(file)?.documents.map((it) => textOf(get(it.root, "name"))) ?? [];
    for (const text of written.toReversed()) {
      // The name is wanted before anything else is filled in: it is a variable itself.
      const filled = interpolate(text ?? "", lookupIn(variables));
      const name = filled.templated ? "" : normalised(filled.text);
      if (name !== "") return { name, reason: `name: in ${file}` };
    }
  }
  const folder = folderOf(files[0] ?? "");
  const name = normalised(folder === "" ? loading.library.workspaceName : baseName(folder));
  return { name: name === "" ? "default" : name, reason: folder === "" ? "the workspace's name" : "the folder's name" };
}

/** Lower case; letters, digits, dashes and underscores, the first a letter or a digit. */
const normalised = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, "")
    .replace(/^[_-]+/, "");
