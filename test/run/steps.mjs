// What `npm test` does, in order. A step that needs another is left out, and counted as failed, when that one failed.
import { readFileSync } from "node:fs";
import path from "node:path";
import { out } from "../host/places.mjs";

/**
 * @typedef {{ passed: number; failed: number; skipped: number }} Count
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command a program of node_modules/.bin or Node, and what it is given
 * @property {string[]} [needs] names of steps
 * @property {number} [minutes] it is ended after that
 * @property {(output: string) => Count} [count] how many tests there were; a step without tests counts as one
 */

/**
 * Vitest, told on the screen for people and in a file for the count.
 * @param {string} name
 * @param {{ config?: string; needs?: string[]; minutes?: number }} options
 * @returns {Step}
 */
function vitest(name, { config, needs = [], minutes = 5 }) {
  const file = path.join(out, `tests/${name.replaceAll(" ", "-")}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const command = ["vitest", "run", ...(config === undefined ? [] : ["--config", config]), ...reporters];
  return { name, command, needs, minutes, count: () => fromVitest(file) };
}

/** @type {readonly Step[]} */
export const steps = [
  { name: "types of the engine", command: ["tsc", "-p", "src/engine"] },
  { name: "types", command: ["tsc", "-p", "."] },
  { name: "types of the webview", command: ["tsc", "-p", "media"] },
  { name: "lint", command: ["biome", "check", "--error-on-warnings", "."] },
  { name: "import laws", command: ["depcruise", "src", "media", "--config", ".dependency-cruiser.mjs", "--output-type", "err-long"] },
  { name: "dead code", command: ["knip"] },
  { name: "build", command: ["node", "esbuild.mjs", "--production"] },
  { name: "package", command: ["npm", "run", "--silent", "vsix"], needs: ["build"] },
  vitest("unit tests", { needs: ["build"], minutes: 8 }), // the tests of the product look into what was built
  { name: "build of the suite", command: ["node", "test/host/build-suite.mjs"], needs: ["build"] },
  {
    name: "in the extension host",
    command: ["node", "test/host/run-suite.mjs"],
    needs: ["build of the suite"],
    minutes: 8,
    count: fromMocha,
  },
  vitest("webview in a browser", { config: "test/ui/vitest.config.ts", needs: ["build"], minutes: 10 }),
  vitest("mouse and keyboard", { config: "test/ui/scenes/vitest.config.ts", needs: ["package"], minutes: 14 }),
  { name: "contact sheet", command: ["node", "test/ui/contact-sheet.ts"] },
];

/**
 * A test file that could not be loaded has no tests: it counts as one that failed.
 * @param {string} file
 * @returns {Count}
 */
function fromVitest(file) {
  const result = JSON.parse(readFileSync(file, "utf8"));
  const broken = result.testResults.filter((it) => it.status === "failed" && it.assertionResults.every((test) => test.status !== "failed"));
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + broken.length,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

/**
 * @param {string} output
 * @returns {Count}
 */
function fromMocha(output) {
  const [, passed, failed, skipped] = /(\d+) passed, (\d+) failed, (\d+) skipped/.exec(output) ?? [];
  if (passed === undefined) throw new Error("the suite did not reach its end");
  return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) };
}
