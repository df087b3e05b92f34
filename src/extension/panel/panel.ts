import * as vscode from "vscode";
import { commands, type FromPanel, type PlacedDrawing, panelViewType, type ToPanel } from "../../protocol.ts";
import type { Host } from "../host.ts";
import { chooseAction } from "./actions.ts";
import { aroundOf, focusedOn, withHops } from "./around.ts";
import { type Content, contentOf, whyStale } from "./content.ts";
import { exportDrawing } from "./export.ts";
import { current, emptyHistory, gone, type History, positionOf, shown, turned } from "./history.ts";
import { messageOf } from "./messages.ts";
import { pageOf, pageRoot } from "./page.ts";
import { type Named, partOf } from "./part.ts";
import { openProof } from "./proof.ts";
import { isSame, type Subject, subjectOf } from "./subject.ts";
import { titleOf } from "./title.ts";

/** The one panel of a window: opened beside the first time, then replaced in place, never taking the focus. */
export interface DiagramPanel {
  show(subject: Subject): Promise<void>;
  /** A drawing that an answer has made already. */
  showDrawing(drawing: PlacedDrawing, title: string): void;
  /** Takes over a page that the editor kept across a reload of the window. */
  adopt(page: vscode.WebviewPanel): void;
}

const patient = { isCancellationRequested: false };

/** Where the history is kept across a reload of the window. */
const kept = "architect.panel";

export function openPanel({ context, log, server, variants, architect, paths }: Omit<Host, "panel">): DiagramPanel {
  let page: vscode.WebviewPanel | undefined;
  let ready = false;
  let history: History = emptyHistory;
  let content: Content | undefined;
  let stale: string | undefined;
  /** The architecture changed while nobody could see the page. */
  let outdated = false;
  let refreshing: vscode.CancellationTokenSource | undefined;

  const post = (message: ToPanel): void => {
    if (ready) void page?.webview.postMessage(message);
  };
  const render = (): void => {
    const subject = current(history);
    if (page === undefined || subject === undefined || content === undefined) return;
    const { drawing, report } = content;
    if (drawing === undefined) {
      post({ type: "empty", message: report?.summary ?? vscode.l10n.t("No file here describes a backend that Architect can read.") });
      return;
    }
    const around = aroundOf(subject, drawing);
    post({
      type: "draw",
      drawing,
      title: subject.title,
      position: positionOf(history),
      ...(report === undefined ? {} : { report }),
      ...(around === undefined ? {} : { around }),
    });
    if (stale !== undefined) post({ type: "stale", message: stale });
  };

  /** Asks the subject again. The last good drawing stays while a file of it cannot be read, or nobody answers. */
  const refresh = async (): Promise<void> => {
    const subject = current(history);
    if (subject === undefined) return;
    refreshing?.cancel();
    const source = new vscode.CancellationTokenSource();
    refreshing = source;
    outdated = false;
    const last = content;
    try {
      const next = await contentOf(subject, architect, source.token);
      const why = await whyStale(last?.drawing, next.drawing, architect, source.token);
      if (refreshing !== source) return;
      const before = JSON.stringify([content, stale]);
      stale = why;
      content = why === undefined ? next : { drawing: last?.drawing, report: next.report };
      if (JSON.stringify([content, stale]) !== before) render();
    } catch (error) {
      if (error instanceof vscode.CancellationError || refreshing !== source) return;
      log.error(String(error));
      stale = error instanceof Error ? error.message : String(error);
      post(content?.drawing === undefined ? { type: "empty", message: stale } : { type: "stale", message: stale });
    } finally {
      source.dispose();
      if (refreshing === source) refreshing = undefined;
    }
  };

  const entitle = (): void => {
    if (page !== undefined) page.title = current(history)?.title ?? "Architect";
  };
  const turnTo = (next: History, known?: Content): void => {
    history = next;
    content = known;
    stale = undefined;
    refreshing?.cancel();
    refreshing = undefined;
    entitle();
    void context.workspaceState.update(kept, history);
  };
  const open = (): void => {
    if (page === undefined) {
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      panel.adopt(vscode.window.createWebviewPanel(panelViewType, "Architect", column));
    } else if (!page.visible) page.reveal(undefined, true);
  };

  /** Another variant in every view. A drawing that was asked for in one of its own is now one of those that follow. */
  const look = async (system: string, variant: string): Promise<void> => {
    const subject = current(history);
    const choice = content?.drawing?.choices?.find((it) => it.system === system);
    if (subject === undefined || choice?.variants.some(({ id }) => id === variant) !== true) return;
    if (subject.kind === "drawing" && subject.options.variant !== undefined) {
      const { variant: _, ...options } = subject.options;
      const drawing = await architect.draw(subject.view, { ...options, shown: [variant, ...variants.ids()] }, patient);
      turnTo(turned(history, { ...subject, options, title: drawing?.title ?? subject.title }), content);
    }
    variants.choose(system, variant);
    await refresh();
  };

  /** Only what is shown can be named. Where it stands is asked again: lines may have moved since. Ids belong to one picture. */
  const prove = async (named: Named): Promise<void> => {
    const column = page?.viewColumn;
    const drawn = content?.drawing?.mermaid;
    const part = partOf(content, named);
    if (part === undefined) return;
    await refresh();
    const now = content?.drawing?.mermaid === drawn ? partOf(content, named) : undefined;
    await openProof(part.title, (now ?? part).places, paths(), column);
  };

  /** More or less of the same view: a drawing of its own, to come back from. */
  const draw = async (question: ReturnType<typeof withHops>, how: typeof shown): Promise<void> => {
    if (question === undefined) return;
    const views = await architect.views(patient);
    const title = titleOf(views.find(({ id }) => id === question.view)?.title ?? question.view, question.options);
    turnTo(how(history, { kind: "drawing", title, ...question }));
    await refresh();
  };

  const receive = async (message: FromPanel): Promise<void> => {
    switch (message.type) {
      case "ready":
        ready = true;
        render();
        if (refreshing === undefined && (content === undefined || outdated)) await refresh();
        return;
      case "go": {
        const next = gone(history, message.to);
        if (next === undefined || next.index === history.index) return;
        turnTo(next);
        await refresh();
        return;
      }
      case "open-box":
      case "open-arrow":
      case "open-finding":
      case "open-row":
        return prove(message);
      case "focus": {
        const subject = current(history);
        const drawing = content?.drawing;
        if (subject !== undefined && drawing !== undefined) await draw(focusedOn(subject, drawing, message.id), shown);
        return;
      }
      case "hops": {
        const subject = current(history);
        if (subject !== undefined) await draw(withHops(subject, message.to), turned);
        return;
      }
      case "actions": {
        const subject = current(history);
        const drawing = content?.drawing;
        if (subject === undefined || drawing === undefined) return;
        const isBox = drawing.boxes.some(({ id }) => id === message.id);
        const named: Named = { type: isBox ? "open-box" : "open-arrow", id: message.id };
        const part = partOf(content, named);
        if (part === undefined) return;
        const only = focusedOn(subject, drawing, message.id);
        await chooseAction({ id: message.id, title: part.name }, drawing, {
          open: () => prove(named),
          focus: only && (() => draw(only, shown)),
        });
        return;
      }
      case "export":
      case "copy-report": {
        const { drawing, report } = content ?? {};
        if (drawing !== undefined) await exportDrawing(message, { title: current(history)?.title ?? drawing.title, drawing, report });
        return;
      }
      case "show-variant":
        await look(message.system, message.variant);
        return;
      case "ask-chat": {
        const subject = current(history);
        await vscode.commands.executeCommand(commands.askInChat, ...(subject?.kind === "review" ? [{ paths: subject.paths }] : []));
        return;
      }
      case "rendered":
        log.debug(`Drawn: ${message.boxes} boxes, ${message.arrows} arrows in ${Math.round(message.milliseconds)} ms.`);
        return;
      case "failed":
        log.error(`The picture could not be drawn (${message.stage}): ${message.message}`);
        return;
    }
  };

  const panel: DiagramPanel = {
    async show(subject) {
      const again = current(history);
      if (again === undefined || !isSame(again, subject)) turnTo(shown(history, subject));
      open();
      await refresh();
    },
    showDrawing(drawing, title) {
      const subject: Subject = { kind: "drawing", title, view: drawing.view, options: architect.optionsOf(drawing) };
      turnTo(shown(history, subject), { drawing, report: undefined });
      open();
      render();
    },
    adopt(adopted) {
      page?.dispose();
      page = adopted;
      ready = false;
      if (history.subjects.length === 0) history = keptHistory(context.workspaceState.get(kept));
      entitle();
      adopted.iconPath = vscode.Uri.joinPath(context.extensionUri, "media", "icon.svg");
      adopted.webview.options = { enableScripts: true, localResourceRoots: [pageRoot(context.extensionUri)] };
      adopted.webview.html = pageOf(adopted.webview, context.extensionUri, vscode.env.language);
      adopted.webview.onDidReceiveMessage((given: unknown) => {
        const message = messageOf(given);
        if (message === undefined) return log.warn("The panel sent something that is no message of ours.");
        receive(message).catch((error: unknown) => {
          log.error(String(error));
          void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
        });
      });
      adopted.onDidDispose(() => {
        if (page !== adopted) return;
        page = undefined;
        turnTo(emptyHistory);
      });
    },
  };
  const again = (): void => {
    if (page?.visible === true) void refresh();
    else outdated = true;
  };
  context.subscriptions.push(server.onChanged(again), variants.onChanged(again));
  return panel;
}

function keptHistory(given: unknown): History {
  if (typeof given !== "object" || given === null) return emptyHistory;
  const { subjects, index } = given as Readonly<Record<string, unknown>>;
  const known = Array.isArray(subjects) ? subjects.flatMap((it) => subjectOf(it) ?? []) : [];
  return gone({ subjects: known, index: known.length - 1 }, Number(index)) ?? { subjects: known, index: known.length - 1 };
}
