import { baseName, folderOf } from "../../syntax/paths.ts";
import type { FileFacts, Reader, SourceFile } from "../reader.ts";

/** A file that says "here begins a package of code", with the name it gives. */
export interface CodePackage {
  readonly name: string | undefined;
  readonly kind: "npm" | "go" | "python" | "dotnet" | "cargo" | "composer" | "bundler";
}

const kinds: readonly (readonly [RegExp, CodePackage["kind"]])[] = [
  [/^package\.json$/, "npm"],
  [/^go\.mod$/, "go"],
  [/^(?:pyproject\.toml|setup\.py|setup\.cfg|Pipfile|requirements[\w.-]*\.txt)$/, "python"],
  [/\.(?:cs|fs|vb)proj$/, "dotnet"],
  [/^Cargo\.toml$/, "cargo"],
  [/^composer\.json$/, "composer"],
  [/^Gemfile$/, "bundler"],
];

const kindOf = (path: string): CodePackage["kind"] | undefined => kinds.find(([form]) => form.test(baseName(path)))?.[1];

/** Manifests of packages, for their names and for where code begins. */
export const packageReader: Reader<CodePackage> = {
  id: "code-package",
  title: "Manifests of packages (npm, Go, Python, .NET, Cargo, Composer, Bundler)",
  wants: (path) => kindOf(path) !== undefined && !/(?:^|\/)(?:node_modules|vendor|testdata|fixtures?)\//.test(path),
  recognises: () => true,
  read,
};

function read({ path, text }: SourceFile): FileFacts<CodePackage> {
  const kind = kindOf(path) ?? "npm";
  const body: CodePackage = { kind, name: nameIn(kind, path, text) };
  return { file: path, reader: "code-package", body, problems: [], outline: `${kind} ${body.name ?? ""}`, mentions: [] };
}

function nameIn(kind: CodePackage["kind"], path: string, text: string): string | undefined {
  const head = text.slice(0, 20_000);
  switch (kind) {
    case "npm":
    case "composer":
      return /^\s{0,8}"name"\s{0,4}:\s{0,4}"([^"\\]{1,200})"/m.exec(head)?.[1];
    case "go":
      return /^module\s+(\S{1,300})/m.exec(head)?.[1];
    case "python":
    case "cargo":
      return /^name\s{0,8}=\s{0,8}["']([^"']{1,200})["']/m.exec(head)?.[1];
    case "dotnet":
      return baseName(path).replace(/\.\w+proj$/, "");
    case "bundler":
      return baseName(folderOf(path)) || undefined;
  }
}
