import * as vscode from "vscode";
import type { Host } from "../host.ts";
import { patiently } from "../patience.ts";
import type { Command } from "./command.ts";

/** Looks at a system in another variant, everywhere: the one that is named (by the side bar too), or the one that is picked. */
export const showVariant: Command = async (host, given) => {
  const named = variantOf(given);
  const { systems } = await patiently(vscode.l10n.t("Reading the files"), (cancel) => host.architect.overview(cancel));
  const all = systems.flatMap(({ id: system, variants, shown }) => variants.map((it) => ({ ...it, system, shown: it.id === shown })));
  const chosen =
    named === undefined ? await pick(all, systems.length) : all.find((it) => it.system === named.system && it.id === named.variant);
  if (chosen !== undefined) host.variants.choose(chosen.system, chosen.id);
  else if (named !== undefined) throw new Error(vscode.l10n.t("{0} has no variant {1}.", named.system, named.variant));
};

/** `{ system, variant }`, where the variant may be what the side bar holds. */
function variantOf(given: unknown): { readonly system: string; readonly variant: string } | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const { system, variant } = given as Readonly<Record<string, unknown>>;
  const id: unknown = typeof variant === "object" && variant !== null ? Reflect.get(variant, "id") : variant;
  return typeof system === "string" && typeof id === "string" ? { system, variant: id } : undefined;
}

type Choice = Awaited<ReturnType<Host["architect"]["overview"]>>["systems"][number]["variants"][number] & { readonly shown: boolean };

async function pick(all: readonly Choice[], systems: number): Promise<Choice | undefined> {
  const items = all.map((it) => ({
    label: `${it.shown ? "$(check)" : "$(blank)"} ${it.title}`,
    description: [systems > 1 ? it.system : "", it.environment ?? "", it.main ? vscode.l10n.t("main") : ""]
      .filter((word) => word !== "")
      .join(" · "),
    it,
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Which variant is shown?"), matchOnDescription: true }))?.it;
}
