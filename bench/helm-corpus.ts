import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openLibrary } from "../src/engine/library.ts";
import { readers } from "../src/engine/readers/index.ts";
import { type Chart, chartsIn } from "../src/engine/units/helm/charts.ts";
import { textIn } from "../src/engine/units/helm/evaluate/rope.ts";
import { dictOf, hasGap } from "../src/engine/units/helm/evaluate/value.ts";
import { writtenBy } from "../src/engine/units/helm/manifests.ts";
import { type Output, outputsOf, templatesOf } from "../src/engine/units/helm/run.ts";
import { fill } from "../src/engine/units/helm/values.ts";
import type { Library } from "../src/engine/units/unit.ts";
import { openDisk } from "../src/workspace/disk.ts";

/**
 * Renders every chart of the folders given with its own values and prints what became of the templates: fully rendered, partly (something
 * in it only an installation decides), or not (it took too much, or what it writes is no YAML), which functions are not known, and how
 * long the slowest chart took. `--list` names what was not fully rendered and why, `--write FOLDER` puts there what was written. Exits
 * with 1 if a template was not rendered.
 *
 *     node bench/helm-corpus.ts [--list] [--write FOLDER] <folder>…
 */
const given = process.argv.slice(2);
const at = given.indexOf("--write");
const target = at < 0 ? undefined : given.splice(at, 2)[1];
const list = given.includes("--list");
let failed = 0;
for (const folder of given.filter((it) => !it.startsWith("--"))) failed += await report(folder);
process.exitCode = failed > 0 ? 1 : 0;

async function report(folder: string): Promise<number> {
  const listing = await openDisk(folder).list();
  const library = openLibrary(
    readers.filter((it) => it.id.startsWith("helm")),
    path.basename(folder),
  );
  library.update(listing.files.map((it) => ({ path: it, exists: true })));
  const start = process.cpuUsage().user;
  const wanted = listing.files.filter((it) => library.wants(it));
  library.update(wanted.map((it) => ({ path: it, text: readFileSync(path.join(folder, it), "utf8") })));
  const charts = chartsIn(library);
  const read = process.cpuUsage().user - start;
  const counts = { full: 0, part: 0, not: 0, empty: 0 };
  const functions = new Map<string, number>();
  const times: { readonly ms: number; readonly chart: string }[] = [];
  for (const chart of charts.roots) {
    const from = process.cpuUsage().user;
    for (const output of written(chart, library)) {
      const { problems } = writtenBy(output, undefined);
      const text = textIn(output.text);
      const outcome =
        problems.length > 0 || output.troubles.some((it) => it.fatal)
          ? "not"
          : hasGap(text)
            ? "part"
            : text.trim() === ""
              ? "empty"
              : "full";
      counts[outcome]++;
      for (const it of output.unknownFunctions) functions.set(it, (functions.get(it) ?? 0) + 1);
      const reasons = [...output.troubles.map((it) => it.message), ...problems.map((it) => it.message)];
      if (list && (outcome === "not" || outcome === "part"))
        console.log(`  ${outcome} ${output.file}: ${reasons.join("; ") || "something in it is not known"}`);
      if (target !== undefined) keep(path.join(target, chart.folder, output.file), text);
    }
    times.push({ ms: (process.cpuUsage().user - from) / 1000, chart: chart.folder });
  }
  const [slowest] = times.sort((a, b) => b.ms - a.ms);
  const all = counts.full + counts.part + counts.not + counts.empty;
  const share = (count: number): string => `${count} (${((100 * count) / Math.max(1, all)).toFixed(1)} %)`;
  const total = times.reduce((sum, it) => sum + it.ms, 0);
  console.log(`${folder}
  ${charts.all.length} charts, ${charts.roots.length} installed by themselves, ${wanted.length} files read in ${(read / 1000).toFixed(0)} ms
  ${all} templates rendered in ${total.toFixed(0)} ms: fully ${share(counts.full)}, switched off ${share(counts.empty)}, partly ${share(counts.part)}, not ${share(counts.not)}
  functions unknown: ${[...functions].map(([name, count]) => `${name} (${count})`).join(", ") || "none"}
  longest: ${slowest?.ms.toFixed(0)} ms (${slowest?.chart})`);
  return counts.not;
}

function* written(chart: Chart, library: Library): Iterable<Output> {
  const root = fill(chart, dictOf(), library);
  const release = { name: chart.name, namespace: undefined, chart, values: [], inline: [] };
  for (const [, output] of outputsOf(root, release, templatesOf(root, library), library, () => undefined)) yield output;
}

function keep(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
