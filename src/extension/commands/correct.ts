import * as vscode from "vscode";
import type { Overview } from "../../protocol.ts";
import {
  type Answer,
  type Ask,
  choose,
  connects,
  different,
  ignore,
  joins,
  kind,
  oneOf,
  owner,
  same,
  severed,
} from "../corrections/ask.ts";
import { componentsOf, joinedIn, type Known, type Subject, subjectOf } from "../corrections/subject.ts";
import { writeCorrection } from "../corrections/write.ts";
import type { Host } from "../host.ts";
import { patiently } from "../patience.ts";
import type { Command } from "./command.ts";

const known = ({ architect }: Host): Promise<Overview> =>
  patiently(vscode.l10n.t("Reading the files"), (cancel) => architect.overview(cancel));

/** One sort of correction, of an entry of the side bar, a box of a drawing, or the component that is picked. */
const correcting =
  (ask: Ask): Command =>
  async (host, given) => {
    const overview = await known(host);
    const subject = subjectOf(given, overview) ?? (await pick(host));
    if (subject?.what !== "box") return;
    await write(host, subject.it, await ask(subject.it, overview));
  };

export const correctSame = correcting(same);
export const correctDifferent = correcting(different);
export const correctIgnore = correcting(ignore);
export const correctKind = correcting(kind);
export const correctOwner = correcting(owner);
export const correctConnects = correcting(connects);

/** Asks what is wrong with a box or an arrow of a drawing (`{ ref }`, `{ from, to }`), or with the component that is picked. */
export const correct: Command = async (host, given) => {
  const overview = await known(host);
  const subject = subjectOf(given, overview) ?? (given === undefined ? await pick(host) : undefined);
  if (subject === undefined) {
    if (given !== undefined) throw new Error(vscode.l10n.t("That is nothing of this architecture that could be corrected."));
    return;
  }
  const about = subject.what === "box" ? subject.it : subject.from;
  const title =
    subject.what === "box"
      ? vscode.l10n.t("What is wrong with {0}?", about.line.name)
      : vscode.l10n.t("What is wrong with {0} → {1}?", about.line.name, subject.to.line.name);
  const chosen = await vscode.window.showQuickPick(choicesFor(subject), { title, matchOnDescription: true });
  if (chosen !== undefined) await write(host, about, await chosen.ask(about, overview));
};

type Choice = vscode.QuickPickItem & { readonly ask: Ask };

function choicesFor(subject: Subject): readonly Choice[] {
  if (subject.what === "arrow") {
    const { from, to } = subject;
    return [
      { label: vscode.l10n.t("There is no such connection"), ask: async (_, overview) => severed(from, to, overview) },
      {
        label: vscode.l10n.t("It is right"),
        description: vscode.l10n.t("say so, and how they are connected"),
        ask: (_, overview) => joins(from, to, overview),
      },
      { label: vscode.l10n.t("It connects to somebody else …"), ask: connects },
      { label: vscode.l10n.t("The two are the same"), ask: async (_, overview) => oneOf(from, to, overview) },
    ];
  }
  return [
    { label: vscode.l10n.t("It is the same as …"), ask: same },
    ...(joinedIn(subject.it.line).length === 0 ? [] : [{ label: vscode.l10n.t("It is several, not one …"), ask: different }]),
    { label: vscode.l10n.t("It is not part of the system"), ask: ignore },
    { label: vscode.l10n.t("It is really a …"), ask: kind },
    { label: vscode.l10n.t("It is owned by …"), ask: owner },
    { label: vscode.l10n.t("It connects to …"), ask: connects },
  ];
}

async function pick(host: Host): Promise<Subject | undefined> {
  const it = await choose(vscode.l10n.t("What is to be corrected?"), componentsOf(await known(host)));
  return it && { what: "box", it };
}

/** The line goes where the component's own file lies: of several folders each has corrections of its own. */
async function write(host: Host, about: Known, answer: Answer | undefined): Promise<void> {
  if (answer === undefined) return;
  const file = about.line.place?.file;
  const uri = file === undefined ? undefined : host.paths().uriOf(file);
  const folder = (uri && vscode.workspace.getWorkspaceFolder(uri)) ?? vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error(vscode.l10n.t("Open a folder first: corrections are kept beside the code."));
  await writeCorrection(folder.uri, answer, sentenceOf(answer));
}

function sentenceOf({ said }: Answer): string {
  switch (said.do) {
    case "same":
      return vscode.l10n.t("{0} are one component.", said.names.join(", "));
    case "different":
      return vscode.l10n.t("{0} are not one component.", said.names.join(", "));
    case "ignore":
      return vscode.l10n.t("{0} is not part of the system.", said.name);
    case "external":
      return vscode.l10n.t("{0} is outside: somebody else's.", said.name);
    case "kind":
      return vscode.l10n.t("{0} is really a {1}.", said.name, said.kind);
    case "owner":
      return vscode.l10n.t("{0} is owned by {1}.", said.name, said.owner);
    case "connects":
      return vscode.l10n.t("{0} connects to {1}.", said.from, said.to);
    case "unconnected":
      return vscode.l10n.t("{0} does not connect to {1}.", said.from, said.to);
  }
}
