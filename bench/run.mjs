// Measured work, apart from the tests: node bench/run.mjs [name …]. One file a measurement; each prints its own table.
//   npm run bench              all of them
//   npm run bench -- keystroke those whose name begins so
import { readdir } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const folder = path.join(import.meta.dirname, "measurements");
const asked = process.argv.slice(2);
const names = (await readdir(folder)).filter((it) => it.endsWith(".mjs")).sort();
const chosen = names.filter((name) => asked.length === 0 || asked.some((it) => name.startsWith(it)));
if (chosen.length === 0) {
  console.error(`There is no such measurement. There are: ${names.map((it) => path.basename(it, ".mjs")).join(", ")}.`);
  process.exitCode = 2;
}
for (const name of chosen) {
  const { title, measure } = await import(pathToFileURL(path.join(folder, name)).href);
  console.log(`\n${title}`);
  await measure();
}
// Who else uses the machine is in every figure.
const [load = 0] = loadavg();
console.log(`\nLoad of the machine at the end: ${load.toFixed(1)} on ${availableParallelism()} cores.`);
