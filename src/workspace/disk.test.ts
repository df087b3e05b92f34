import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDisk } from "./disk.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "architect-disk-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("a file of 50 MB is told, not read", async () => {
  writeFileSync(path.join(root, "compose.yaml"), "");
  truncateSync(path.join(root, "compose.yaml"), 50 * 1024 * 1024);
  const started = performance.now();
  expect(await openDisk(root).read("compose.yaml")).toEqual({ problem: "This file is 50.0 MB; files over 5 MB are not read." });
  expect(performance.now() - started).toBeLessThan(50);
});

test("no path climbs out, by dots or by link", async () => {
  mkdirSync(path.join(root, "inside"));
  writeFileSync(path.join(root, "secret.env"), "PASSWORD=x");
  symlinkSync("../secret.env", path.join(root, "inside/link.env"));
  const disk = openDisk(path.join(root, "inside"));
  expect(await disk.read("../secret.env")).toEqual({ problem: "This file lies outside the workspace: not read." });
  expect(await disk.read("link.env")).toEqual({ problem: "This is a link that leads out of the workspace: not read." });
  expect(await disk.read(path.join(root, "secret.env"))).toEqual({ problem: "This file lies outside the workspace: not read." });
});

test("a file that is not there, a folder, a file below a file", async () => {
  mkdirSync(path.join(root, "a"));
  writeFileSync(path.join(root, "b"), "");
  const disk = openDisk(root);
  expect(await disk.read("missing.yaml")).toBeUndefined();
  expect(await disk.read("a")).toEqual({ folder: true });
  expect(await disk.read("b/c.yaml")).toBeUndefined();
});
