import * as vscode from "vscode";
import type { DrawOptions } from "../../engine/index.ts";
import type { Command } from "./command.ts";
import { showDiagram } from "./showDiagram.ts";
import { showVariant } from "./showVariant.ts";

/** Draws what an entry of the side bar is about: a component with its neighbours, what a finding is about, a system, a variant as it runs. */
export const showInDiagram: Command = async (host, given) => {
  const node = (typeof given === "object" && given !== null ? given : {}) as Readonly<Record<string, unknown>>;
  const within = (name: string, field: string): unknown => {
    const value = node[name];
    return typeof value === "object" && value !== null ? Reflect.get(value, field) : undefined;
  };
  const draw = (view: string, options: unknown) => showDiagram(host, { view, options: options as DrawOptions });
  switch (node["what"]) {
    case "system":
      return draw("containers", { system: within("system", "id") });
    case "variant":
      await showVariant(host, given);
      return draw("deployment", { system: node["system"] });
    case "component":
      return draw("containers", { focus: [within("line", "ref")], hops: 1 });
    case "finding":
      return draw("containers", { focus: within("finding", "about"), hops: 1 });
    default:
      throw new Error(vscode.l10n.t("Nothing was chosen that could be drawn."));
  }
};
