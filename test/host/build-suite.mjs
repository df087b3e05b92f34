// Bundles the suite that runs inside the extension host: one file a test file, and the one that VS Code calls.
import { readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import esbuild from "esbuild";
import { out } from "./places.mjs";

const folder = path.join(import.meta.dirname, "suite");
const outdir = path.join(out, "suite");
await rm(outdir, { recursive: true, force: true });
await esbuild.build({
  entryPoints: readdirSync(folder)
    .filter((it) => it === "index.ts" || it.endsWith(".test.ts"))
    .map((it) => path.join(folder, it)),
  outdir,
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node22",
  sourcemap: "linked",
  external: ["vscode", "mocha"], // mocha loads its own parts by name
  logLevel: "warning",
});
