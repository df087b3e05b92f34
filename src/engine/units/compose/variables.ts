import { type EvidenceId, evidenceId, type Problem, type Span } from "../../model/index.ts";
import { type EnvFile, parseEnv, parseRawEnv } from "../../syntax/dotenv.ts";
import { type Lines, linesOf } from "../../syntax/lines.ts";
import { folderOf, within } from "../../syntax/paths.ts";
import { keyAnchor } from "../../syntax/yaml/anchors.ts";
import type { Library } from "../unit.ts";
import { interpolate, type Lookup } from "./interpolate.ts";

/** What `${…}` in compose files stands for: the project's `.env`, never the shell of whoever looks. */
export interface Variables {
  readonly values: ReadonlyMap<string, string>;
  /** Some env file was there. */
  readonly hasFile: boolean;
}

export const noVariables: Variables = { values: new Map(), hasFile: false };

export const lookupIn =
  (variables: Variables): Lookup =>
  (name) =>
    variables.values.get(name);

/** Env files of one rendering: each is parsed once, and its problems are told once. */
export interface EnvFiles {
  /** `undefined` = not there, or not read. */
  read(path: string, format: string | undefined): ReadEnvFile | undefined;
}

interface ReadEnvFile extends EnvFile {
  readonly path: string;
  readonly lines: Lines;
}

export function openEnvFiles(library: Library, problems: Problem[]): EnvFiles {
  const known = new Map<string, ReadEnvFile | undefined>();
  return {
    read(path, format) {
      const key = `${format ?? ""}\n${path}`;
      if (known.has(key)) return known.get(key);
      const text = library.text(path);
      const parsed = text === undefined ? undefined : format === "raw" ? parseRawEnv(text) : parseEnv(text);
      const file = text === undefined || parsed === undefined ? undefined : { ...parsed, path, lines: linesOf(text) };
      for (const { message, start, end } of file?.problems ?? []) {
        problems.push({ message, file: path, severity: "warning", span: file?.lines.span(start, end) as Span, reader: "compose" });
      }
      known.set(key, file);
      return file;
    },
  };
}

/** The variables of a scope: those it has from outside, and what env files add to them. */
export function variablesOf(paths: readonly string[], outer: Variables, files: EnvFiles): Variables {
  const values = new Map<string, string>();
  let hasFile = outer.hasFile;
  for (const path of paths) {
    const file = files.read(path, undefined);
    if (file === undefined) continue;
    hasFile = true;
    const lookup: Lookup = (name) => outer.values.get(name) ?? values.get(name);
    for (const { name, value, expands } of file.entries) {
      if (value === undefined) continue;
      const filled = expands ? interpolate(value, lookup) : { text: value, templated: false };
      // What depends on the shell has no value here.
      if (filled.templated) values.delete(name);
      else values.set(name, filled.text);
    }
  }
  for (const [name, value] of outer.values) values.set(name, value);
  return { values, hasFile };
}

export const envIdOf = (file: string, name: string): EvidenceId => evidenceId(file, keyAnchor("", name));

/** The files COMPOSE_FILE names, in order; `undefined` where it is not set or leads out of the workspace. */
export function filesIn(variables: Variables, envFile: string): readonly string[] | undefined {
  const text = variables.values.get("COMPOSE_FILE");
  if (text === undefined || text === "") return undefined;
  const separator = variables.values.get("COMPOSE_PATH_SEPARATOR") ?? (/[;]/.test(text) ? ";" : ":");
  const paths = text.split(separator).map((it) => within(folderOf(envFile), it.trim()));
  return paths.every((it) => it !== undefined) ? paths : undefined;
}

export const profilesIn = (variables: Variables): readonly string[] =>
  (variables.values.get("COMPOSE_PROFILES") ?? "")
    .split(",")
    .map((it) => it.trim())
    .filter((it) => it !== "");
