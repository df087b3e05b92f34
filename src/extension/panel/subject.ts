import type { DrawOptions } from "../../engine/index.ts";

/** What the panel shows, as a question that can be asked again: after an edit, and after the window was loaded anew. */
export type Subject =
  | { readonly kind: "drawing"; readonly title: string; readonly view: string; readonly options: DrawOptions }
  /** A review of these files and folders; `undefined` = of everything. */
  | { readonly kind: "review"; readonly title: string; readonly paths: readonly string[] | undefined };

/** Data, so their text tells whether two are the same question. */
export const isSame = (a: Subject, b: Subject): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A subject as it comes back from where it was kept; `undefined` = something else was kept there. */
export function subjectOf(kept: unknown): Subject | undefined {
  if (typeof kept !== "object" || kept === null) return undefined;
  const { kind, title, view, options, paths } = kept as Readonly<Record<string, unknown>>;
  if (typeof title !== "string") return undefined;
  if (kind === "drawing" && typeof view === "string" && typeof options === "object" && options !== null) {
    return { kind, title, view, options: options as DrawOptions }; // the server checks them when it is asked
  }
  if (kind === "review" && (paths === undefined || (Array.isArray(paths) && paths.every((it) => typeof it === "string")))) {
    return { kind, title, paths };
  }
  return undefined;
}
