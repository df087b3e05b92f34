/** The command line as a process: streams, exit codes and what a pipe that closes makes of it. */
import { spawn } from "node:child_process";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openShell, type Shell } from "./captured.ts";

// npm's Node: it reads TypeScript, and an older one on the machine may not.
const node = path.resolve("node_modules/node/bin/node");
const main = path.resolve("src/cli/main.ts");

let shell: Shell;
beforeEach(() => {
  const services = Array.from({ length: 400 }, (_, at) => `  s${at}:\n    image: acme/s${at}:latest\n`).join("");
  shell = openShell({ "compose.yaml": `services:\n${services}` });
});
afterEach(() => shell.remove());

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
function started(line: readonly string[], closeAfter?: number): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(node, [main, ...line], { cwd: shell.folder });
    let [out, err] = ["", ""];
    child.stdout.on("data", (part) => {
      out += part;
      if (closeAfter !== undefined && out.length >= closeAfter) child.stdout.destroy();
    });
    child.stderr.on("data", (part) => {
      err += part;
    });
    child.on("close", (code) => resolve({ code, out, err }));
  });
}

test("a long result arrives whole through a pipe, and the exit code says what was found", async () => {
  const { code, out, err } = await started(["review", ".", "--format", "json", "--fail-on", "note"]);
  expect((JSON.parse(out) as { findings: unknown[] }).findings).toHaveLength(402);
  expect({ code, err }).toEqual({ code: 1, err: "" });
});

test("a reader who has seen enough hears no complaint", async () => {
  const { err } = await started(["review", "."], 100);
  expect(err).toBe("");
});

test("wrong use: stderr, exit 2", async () => {
  expect(await started(["review", "nowhere"])).toEqual({ code: 2, out: "", err: "architect: There is no file or folder nowhere.\n" });
});
