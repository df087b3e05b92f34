// `npm test`: everything, on a machine that may have nothing but Node and npm. `npm test -- "mouse and keyboard"` runs the steps whose
// names begin so. The last line says how many tests passed, over all suites.
import { rmSync } from "node:fs";
import path from "node:path";
import { install } from "./host/install.mjs";
import { out } from "./host/places.mjs";
import { seconds } from "./host/progress.mjs";
import { runStep, sentence } from "./run/step.mjs";
import { steps } from "./run/steps.mjs";

const start = performance.now();
const wanted = process.argv.slice(2);
const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.some((it) => name.startsWith(it)));
/** @type {Map<string, import("./run/steps.mjs").Count>} */
const counts = new Map();
try {
  await install();
  console.log(`everything needed is installed: ${seconds(start)}`);
  for (const it of ["tests", "scenes"]) rmSync(path.join(out, it), { recursive: true, force: true }); // of an earlier run
  for (const step of chosen) {
    const without = step.needs?.find((it) => (counts.get(it)?.failed ?? 0) > 0);
    if (without !== undefined) console.log(`\n✗ ${step.name}: not run, because of: ${without}`);
    counts.set(step.name, without === undefined ? await runStep(step) : { passed: 0, failed: 1, skipped: 0 });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  counts.set("installation", { passed: 0, failed: 1, skipped: 0 });
}
if (counts.size === 0) counts.set("nothing", { passed: 0, failed: 1, skipped: 0 });

const sum = (/** @type {"passed" | "failed" | "skipped"} */ key) => [...counts.values()].reduce((all, it) => all + it[key], 0);
const total = { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
const failed = [...counts].filter(([, it]) => it.failed > 0).map(([name]) => name);
console.log(`\n${failed.length === 0 ? "all steps passed" : `failed: ${failed.join(", ")}`}; ${seconds(start)}`);
process.exitCode = failed.length === 0 ? 0 : 1;
console.log(sentence(total));
