/**
 * How much a review says of well-kept products: findings of warning and above and notes, for each service that a product runs.
 *
 *   node bench/noise.ts CLI FOLDER… [--draw 60] [--seed 8]
 *
 * FOLDER is a checkout of a product. With `--draw` so many findings of all of them are drawn, always the same ones for a seed, for a
 * person to judge; each is told with its place.
 */
import { execFileSync } from "node:child_process";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";

interface Finding {
  readonly rule: string;
  readonly severity: "error" | "warning" | "note";
  readonly message: string;
  readonly file: string;
  readonly line: number;
}
interface Component {
  readonly kind: string;
  readonly standing: string;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { draw: { type: "string", default: "0" }, seed: { type: "string", default: "8" } },
});
const [cli = "dist/cli.cjs", ...folders] = positionals;

/** What a command line says as JSON; findings make it end with 1. */
function told<T>(...words: readonly string[]): T {
  try {
    return JSON.parse(execFileSync(process.execPath, [resolve(cli), ...words], { encoding: "utf8", maxBuffer: 1 << 28, stdio: "pipe" }));
  } catch (error) {
    if (error instanceof Error && "stdout" in error && typeof error.stdout === "string" && error.stdout !== "")
      return JSON.parse(error.stdout);
    throw error;
  }
}

/** What a team runs: its programs, and the stores, brokers and proxies beside them. */
const outside = new Set(["person", "external"]);

/** A draw that is the same on every machine (mulberry32). */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed >>> 0; ; ) {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
}

const all: (Finding & { readonly product: string })[] = [];
for (const folder of folders) {
  const product = basename(folder);
  const { components } = told<{ components: readonly Component[] }>("model", folder, "--format", "json", "--variant", "all");
  const { findings } = told<{ findings: readonly Finding[] }>("review", folder, "--format", "json");
  const services = components.filter((it) => it.standing === "inside" && !outside.has(it.kind)).length;
  const notes = findings.filter((it) => it.severity === "note").length;
  const each = (count: number): string => (count / Math.max(1, services)).toFixed(1).padStart(5);
  const counted = `${String(findings.length - notes).padStart(4)} warnings+ ${each(findings.length - notes)}  ${String(notes).padStart(4)} notes ${each(notes)}`;
  console.log(`${product.padEnd(24)} ${String(services).padStart(4)} services  ${counted}`);
  all.push(...findings.map((it) => ({ ...it, product })));
}

const draw = numbers(Number(values.seed));
const pool = [...all];
for (let left = Math.min(Number(values.draw), pool.length); left > 0; left--) {
  const [it] = pool.splice(Math.floor(draw.next().value * pool.length), 1);
  if (it !== undefined) console.log(`${it.severity.padEnd(7)} ${it.rule}  ${it.product}/${it.file}:${it.line}\n        ${it.message}`);
}
