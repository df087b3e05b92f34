import { readFileSync } from "node:fs";
import path from "node:path";
import { openLibrary } from "../src/engine/library.ts";
import { readers } from "../src/engine/readers/index.ts";
import { discoverProjects } from "../src/engine/units/compose/discover.ts";
import { projectsOf } from "../src/engine/units/compose/load.ts";
import { openDisk } from "../src/workspace/disk.ts";

/**
 * Reads every YAML file of the folders given and prints what became of them: which are Compose files, into how many projects and
 * variants they went, what was found wrong, and how long it took. `--list` names the YAML files that are not Compose files,
 * `--problems` prints each problem. Exits with 1 if a Compose file is in no project.
 *
 *     node bench/compose-corpus.ts [--list] [--problems] <folder>…
 */
const flags = new Set(process.argv.slice(2).filter((it) => it.startsWith("--")));
let lost = 0;
for (const folder of process.argv.slice(2).filter((it) => !it.startsWith("--"))) lost += await report(folder);
process.exitCode = lost > 0 ? 1 : 0;

async function report(folder: string): Promise<number> {
  const listing = await openDisk(folder).list();
  const library = openLibrary(readers, path.basename(folder));
  const yaml = listing.files.filter((it) => /\.ya?ml$/i.test(it));
  const read = (files: readonly string[]): void => {
    library.update(files.map((it) => ({ path: it, text: readFileSync(path.join(folder, it), "utf8") })));
  };
  const start = performance.now();
  library.update(listing.files.map((it) => ({ path: it, exists: true })));
  read(listing.files.filter((it) => library.wants(it)));
  read(library.wanted().filter((it) => listing.files.includes(it)));
  const readDone = performance.now();
  const units = discoverProjects(library);
  const discovered = performance.now();
  const slowest: { readonly ms: number; readonly id: string }[] = [];
  const projects = units.flatMap((unit) => {
    const from = performance.now();
    const found = projectsOf(unit, library);
    slowest.push({ ms: performance.now() - from, id: unit.id });
    return found;
  });
  const done = performance.now();

  const compose = library.of("compose").filter((it) => it.outline !== "");
  const used = new Set([...units.flatMap((it) => it.files), ...projects.flatMap((it) => it.files)]);
  const orphans = compose.map((it) => it.file).filter((it) => !used.has(it));
  const problems = [...library.problems(), ...projects.flatMap((it) => it.problems)];
  const services = projects.reduce((sum, it) => sum + it.services.size, 0);
  const count = (severity: string): number => problems.filter((it) => it.severity === severity).length;
  const worst = slowest.sort((a, b) => b.ms - a.ms)[0];
  console.log(`${folder}
  ${yaml.length} YAML files, ${compose.length} of them Compose; ${orphans.length} in no project${orphans.map((it) => `\n    ${it}`).join("")}
  ${units.length} projects, ${projects.length} variants, ${services} services
  problems: ${count("error")} errors, ${count("warning")} warnings, ${count("note")} notes
  read ${(readDone - start).toFixed(0)} ms, discovered ${(discovered - readDone).toFixed(1)} ms, rendered ${(done - discovered).toFixed(1)} ms; slowest ${worst?.ms.toFixed(1)} ms (${worst?.id})`);
  const known = new Set(compose.map((it) => it.file));
  if (flags.has("--list")) for (const it of yaml) if (!known.has(it)) console.log(`  not Compose: ${it}`);
  if (flags.has("--problems"))
    for (const it of problems) console.log(`  ${it.severity} ${it.file}:${(it.span?.line ?? 0) + 1} ${it.message}`);
  return orphans.length;
}
