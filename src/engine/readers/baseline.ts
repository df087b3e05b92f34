import type { FileFacts, Reader } from "./reader.ts";

/** Findings that were there before and are not to be told again: ids, which survive every edit but one of their cause. */
export interface BaselineBody {
  readonly ids: readonly string[];
}

/** `.architect/baseline.json`, as `architect review --write-baseline` and the editor write it. */
export const baselineReader: Reader<BaselineBody> = {
  id: "baseline",
  title: "Known findings",
  wants: (path) => /(^|\/)\.architect\/baseline\.json$/.test(path),
  recognises: () => true,
  read({ path, text }): FileFacts<BaselineBody> {
    const ids = baselineIds(text);
    const message = 'This is not a list of findings: { "findings": ["id", …] }. No finding is taken as known.';
    return {
      file: path,
      reader: "baseline",
      body: { ids: ids ?? [] },
      problems: ids === undefined ? [{ message, file: path, severity: "error", reader: "baseline" }] : [],
      outline: "",
      mentions: [],
    };
  },
};

/** `{ "findings": ["id", …] }`; a bare list of ids, or the JSON of a review, will do too. `undefined` = it is none of these. */
export function baselineIds(text: string): readonly string[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
  const list = Array.isArray(parsed) ? parsed : (parsed as { findings?: unknown } | null)?.findings;
  if (!Array.isArray(list)) return undefined;
  const ids = list.map((it: unknown) => (typeof it === "string" ? it : (it as { id?: unknown } | null)?.id));
  return ids.every((it) => typeof it === "string") ? ids : undefined;
}
