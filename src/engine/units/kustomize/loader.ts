import { anchorOf, type EvidenceId, fileOf, type Node, type Problem, textAt } from "../../model/index.ts";
import { isRemote, within } from "../../syntax/paths.ts";
import { spanOf } from "../../syntax/yaml/locate.ts";
import type { Library } from "../unit.ts";
import { documentsAt, documentsIn, yamlOf } from "./source.ts";

/** What a kustomization is built from, and what is wrong with it. Notes every file that was asked for. */
export interface Loader {
  readonly library: Library;
  readonly folder: string;
  /** The file a path means, as text; what stands in its way is told at `at`. */
  text(path: string, at: EvidenceId): string | undefined;
  /** The objects (or steps of a patch) of the file a path means. */
  documents(path: string, at: EvidenceId): readonly Node[];
  /** Where a path leads, in the workspace; told when it leads out of it. */
  locate(path: string, at: EvidenceId): string | undefined;
  tell(severity: Problem["severity"], at: EvidenceId, message: string): void;
  /** Something of it is not in this workspace. */
  missPart(): void;
}

/** What came of building: everything it depends on is among its reads. */
export interface Log {
  readonly problems: Problem[];
  readonly reads: Map<string, string | undefined>;
  partial: boolean;
}

export const newLog = (): Log => ({ problems: [], reads: new Map(), partial: false });

export function openLoader(library: Library, folder: string, log: Log): Loader {
  const tell = (severity: Problem["severity"], at: EvidenceId, message: string): void => {
    const file = fileOf(at);
    const yaml = yamlOf(file, library);
    const span = yaml && spanOf(yaml, anchorOf(at));
    log.problems.push({ message, file, severity, ...(span && { span }), reader: "kustomize" });
  };
  const locate = (path: string, at: EvidenceId): string | undefined => {
    const found = within(folder, path);
    if (found === undefined) {
      tell("warning", at, `${path} leads out of this workspace: what is there is not known.`);
      log.partial = true;
    }
    return found;
  };
  const text = (path: string, at: EvidenceId): string | undefined => {
    if (isRemote(path)) {
      tell("note", at, `${path} is fetched when this is built: what it holds is not known.`);
      log.partial = true;
      return undefined;
    }
    const found = locate(path, at);
    if (found === undefined) return undefined;
    const content = library.text(found);
    log.reads.set(found, content);
    if (content === undefined) {
      tell("error", at, `${path} is not there.`);
      log.partial = true;
    }
    return content;
  };
  return {
    library,
    folder,
    text,
    locate,
    tell,
    missPart: () => {
      log.partial = true;
    },
    documents(path, at) {
      const content = text(path, at);
      const found = content === undefined ? undefined : within(folder, path);
      const yaml = found === undefined ? undefined : yamlOf(found, library);
      if (found === undefined || yaml === undefined) return [];
      for (const it of yaml.problems.slice(0, 1)) if (it.severity === "error") tell("error", at, `${path} cannot be read: ${it.message}`);
      return documentsIn(found, yaml);
    },
  };
}

/** What a setting gives, in the file it names or written out in it. */
export function documentsOf(setting: Node, loader: Loader): readonly Node[] {
  const text = textAt(setting);
  if (text === undefined) return [];
  return isInline(text) ? documentsAt(text, setting.at) : loader.documents(text.trim(), setting.at);
}

const isInline = (text: string): boolean => text.includes("\n") || text.includes(": ") || /^\s*[{[]/.test(text);
