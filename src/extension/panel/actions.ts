import * as vscode from "vscode";
import { commands, type PlacedDrawing } from "../../protocol.ts";

/** A box or an arrow of the shown drawing. */
export interface Chosen {
  readonly id: string;
  readonly title: string;
}

/** What the panel itself does with a part. */
export interface Own {
  readonly open: () => Promise<void>;
  /** `undefined` = it cannot stand alone in a picture. */
  readonly focus: (() => Promise<void>) | undefined;
}

type Action = vscode.QuickPickItem & { readonly run: () => Thenable<unknown> };

/** What can be done with a part of a drawing, in a list that the keyboard knows: look, draw less, ask, correct. */
export async function chooseAction({ id, title }: Chosen, drawing: PlacedDrawing, { open, focus }: Own): Promise<void> {
  const run = (command: string, argument: unknown) => () => vscode.commands.executeCommand(command, argument);
  const named = namesOf(id, drawing);
  const actions: readonly Action[] = [
    { label: `$(go-to-file) ${vscode.l10n.t("Open what proves it")}`, run: open },
    ...(focus === undefined ? [] : [{ label: `$(target) ${vscode.l10n.t("Draw only this and its neighbours")}`, run: focus }]),
    {
      label: `$(comment-discussion) ${vscode.l10n.t("Ask in chat")}`,
      run: run(commands.askInChat, { query: `@architect /explain ${title}` }),
    },
    ...(named === undefined ? [] : [{ label: `$(edit) ${vscode.l10n.t("Correct it …")}`, run: run(commands.correct, named) }]),
  ];
  const chosen = await vscode.window.showQuickPick(actions, { title });
  await chosen?.run();
}

/** How commands are told what a part stands for: `{ ref }` of a box, `{ from, to }` of an arrow. Boxes that stand for several have no name. */
function namesOf(id: string, { boxes, arrows }: PlacedDrawing): object | undefined {
  const refOf = (box: string | undefined): string | undefined => boxes.find((it) => it.id === box)?.ref;
  const ref = refOf(id);
  if (ref !== undefined) return { ref };
  const arrow = arrows.find((it) => it.id === id);
  const [from, to] = [refOf(arrow?.from), refOf(arrow?.to)];
  return from === undefined || to === undefined ? undefined : { from, to };
}
