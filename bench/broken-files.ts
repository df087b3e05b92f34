// Real workspaces with one file after another broken at random: nothing may throw, hang or lose the rest.
//
//   node bench/broken-files.ts FOLDER... [--inputs 2000] [--minutes 5] [--seed 1]
//
// Every file that the engine wants is a candidate. A broken one is supplied, the whole is reviewed and drawn, and the file is mended
// again; the findings then have to be those of the start. Prints what took longest.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { diagrams } from "../src/engine/diagrams/index.ts";
import { openEngine } from "../src/engine/index.ts";

const { values: options, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    inputs: { type: "string", default: "2000" },
    minutes: { type: "string", default: "5" },
    seed: { type: "string", default: "1" },
  },
});

/** Mulberry32: the same inputs for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
const random = randomFrom(Number(options.seed));
const below = (count: number): number => Math.floor(random() * count);
const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T;

// biome-ignore format: a list of words
const shards = [
  "{", "}", "[", "]", "(", ")", '"', "'", "`", ":", "-", "#", "|", ">", "&a ", "*a ", "<<: ", "${", "{{", "}}", "{{ range . }}", "<%", "\\", "\t", "\r",
  "\0", "\ufeff", "\u202e", "😀", "---\n", "...\n", "%YAML 1.2\n", "!!binary ", "!reset ", "null", "~", "0x", "1e999", "/*", "*/", "//", "--", "$$", "END",
  "<!--", "]]>", "/**", '"""', "'''", "EOF", "__proto__", "constructor", "toString", "hasOwnProperty",
];

function broken(text: string): string {
  const from = below(text.length + 1);
  const until = Math.min(text.length, from + below(1 + Math.min(400, text.length)));
  switch (below(8)) {
    case 0:
      return text.slice(0, from);
    case 1:
      return text.slice(0, from) + text.slice(until);
    case 2:
      return text.slice(0, from) + oneOf(shards) + text.slice(from);
    case 3:
      return text.slice(0, until) + text.slice(from);
    case 4:
      return text.slice(0, from) + oneOf(shards).repeat(1 + below(5000)) + text.slice(until);
    case 5: {
      const lines = text.split("\n");
      const [taken = ""] = lines.splice(below(lines.length), 1);
      lines.splice(below(lines.length + 1), 0, `${" ".repeat(below(6))}${taken.trimStart()}`);
      return lines.join("\n");
    }
    case 6:
      return text.slice(0, from) + [...text.slice(from, until)].reverse().join("") + text.slice(until);
    default:
      return Array.from({ length: 1 + below(20) }).reduce<string>((all) => {
        const at = below(all.length + 1);
        return all.slice(0, at) + oneOf(shards) + all.slice(at);
      }, text);
  }
}

function* filesIn(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === ".git" || entry.name === "node_modules") continue;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(file);
    else if (entry.isFile() && statSync(file).size < 200_000) yield file;
  }
}

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const until = performance.now() + Number(options.minutes) * 60_000;
const each = Math.ceil(Number(options.inputs) / folders.length);
const slowest: { readonly took: number; readonly file: string; readonly input: number }[] = [];
let inputs = 0;
let failures = 0;
for (const folder of folders) {
  const engine = openEngine({ workspaceName: path.basename(folder) });
  const files = [...filesIn(folder)]
    .map((file) => ({ path: path.relative(folder, file).replaceAll(path.sep, "/"), text: readFileSync(file, "utf8") }))
    .filter((it) => engine.wants(it.path));
  engine.update(files);
  const whole = (): string => JSON.stringify(engine.review({ allRules: true }).findings.map(({ id, message }) => [id, message]));
  const start = whole();
  if (files.length === 0) continue;
  for (let round = 0; round < each && performance.now() < until; round++) {
    const file = oneOf(files);
    const text = broken(file.text);
    inputs++;
    const from = cpu();
    let failed: unknown;
    try {
      engine.update([{ path: file.path, text }]);
      const { problems } = engine.review({ allRules: true });
      failed = problems.find((it) => /failed on/.test(it.message))?.message;
      if (round % 10 === 0) for (const { id } of diagrams) engine.draw(id);
    } catch (error) {
      failed = error instanceof Error ? error.stack : String(error);
    }
    const took = cpu() - from;
    slowest.push({ took, file: `${folder}: ${file.path}`, input: inputs });
    slowest.sort((a, b) => b.took - a.took);
    slowest.length = Math.min(slowest.length, 10);
    try {
      engine.update([file]);
      if (round % 10 === 0 && whole() !== start) failed ??= "Mended again, the findings are others than at the start.";
    } catch (error) {
      failed ??= error instanceof Error ? error.stack : String(error);
    }
    if (failed === undefined) continue;
    failures++;
    console.log(`✗ input ${inputs}, ${folder}: ${file.path}\n  ${failed}`);
    if (failures > 40) process.exit(1);
  }
}
console.log(`${inputs} broken files, ${failures} failures. Longest, in ms of CPU:`);
for (const { took, file, input } of slowest) console.log(`  ${took.toFixed(0).padStart(6)}  ${file} (input ${input})`);
process.exitCode = failures > 0 ? 1 : 0;
