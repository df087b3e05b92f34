import * as vscode from "vscode";
import type { NonEmpty, Style } from "../../engine/index.ts";
import type { Overview } from "../../protocol.ts";
import { looks, placeWords } from "../sidebar/words.ts";
import type { Said } from "./line.ts";
import { componentsOf, joinedIn, type Known, nameOf, whence } from "./subject.ts";

/** A correction, and the comment that explains its line. */
export interface Answer {
  readonly said: Said;
  readonly comment: string;
}

/** Asks what is left to know of one sort of correction; `undefined` = nothing was chosen. */
export type Ask = (it: Known, overview: Overview) => Promise<Answer | undefined>;

export const same: Ask = async (it, overview) => {
  const others = componentsOf(overview).filter(({ system, line }) => system === it.system && line.ref !== it.line.ref);
  const other = await choose(vscode.l10n.t("{0} is the same as …", it.line.name), others, it);
  return other && oneOf(it, other, overview);
};

export const different: Ask = async (it) => {
  const joined = joinedIn(it.line);
  if (joined.length === 0) throw new Error(vscode.l10n.t("Nothing was joined to make {0}: it is what one file calls it.", it.line.name));
  const items = joined.map(({ names, reason }) => ({ label: names.join(", "), description: reason, names, reason }));
  const title = vscode.l10n.t("Which of these are not the same?");
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  if (chosen === undefined || chosen.names.length < 2) return undefined;
  const names = chosen.names.map((name) => (name.includes("/") ? `${it.system}/${name}` : name)) as unknown as NonEmpty<string>;
  return { said: { do: "different", names }, comment: `was: ${chosen.reason}` };
};

export const ignore: Ask = async (it, overview) => ({
  said: { do: "ignore", name: nameOf(it, overview) },
  comment: `${whence(it)}, no part of the system`,
});

export const kind: Ask = async (it, overview) => {
  const kinds = Object.keys(looks) as (keyof typeof looks)[];
  const items = kinds
    .filter((value) => value !== it.line.kind)
    .map((value) => ({ label: `$(${looks[value].icon}) ${looks[value].one()}`, value }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t("{0} is really a …", it.line.name) });
  if (chosen === undefined) return undefined;
  const name = nameOf(it, overview);
  const comment = `${whence(it)}, was read as ${it.line.kind}`;
  // What is outside belongs to somebody else, and is drawn there.
  return chosen.value === "external"
    ? { said: { do: "external", name }, comment }
    : { said: { do: "kind", name, kind: chosen.value }, comment };
};

export const owner: Ask = async (it, overview) => {
  const title = vscode.l10n.t("Who owns {0}?", it.line.name);
  const prompt = vscode.l10n.t("A team or a person, as they are called where you work.");
  const validateInput = (text: string) => (text.trim() === "" ? vscode.l10n.t("Somebody has to.") : undefined);
  const said = await vscode.window.showInputBox({ title, prompt, placeHolder: vscode.l10n.t("team-payments"), validateInput });
  return said === undefined ? undefined : { said: { do: "owner", name: nameOf(it, overview), owner: said.trim() }, comment: whence(it) };
};

export const connects: Ask = async (it, overview) => {
  const others = componentsOf(overview).filter(({ line }) => line.ref !== it.line.ref);
  const other = await choose(vscode.l10n.t("{0} connects to …", it.line.name), others, it);
  return other && joins(it, other, overview);
};

/** How two are connected, which their kinds suggest. */
export async function joins(from: Known, to: Known, overview: Overview): Promise<Answer | undefined> {
  const usual: Style = to.line.kind === "broker" ? "message" : stores.has(to.line.kind) ? "data" : "call";
  const styles: readonly (vscode.QuickPickItem & { readonly style: Style })[] = [
    { style: "call", label: vscode.l10n.t("It calls it"), description: vscode.l10n.t("and waits for the answer") },
    { style: "data", label: vscode.l10n.t("It keeps data there") },
    { style: "message", label: vscode.l10n.t("It sends messages there"), description: vscode.l10n.t("and does not wait") },
    { style: "infrastructure", label: vscode.l10n.t("It runs with its help") },
  ];
  const items = [...styles].sort((a, b) => Number(b.style === usual) - Number(a.style === usual));
  const title = vscode.l10n.t("How does {0} connect to {1}?", from.line.name, to.line.name);
  const chosen = await vscode.window.showQuickPick(items, { title });
  if (chosen === undefined) return undefined;
  const [a, b] = both(from, to, overview);
  return { said: { do: "connects", from: a, to: b, style: chosen.style }, comment: `${whence(from)}, ${whence(to)}` };
}
const stores: ReadonlySet<string> = new Set(["database", "cache", "search", "storage"]);

/** Both ends of an arrow are one component. */
export const oneOf = (from: Known, to: Known, overview: Overview): Answer => ({
  said: { do: "same", names: both(from, to, overview) },
  comment: `${whence(from)}, ${whence(to)}`,
});

export const severed = (from: Known, to: Known, overview: Overview): Answer => {
  const [a, b] = both(from, to, overview);
  return { said: { do: "unconnected", from: a, to: b }, comment: `${whence(from)}, ${whence(to)}` };
};

const both = (one: Known, other: Known, overview: Overview): [string, string] => [nameOf(one, overview), nameOf(other, overview)];

/** One of these components; those that are alike come first. */
export async function choose(title: string, among: readonly Known[], like?: Known): Promise<Known | undefined> {
  const alike = ({ system, line }: Known): number => Number(system === like?.system) + 2 * Number(line.kind === like?.line.kind);
  const several = new Set(among.map(({ system }) => system)).size > 1;
  const items = [...among]
    .sort((a, b) => alike(b) - alike(a) || (a.line.name < b.line.name ? -1 : 1))
    .map((it) => ({
      label: `$(${looks[it.line.kind].icon}) ${it.line.name}`,
      description: [looks[it.line.kind].one(), several ? it.system : "", it.line.place == null ? "" : placeWords(it.line.place)]
        .filter((word) => word !== "")
        .join(" · "),
      it,
    }));
  if (items.length === 0) throw new Error(vscode.l10n.t("There is no other component here."));
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.it;
}
