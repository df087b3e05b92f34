import * as vscode from "vscode";
import type { Reply } from "../../chat/turn.ts";
import { commands, type Place, type PlacedDrawing } from "../../protocol.ts";
import type { Paths } from "../paths.ts";
import { rangeOf } from "../place.ts";

export interface ReplyOptions {
  readonly paths: Paths<vscode.Uri>;
  /** Into the panel beside. */
  readonly showDrawing: (drawing: PlacedDrawing, title: string) => void;
}

/** An answer, as the chat view takes it. Anchors merge into the Markdown around them, so that the whole stays one run. */
export function replyOver(stream: vscode.ChatResponseStream, { paths, showDrawing }: ReplyOptions): Reply {
  const target = ({ file, span }: Place): vscode.Uri | vscode.Location | undefined => {
    const uri = paths.uriOf(file);
    return uri === undefined || span === undefined ? uri : new vscode.Location(uri, rangeOf(span));
  };
  return {
    progress: (text) => stream.progress(text),
    reference(place) {
      const to = target(place);
      if (to !== undefined) stream.reference(to);
    },
    markdown: (text) => stream.markdown(text),
    anchor(place, title) {
      const to = target(place);
      // A file that is gone from the workspace is still a word of the sentence.
      if (to === undefined) stream.markdown(title.replace(/[\\`*_{}[\]<>#|~$!&]/g, "\\$&"));
      else stream.anchor(to, title);
    },
    button({ title, command, arguments: given }) {
      if (!own.has(command)) return;
      stream.button({ title, command, arguments: command === commands.reviewResource ? given.map((it) => uriOf(it, paths)) : [...given] });
    },
    drawing: (drawing, title) => showDrawing(drawing, title),
  };
}

/** An answer has no other commands to offer than ours. */
const own: ReadonlySet<string> = new Set(Object.values(commands));

/** The explorer's command takes what the explorer gives it. */
const uriOf = (path: unknown, paths: Paths<vscode.Uri>): unknown => (typeof path === "string" ? paths.uriOf(path) : undefined);
