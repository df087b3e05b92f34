// What reading code costs: source files of the folders given go through the engine cold, then one of them changes.
//
//   node --expose-gc bench/source-code.ts [--files 5000] [--bytes 20000000] FOLDER...
//
// Time is the CPU's, so that a busy machine measures the same. The curve is taken at a quarter, a half and all of the files.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { openEngine } from "../src/engine/index.ts";
import { languageOf } from "../src/engine/syntax/source/languages/index.ts";

const { values: options, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: { files: { type: "string", default: "5000" }, bytes: { type: "string", default: "20000000" } },
});
const texts: { path: string; text: string }[] = [];
let bytes = 0;
function gather(folder: string, root: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== ".git" && entry.name !== "node_modules") gather(full, root);
      continue;
    }
    const manifest =
      /^(?:package\.json|go\.mod|pom\.xml|Gemfile|composer\.json|Cargo\.toml|Dockerfile|requirements.*\.txt|.*\.csproj)$/.test(entry.name);
    if ((!manifest && languageOf(entry.name) === undefined) || texts.length >= Number(options.files) || bytes >= Number(options.bytes))
      continue;
    const { size } = statSync(full);
    if (size > 1_000_000) continue;
    texts.push({ path: path.relative(root, full), text: readFileSync(full, "utf8") });
    bytes += size;
  }
}
for (const folder of folders) gather(folder, path.dirname(path.resolve(folder)));

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
// As it is in an editor: warmed up by nothing. The first round is the cold one.
console.log("files  MB    cold ms  ms/MB  heap MB  read");
for (const share of [1, 0.5, 0.25]) {
  const part = texts.filter((_, index) => index % (1 / share) === 0);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const begin = cpu();
  const engine = openEngine({ workspaceName: "bench" });
  engine.update(part);
  const took = cpu() - begin;
  globalThis.gc?.();
  const heap = (process.memoryUsage().heapUsed - before) / 1e6;
  const size = part.reduce((sum, it) => sum + it.text.length, 0) / 1e6;
  console.log(
    `${part.length}  ${size.toFixed(1)}  ${took.toFixed(0)}  ${(took / size).toFixed(0)}  ${heap.toFixed(0)}  ${engine.counts().reads}`,
  );
  if (share !== 1) continue;
  const asked = part.filter((it) => engine.wants(it.path) && /fetch\(|axios|http/i.test(it.text)).slice(0, 40);
  const times = asked.map((it) => {
    const start = cpu();
    engine.update([{ path: it.path, text: `${it.text}\n` }]);
    return cpu() - start;
  });
  times.sort((a, b) => a - b);
  console.log(
    `one changed file: p50 ${times[times.length >> 1]?.toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)]?.toFixed(1)} ms, most ${times.at(-1)?.toFixed(1)} ms`,
  );
}
