// The repository's own packages.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { node, root } from "../places.mjs";
import { need } from "../progress.mjs";
import { npm } from "./npm.mjs";

const lockFile = path.join(root, "package-lock.json");

export async function installPackages() {
  await need("npm packages", () => missing().length === 0, installed);
  await need(
    "Node 24",
    () => existsSync(node),
    () => npm(root, ["rebuild", "node"]),
  );
}

// `npm ci` insists on the optional packages of every platform, which not every registry has; `npm install` keeps to the lock
// file for the rest, but may write it anew without them.
function installed() {
  const before = readFileSync(lockFile, "utf8");
  npm(root, ["install"]);
  if (readFileSync(lockFile, "utf8") !== before) {
    writeFileSync(lockFile, before);
    console.log("  package-lock.json is kept as it was");
  }
  const left = missing();
  if (left.length > 0) throw new Error(`npm did not install what package-lock.json names: ${left.slice(0, 5).join(", ")}`);
}

/** What the lock file names and npm has not put there in that version. Optional packages depend on the platform. */
function missing() {
  const there = path.join(root, "node_modules/.package-lock.json");
  const installed = existsSync(there) ? packages(there) : {};
  return Object.entries(packages(lockFile))
    .filter(([folder, it]) => folder !== "" && !it.optional && installed[folder]?.version !== it.version)
    .map(([folder, it]) => `${folder.replace(/^node_modules\//, "")}@${it.version}`);
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string; optional?: boolean }>}
 */
const packages = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
