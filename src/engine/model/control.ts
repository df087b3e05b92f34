import type { Span } from "./evidence.ts";
import type { Severity } from "./finding.ts";

/** What a rule shall be: silent, as it is by itself (also if it is off by default), or of this weight whatever it finds. */
export type Level = "off" | "on" | Severity;

/** What somebody sets for the rules that fit a pattern: `image-not-pinned`, `k8s-*`. Later ones outrank earlier ones. */
export interface RuleSetting {
  readonly rules: string;
  readonly level?: Level;
  readonly options?: Readonly<Record<string, OptionValue>>;
  /** Where it stands, for what is wrong with it. */
  readonly span?: Span;
}
export type OptionValue = number | string | boolean | readonly string[];

/** How the review of a folder is set, in its `.architect/config.yaml` or in the editor's settings. */
export interface Control {
  /** The file that says it; `undefined` = the editor's settings. */
  readonly file?: string;
  /** What it is about: this folder and all below it; "" = the workspace. */
  readonly folder: string;
  readonly rules: readonly RuleSetting[];
  /** Parts of the folder where some rules are set differently; patterns are relative to `folder`. */
  readonly overrides: readonly { readonly paths: readonly string[]; readonly rules: readonly RuleSetting[] }[];
  /** Files that are not the team's own system (generated, vendored, examples): not read. */
  readonly exclude: readonly string[];
  /** The file of known findings, from the workspace; beside it counts `.architect/baseline.json` of every folder. */
  readonly baseline?: string;
}

/** A path below a folder, relative to it; `undefined` = it lies elsewhere. */
export function pathBelow(folder: string, path: string): string | undefined {
  if (folder === "") return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}
