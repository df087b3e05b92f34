// How much of the true architecture of real systems is recovered.
//
//   npm run bench:recovery -- SYSTEMS TRUTHS [--cli dist/cli.cjs] [--half] [--list]
//
// SYSTEMS holds a folder for each system, TRUTHS a file <system>.json for each: { nodes: [{ name, aliases, kind }], edges: [{ from, to }] }.
// Prints F1 by system: components, connections (without and with their direction), the share of right kinds, and both together.
// --half leaves out every second folder of a service: nothing that is then said may be false, nothing may fail.
// --list names what was missed and what was invented.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { f1, type Recovered, type Score, scoreOf, type Truth } from "./recovery-score.ts";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { cli: { type: "string", default: "dist/cli.cjs" }, half: { type: "boolean" }, list: { type: "boolean" } },
});
const [systems = "", truths = ""] = positionals;
if (!existsSync(systems) || !existsSync(truths)) {
  console.error("npm run bench:recovery -- SYSTEMS TRUTHS [--cli dist/cli.cjs] [--half] [--list]");
  process.exit(2);
}

interface Model {
  readonly components: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly aliases?: readonly string[];
  }[];
  readonly connections: readonly { readonly from: string; readonly to: string }[];
}

/** The truths know fewer kinds. */
const shownKind = (kind: string): string =>
  /^(?:config|discovery|identity|monitoring)$/.test(kind)
    ? "infra"
    : /^(?:search|storage)$/.test(kind)
      ? "database"
      : kind === "function"
        ? "service"
        : kind;

function recovered(folder: string): Recovered {
  const run = spawnSync(process.execPath, [options.cli, "model", folder, "--format", "json"], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`${path.basename(folder)}: exit ${run.status}: ${run.stderr.split("\n")[0]}`);
  const { components, connections } = JSON.parse(run.stdout) as Model;
  const people = new Set(components.filter((it) => it.kind === "person").map((it) => it.id));
  const names = new Map(components.map((it) => [it.id, it.name]));
  return {
    nodes: components.filter((it) => !people.has(it.id)).map(({ name, kind, aliases = [] }) => ({ name, kind: shownKind(kind), aliases })),
    edges: connections
      .filter((it) => !people.has(it.from) && !people.has(it.to))
      .map((it) => ({ from: names.get(it.from) ?? it.from, to: names.get(it.to) ?? it.to })),
  };
}

const signs =
  /^(?:dockerfile|pom\.xml|build\.gradle(?:\.kts)?|package\.json|go\.mod|requirements\.txt|pyproject\.toml|.*\.csproj|cargo\.toml|main\.go)$/i;

/** The outermost folders below the root that a service is made from, in order. */
function serviceFolders(root: string, folder = ""): readonly string[] {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const inner = entries
    .filter((it) => it.isDirectory() && !/^(?:\.|node_modules$)/.test(it.name))
    .map((it) => path.posix.join(folder, it.name));
  const below = inner.flatMap((it) => serviceFolders(root, it));
  const own = folder !== "" && entries.some((it) => it.isFile() && signs.test(it.name));
  return own && below.length <= 1 ? [folder] : below;
}

function half(folder: string): { readonly copy: string; readonly without: readonly string[] } {
  const copy = mkdtempSync(path.join(tmpdir(), "half-"));
  const without = serviceFolders(folder).filter((_, index) => index % 2 === 1);
  const left = new Set(without.map((it) => path.join(folder, it)));
  cpSync(folder, copy, {
    recursive: true,
    dereference: true,
    filter: (it) => path.basename(it) !== ".git" && !left.has(it) && existsSync(it),
  });
  return { copy, without };
}

const row = (name: string, cells: readonly (number | string)[]): string =>
  `| ${name} | ${cells.map((it) => (typeof it === "number" ? it.toFixed(3) : it)).join(" | ")} |`;
const figures = ({ nodes, edges, directed, kinds }: Score): readonly number[] => [
  f1(nodes),
  f1(edges),
  f1(directed),
  kinds,
  f1(nodes, edges),
];

console.log(
  options.half
    ? "| system | folders left out | invented components | invented connections |\n|---|---|---|---|"
    : "| system | components | connections | directed | kinds | together |\n|---|---|---|---|---|---|",
);
const rows: (readonly number[])[] = [];
for (const system of readdirSync(systems).filter((it) => statSync(path.join(systems, it)).isDirectory())) {
  const file = path.join(truths, `${system}.json`);
  if (!existsSync(file)) continue;
  const truth = JSON.parse(readFileSync(file, "utf8")) as Truth;
  const folder = path.resolve(systems, system);
  const { copy, without } = options.half ? half(folder) : { copy: folder, without: [] };
  const score = scoreOf(recovered(copy), truth);
  if (options.half) {
    rmSync(copy, { recursive: true });
    console.log(
      row(system, [String(without.length), score.nodes.invented.join(", ") || "none", score.edges.invented.join(", ") || "none"]),
    );
    continue;
  }
  rows.push(figures(score));
  console.log(row(system, figures(score)));
  if (options.list)
    for (const [what, share] of Object.entries({ components: score.nodes, connections: score.edges }))
      if (share.missed.length + share.invented.length > 0)
        console.log(`  ${what}: missed ${share.missed.join(", ") || "none"}; invented ${share.invented.join(", ") || "none"}`);
}
if (!options.half)
  console.log(
    row(
      "mean",
      [0, 1, 2, 3, 4].map((at) => rows.reduce((sum, it) => sum + (it[at] ?? 0), 0) / rows.length),
    ),
  );
