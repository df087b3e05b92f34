import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { openLibrary } from "../src/engine/library.ts";
import { readers } from "../src/engine/readers/index.ts";
import type { KubernetesFile } from "../src/engine/readers/kubernetes.ts";
import { folderOf } from "../src/engine/syntax/paths.ts";
import { manifestsUnits } from "../src/engine/units/kubernetes/manifests.ts";
import { built } from "../src/engine/units/kustomize/accumulate.ts";
import { differences, objectsIn } from "../src/engine/units/kustomize/differences.ts";
import { kustomizeUnits } from "../src/engine/units/kustomize/kustomize.ts";
import { openDisk } from "../src/workspace/disk.ts";

/**
 * Reads every YAML and JSON file of the checkouts given and prints what became of them: which are manifests, which of those were left
 * out and why, what went wrong, the longest pause; and builds every kustomization, beside `kubectl kustomize` where that builds it
 * without a network. `--list` names the files that were left out, `--differences` prints where the two are not the same.
 *
 *     node bench/kubernetes-corpus.ts [--list] [--differences] <folder>…
 */
const flags = new Set(process.argv.slice(2).filter((it) => it.startsWith("--")));
let crashes = 0;
for (const folder of process.argv.slice(2).filter((it) => !it.startsWith("--"))) crashes += await report(folder);
process.exitCode = crashes > 0 ? 1 : 0;

async function report(folder: string): Promise<number> {
  const listing = await openDisk(folder).list();
  const library = openLibrary(readers, path.basename(folder));
  let longest = { ms: 0, what: "" };
  let crashed = 0;
  const timed = <T>(what: string, run: () => T): T | undefined => {
    const from = process.cpuUsage();
    try {
      return run();
    } catch (error) {
      crashed++;
      console.log(`  CRASH ${what}: ${error instanceof Error ? error.stack : String(error)}`);
      return undefined;
    } finally {
      const used = process.cpuUsage(from);
      const ms = (used.user + used.system) / 1000;
      if (ms > longest.ms) longest = { ms, what };
    }
  };
  library.update(listing.files.map((it) => ({ path: it, exists: true })));
  const read = (files: readonly string[]): void => {
    for (const it of files) {
      const text = textOf(path.join(folder, it));
      timed(`read ${it}`, () => library.update([text === undefined ? { path: it, problem: "It cannot be read." } : { path: it, text }]));
    }
  };
  read(listing.files.filter((it) => library.wants(it)));
  const listed = new Set(listing.files);
  read(library.wanted().filter((it) => listed.has(it)));

  const units = [manifestsUnits, kustomizeUnits].flatMap(
    (kind) => timed(`discover ${kind.id}`, () => kind.discover(library).map((unit) => ({ kind, unit }))) ?? [],
  );
  for (const { kind, unit } of units) timed(`render ${unit.id}`, () => (kind as typeof manifestsUnits).render(unit as never, library));
  const used = new Set(units.flatMap(({ unit }) => unit.files));
  const manifests = library.of("kubernetes").filter((it) => (it.body as KubernetesFile).objects.length > 0);
  const templates = library.of("kubernetes").filter((it) => (it.body as KubernetesFile).template);
  const unread = listing.files.filter(
    (it) => /\.(?:ya?ml|json)$/i.test(it) && !library.facts(it).some((one) => one.reader === "kubernetes"),
  );
  const speaking = unread.filter(
    (it) => /^\s*apiVersion:/m.test(textOf(path.join(folder, it)) ?? "") && !library.facts(it).some((one) => one.reader === "kustomize"),
  );
  const loose = manifests.map((it) => it.file).filter((it) => !used.has(it));
  console.log(`${folder}
  ${listing.files.length} files; ${manifests.length} of manifests, ${templates.length} templates of Helm and others (left to them)
  not read though they say apiVersion: ${speaking.length} (${why(speaking)}); read and in no system: ${loose.length}
  problems told: ${library.problems().length}; crashes: ${crashed}; longest pause ${longest.ms.toFixed(0)} ms of CPU (${longest.what})`);
  if (flags.has("--list"))
    for (const it of [...speaking.map((one) => `not read: ${one}`), ...loose.map((one) => `in no system: ${one}`)]) console.log(`  ${it}`);
  compare(folder, library, timed);
  return crashed;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Why files that look like manifests are none: by what their paths say. */
function why(files: readonly string[]): string {
  const tests = files.filter((it) => /(?:^|\/)(?:test[-_]?data\d*|__fixtures__|fixtures|__snapshots__|goldens?)\//i.test(it)).length;
  return `${tests} input of tests, ${files.length - tests} without a kind or name of their own`;
}

function compare(folder: string, library: ReturnType<typeof openLibrary>, timed: <T>(what: string, run: () => T) => T | undefined): void {
  const folders = [...new Set(library.of("kustomize").map((it) => folderOf(it.file)))];
  const outcome = { equal: 0, different: 0, refused: 0, component: 0 };
  for (const it of folders) {
    const theirs = kubectl(path.join(folder, it));
    const ours = timed(`build ${it}`, () => built(it, library));
    if (typeof theirs !== "string") {
      outcome.refused++;
      const told = ours?.log.problems.length ?? 0;
      if (flags.has("--differences"))
        console.log(`  refused by kubectl: ${it}: ${theirs.error.split("\n")[0]?.slice(0, 200)} (we tell ${told} problems)`);
      continue;
    }
    const found = differences(
      objectsIn(theirs),
      (ours?.items ?? []).map(({ tree }) => tree),
    );
    if (found.length === 0) outcome.equal++;
    else {
      outcome.different++;
      console.log(`  different: ${it}: ${found.length}`);
      if (flags.has("--differences")) for (const one of found.slice(0, 8)) console.log(`      ${one.slice(0, 300)}`);
    }
  }
  const both = outcome.equal + outcome.different;
  const share = both === 0 ? "-" : `${((outcome.equal / both) * 100).toFixed(1)} %`;
  console.log(
    `  kustomizations: ${folders.length}; kubectl builds ${both} offline, equal ${outcome.equal} (${share}); ${outcome.refused} it does not build`,
  );
}

/** What kubectl builds, with a network that is not there. */
function kubectl(folder: string): string | { readonly error: string } {
  try {
    const env = { ...process.env, HTTPS_PROXY: "http://127.0.0.1:9", HTTP_PROXY: "http://127.0.0.1:9", GIT_TERMINAL_PROMPT: "0" };
    return execFileSync("kubectl", ["kustomize", folder], {
      env,
      encoding: "utf8",
      timeout: 90_000,
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    return { error: String((error as { stderr?: unknown }).stderr ?? error) };
  }
}
