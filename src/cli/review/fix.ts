import { writeFileSync } from "node:fs";
import path from "node:path";
import { mend, type TextEdit } from "../../engine/index.ts";
import { encode } from "../../workspace/encoding.ts";
import { codeOf } from "../../workspace/walk.ts";
import { Refused } from "../command.ts";
import type { Input } from "../input.ts";
import type { Selection } from "./outcome.ts";

/** A fix that was written to disk. */
export interface Applied {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly files: readonly string[];
}

/** One fix can make room for the next; a dozen that follow from each other is a circle. */
const mostRounds = 12;

/**
 * Writes the certain fixes of the findings to their files, as they were encoded, round by round until none is left. Of fixes
 * that touch the same text one is done in a round. When one file was named, no other is written.
 */
export async function applyFixes({ engine, workspace, root, file }: Input, selection: Selection): Promise<readonly Applied[]> {
  const applied = new Map<string, Applied>();
  const writable = (edit: TextEdit): boolean => {
    const encoding = workspace.encoding(edit.file);
    return (file === undefined || edit.file === file) && encoding !== undefined && encoding !== "lossy";
  };
  for (let round = 0; round < mostRounds; round++) {
    const key = (id: string, title: string): string => `${id}\n${title}`;
    const done = mend(
      engine,
      engine.review(selection).findings,
      ({ id }, { title }, edits) => !applied.has(key(id, title)) && edits.every(writable),
    );
    for (const { finding, fix, edits } of done) {
      const files = [...new Set(edits.map((it) => it.file))];
      applied.set(key(finding.id, fix.title), { id: finding.id, rule: finding.rule, title: fix.title, files });
    }
    const chosen = done.flatMap(({ edits }) => edits);
    const files = [...new Set(chosen.map((it) => it.file))];
    if (files.length === 0) break;
    for (const it of files) {
      const text = edited(
        engine.text(it) ?? "",
        chosen.filter((edit) => edit.file === it),
      );
      const bytes = encode(text, workspace.encoding(it) ?? "lossy");
      if (bytes !== undefined) write(path.join(root, it), it, bytes);
    }
    await workspace.refresh(files);
  }
  return [...applied.values()];
}

/** The text with edits that do not touch each other. */
function edited(text: string, edits: readonly TextEdit[]): string {
  let out = "";
  let at = 0;
  for (const { start, end, text: inserted } of [...edits].sort((a, b) => a.start - b.start)) {
    out += text.slice(at, start) + inserted;
    at = end;
  }
  return out + text.slice(at);
}

function write(full: string, file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(full, bytes);
  } catch (error) {
    throw new Refused(`${file} cannot be written (${codeOf(error)}).`);
  }
}
