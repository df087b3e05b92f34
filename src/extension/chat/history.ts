import * as vscode from "vscode";
import type { Message } from "../../chat/turn.ts";

/** The conversation so far, as far as it was with us: questions as they were typed, answers as text. */
export const historyOf = (context: vscode.ChatContext): readonly Message[] =>
  context.history.flatMap((turn): readonly Message[] => {
    if (turn instanceof vscode.ChatRequestTurn)
      return [{ role: "user", text: turn.command === undefined ? turn.prompt : `/${turn.command} ${turn.prompt}`.trim() }];
    const text = turn.response.map(textOf).join("");
    return text === "" ? [] : [{ role: "assistant", text }];
  });

function textOf(part: vscode.ChatResponseTurn["response"][number]): string {
  // A name is a name; that a click on it opens a file tells a model nothing.
  if (part instanceof vscode.ChatResponseMarkdownPart) return part.value.value.replace(/\[([^\]\n]*)\]\(command:[^)\n]*\)/g, "$1");
  if (part instanceof vscode.ChatResponseAnchorPart) return part.title ?? nameOf(part.value);
  return "";
}

const nameOf = (value: vscode.Uri | vscode.Location): string => {
  const uri = value instanceof vscode.Location ? value.uri : value;
  return uri.path.split("/").at(-1) ?? "";
};
