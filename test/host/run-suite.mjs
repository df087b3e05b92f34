// The suite in the extension host. VSCODE_EXECUTABLE (a desktop VS Code) or VSCODE_VERSION (which `@vscode/test-electron` downloads)
// choose another host than the npm-hosted VS Code.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { fixtures, out, root, sample } from "./places.mjs";

const { VSCODE_EXECUTABLE: executable, VSCODE_VERSION: version } = process.env;
const temporary = mkdtempSync(path.join(os.tmpdir(), "architect-suite-"));
const folder = path.join(temporary, "clinic");
cpSync(sample, folder, { recursive: true }); // tests write into it
const desktop = executable !== undefined || version !== undefined;
const instead = ["--disable-extension=GitHub.copilot-chat", "--disable-extension=GitHub.copilot"];
const proposed = ["--enable-proposed-api=fixture.agent", "--enable-proposed-api=fixture.model"];
try {
  await runTests({
    ...(version !== undefined ? { version } : { vscodeExecutablePath: executable ?? path.join(import.meta.dirname, "code.ts") }),
    extensionDevelopmentPath: [root, path.join(fixtures, "agent"), path.join(fixtures, "model")],
    extensionTestsPath: path.join(out, "suite/index.cjs"),
    launchArgs: [folder, ...(desktop ? [...instead, ...proposed] : [])],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
