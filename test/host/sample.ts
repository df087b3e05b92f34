import { cpSync, mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { sample } from "./places.mjs";

/** A copy of the sample system: quick fixes and edits are part of trying it, and the repository stays as it is. */
export function copyOfSample(): string {
  const folder = path.join(mkdtempSync(path.join(os.tmpdir(), "architect-sample-")), "clinic");
  cpSync(sample, folder, { recursive: true });
  return folder;
}

export const whatToDo = `
  In the chat, type      @architect /review
  then click a box of the drawing: the line that proves it opens.
  In the explorer, right-click compose.yaml and choose "Review architecture".
`;
