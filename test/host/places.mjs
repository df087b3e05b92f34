// Where things lie. Plain JavaScript, because the first script on a fresh machine runs before anything is installed.
import { existsSync } from "node:fs";
import path from "node:path";

const windows = process.platform === "win32";
/** The folder of a package that carries its own binary. */
const binary = (/** @type {string} */ folder) => path.join(folder, "bin", windows ? "node.exe" : "node");

export const root = path.resolve(import.meta.dirname, "../..");
export const out = path.join(root, "out");
export const vsix = path.join(out, "architect.vsix");
export const sample = path.join(root, "examples");
export const fixtures = path.join(import.meta.dirname, "fixtures");

/** Node 24 as the packages want it, whatever the machine has. */
export const node = binary(path.join(root, "node_modules/node"));

/** The npm-hosted VS Code: its package, and the server in it. */
export const hosted = path.join(import.meta.dirname, "vscode");
export const vscode = path.join(hosted, "node_modules/code-server/lib/vscode");

/** The environment of everything we start: Node 24 and our own tools come first. */
export function environment() {
  const first = [existsSync(node) ? path.dirname(node) : [], path.join(root, "node_modules/.bin")].flat();
  return { ...process.env, PATH: [...first, process.env.PATH].join(path.delimiter) };
}
