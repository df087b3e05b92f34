import * as vscode from "vscode";
import { plain, whereIs } from "../../chat/markdown.ts";
import type { Reply } from "../../chat/turn.ts";
import { commands, type Place, type PlacedDrawing } from "../../protocol.ts";
import type { Paths } from "../paths.ts";
import { rangeOf } from "../place.ts";

export interface ReplyOptions {
  readonly paths: Paths<vscode.Uri>;
  /** Into the panel beside. */
  readonly showDrawing: (drawing: PlacedDrawing, title: string) => void;
}

/**
 * An answer, as the chat view takes it. Anchors merge into the Markdown around them, so that the whole stays one run. The view writes
 * file and line on an anchor, whatever title it is given: a place is an anchor, and a name that leads to one is a link. Not to a URI:
 * in a window on another machine the view would look for the file on its own.
 */
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
    markdown: (text) => stream.markdown(trusted(text)),
    anchor(place, title) {
      const to = target(place);
      if (to !== undefined && title === whereIs(place)) stream.anchor(to, title);
      // A file that is gone from the workspace is still a word of the sentence.
      else stream.markdown(trusted(to === undefined ? plain(title) : linkTo(title, place)));
    },
    button({ title, command, arguments: given }) {
      if (!own.has(command)) return;
      stream.button({ title, command, arguments: command === commands.reviewResource ? given.map((it) => uriOf(it, paths)) : [...given] });
    },
    drawing: (drawing, title) => showDrawing(drawing, title),
  };
}

const linkTo = (title: string, { file, span }: Place): string =>
  `[${plain(title)}](command:${commands.openPlace}?${encodeURIComponent(JSON.stringify([{ file, span }])).replace(/[()!'*]/g, hex)})`;
const hex = (char: string): string => `%${char.charCodeAt(0).toString(16)}`;

/** All parts trust the same, or they would not merge; and only in what opens a file of the workspace, and checks that it is one. */
function trusted(text: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(text);
  markdown.isTrusted = { enabledCommands: [commands.openPlace] };
  return markdown;
}

/** An answer has no other commands to offer than ours. */
const own: ReadonlySet<string> = new Set(Object.values(commands));

/** The explorer's command takes what the explorer gives it. */
const uriOf = (path: unknown, paths: Paths<vscode.Uri>): unknown => (typeof path === "string" ? paths.uriOf(path) : undefined);
