import * as vscode from "vscode";
import type { DrawOptions } from "../../engine/index.ts";

/** What a drawing is called in the tab and over the picture. */
export function titleOf(view: string, { system, focus = [] }: DrawOptions): string {
  const [first, ...others] = focus.map((it) => it.slice(it.indexOf("/") + 1));
  if (first !== undefined)
    return others.length === 0
      ? vscode.l10n.t("{0} around {1}", view, first)
      : vscode.l10n.t("{0} around {1} and {2} more", view, first, others.length);
  return system === undefined ? view : vscode.l10n.t("{0} of {1}", view, system);
}
