import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { baselineIds } from "../../engine/index.ts";
import { codeOf } from "../../workspace/walk.ts";
import { Refused } from "../command.ts";

/** Findings that were there before and are not to fail a build: ids, which survive every edit but one of their cause. */
export interface Baseline {
  readonly ids: ReadonlySet<string>;
}

/** `{ "findings": ["id", …] }` as `--write-baseline` writes it; a bare list of ids, or the JSON of a review, will do too. */
export function readBaseline(file: string, folder: string): Baseline {
  let text: string;
  try {
    text = readFileSync(path.resolve(folder, file), "utf8");
  } catch (error) {
    throw new Refused(
      `The baseline ${file} cannot be read${codeOf(error) === "ENOENT" ? ": there is no such file" : ` (${codeOf(error)})`}.`,
    );
  }
  const ids = baselineIds(text);
  if (ids === undefined) throw new Refused(`The baseline ${file} is not a list of findings: { "findings": ["id", …] }.`);
  return { ids: new Set(ids) };
}

export function writeBaseline(file: string, folder: string, ids: readonly string[]): void {
  try {
    mkdirSync(path.dirname(path.resolve(folder, file)), { recursive: true });
    writeFileSync(
      path.resolve(folder, file),
      `${JSON.stringify({ schemaVersion: 1, findings: [...new Set(ids)].sort() }, undefined, 2)}\n`,
    );
  } catch (error) {
    throw new Refused(`The baseline ${file} cannot be written (${codeOf(error)}).`);
  }
}
