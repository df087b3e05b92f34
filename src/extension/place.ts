import * as vscode from "vscode";
import type { Span } from "../engine/index.ts";
import type { Place } from "../protocol.ts";
import { isInside, type Paths } from "./paths.ts";

/** A place that came from outside; `undefined` = it is none, or leads out of the workspace. */
export function placeOf(given: unknown): Pick<Place, "file" | "span"> | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const { file, span } = given as Readonly<Record<string, unknown>>;
  if (typeof file !== "string" || file === "" || !isInside(file)) return undefined;
  if (span === undefined || span === null) return { file, span: undefined };
  return isSpan(span) ? { file, span } : undefined;
}

function isSpan(it: unknown): it is Span {
  if (typeof it !== "object" || it === null) return false;
  const fields = it as Readonly<Record<string, unknown>>;
  return ["line", "column", "endLine", "endColumn"].every((name) => Number.isInteger(fields[name]) && (fields[name] as number) >= 0);
}

export function rangeOf(span: Span | undefined): vscode.Range {
  return span === undefined ? new vscode.Range(0, 0, 0, 0) : new vscode.Range(span.line, span.column, span.endLine, span.endColumn);
}

/** Opens a place with its text selected. Throws a sentence when there is no such file. */
export async function reveal(place: Pick<Place, "file" | "span">, paths: Paths<vscode.Uri>, viewColumn?: vscode.ViewColumn): Promise<void> {
  const uri = paths.uriOf(place.file);
  if (uri === undefined) throw new Error(vscode.l10n.t("{0} is not in this workspace.", place.file));
  const options = { selection: rangeOf(place.span), ...(viewColumn === undefined ? {} : { viewColumn }) };
  try {
    await vscode.window.showTextDocument(uri, options);
  } catch {
    throw new Error(vscode.l10n.t("{0} cannot be opened.", place.file));
  }
}
