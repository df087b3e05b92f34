import { type Lines, linesOf } from "../syntax/lines.ts";
import { baseName } from "../syntax/paths.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

export interface Procfile {
  readonly lines: Lines;
  readonly processes: readonly { readonly name: string; readonly command: string; readonly start: number; readonly end: number }[];
}

/** `Procfile`: the processes of one app, a line each. Those of other names (`Procfile.dev`) start tools on a developer's machine. */
export const procfileReader: Reader<Procfile> = {
  id: "procfile",
  title: "Procfiles",
  wants: (path) => baseName(path) === "Procfile",
  recognises: ({ text }) => line.test(text),
  read,
};

const line = /^([A-Za-z0-9_-]+):[ \t]*(\S.*)$/m;

function read({ path, text }: SourceFile): FileFacts<Procfile> {
  const processes = new Map<string, Procfile["processes"][number]>();
  for (const found of text.matchAll(new RegExp(line.source, "gm"))) {
    const [whole, name = "", command = ""] = found;
    const written = whole.trimEnd();
    // Of a name that stands twice the first is started.
    if (!processes.has(name)) processes.set(name, { name, command: command.trim(), start: found.index, end: found.index + written.length });
  }
  const body = { lines: linesOf(text), processes: [...processes.values()] };
  return { file: path, reader: "procfile", body, problems: [], outline: body.processes.map((it) => it.name).join("\n"), mentions: [] };
}
