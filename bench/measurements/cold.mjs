import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { median, milliseconds, table } from "../figures.mjs";
import { manifestFiles } from "../manifest-files.mjs";

export const title = "The command line on a folder of manifests, cold: CPU and memory of the whole process (median of 5)";

const root = path.join(import.meta.dirname, "../..");
const cli = path.join(root, "dist/cli.cjs");
const counts = [0, 1000, 2000];

export function measure() {
  if (!existsSync(cli)) spawnSync(process.execPath, ["esbuild.mjs", "--production"], { cwd: root, stdio: "inherit" });
  const folder = mkdtempSync(path.join(tmpdir(), "architect-bench-"));
  const rows = counts.map((count) => {
    const workspace = path.join(folder, String(count));
    mkdirSync(path.join(workspace, "k8s"), { recursive: true });
    if (count > 0) for (const { path: file, text } of manifestFiles(count)) writeFileSync(path.join(workspace, file), text);
    const runs = Array.from({ length: 5 }, () => reviewed(workspace, path.join(folder, "usage.json")));
    return { count, cpu: median(runs.map((it) => it.cpu)), memory: median(runs.map((it) => it.memory)), findings: runs[0].findings };
  });
  const [start] = rows;
  table([
    ["manifests", "CPU", "without the start", "memory at most", "findings"],
    ...rows.map(({ count, cpu, memory, findings }) => [
      count === 0 ? "an empty folder" : String(count),
      milliseconds(cpu),
      milliseconds(cpu - start.cpu),
      `${memory.toFixed(0)} MB`,
      String(findings),
    ]),
  ]);
  rmSync(folder, { recursive: true, force: true });
}

function reviewed(workspace, usage) {
  const { stdout } = spawnSync(
    process.execPath,
    ["--require", path.join(root, "bench/usage.cjs"), cli, "review", workspace, "--format", "json"],
    { env: { ...process.env, USAGE: usage }, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  return { ...JSON.parse(readFileSync(usage, "utf8")), findings: JSON.parse(stdout).findings.length };
}
