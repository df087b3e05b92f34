import { parseJsonc } from "../syntax/jsonc.ts";
import { folderOf, within } from "../syntax/paths.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** What developers work in. What of it is an architecture's: the Compose files that are started together for it. */
export interface Devcontainer {
  /** Workspace-relative, in order. */
  readonly composeFiles: readonly string[];
}

/** `devcontainer.json`, where editors look for it. Images, features and settings of it belong to a machine, not to a system. */
export const devcontainerReader: Reader<Devcontainer> = {
  id: "devcontainer",
  title: "Dev containers",
  wants: (path) => /(?:^|\/)(?:\.devcontainer(?:\/[^/]+)?\/devcontainer|\.devcontainer)\.json$/i.test(path),
  recognises: () => true,
  read,
};

function read({ path, text }: SourceFile): FileFacts<Devcontainer> {
  const value = parseJsonc(text);
  const problems =
    value === undefined || typeof value !== "object"
      ? [{ message: "This is no JSON, also with comments: not read.", file: path, severity: "warning" as const, reader: "devcontainer" }]
      : [];
  const said = typeof value === "object" && value !== null && "dockerComposeFile" in value ? value.dockerComposeFile : [];
  const composeFiles = [said].flat().flatMap((it) => (typeof it === "string" ? (within(folderOf(path), it) ?? []) : []));
  return {
    file: path,
    reader: "devcontainer",
    body: { composeFiles },
    problems,
    outline: composeFiles.join("\n"),
    mentions: composeFiles,
  };
}
