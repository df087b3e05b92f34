import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { walk, wouldList } from "./walk.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "architect-walk-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function lay(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}
const files = async () => (await walk(root)).files;

test("files come depth first and sorted", async () => {
  lay({ "b.yaml": "", "a/z.yaml": "", "a/b/c.yaml": "", "c/a.yaml": "" });
  expect(await files()).toEqual(["b.yaml", "a/z.yaml", "a/b/c.yaml", "c/a.yaml"]);
});

test("the nearest .gitignore that says something decides, as in git", async () => {
  lay({
    ".gitignore": "*.log\n/generated/\n!keep.log\n",
    "x.log": "",
    "keep.log": "",
    "generated/compose.yaml": "",
    "deploy/generated/compose.yaml": "",
    "deploy/.gitignore": "!*.log\nlocal.yaml\n",
    "deploy/y.log": "",
    "deploy/local.yaml": "",
    "local.yaml": "",
  });
  expect(await files()).toEqual([
    ".gitignore",
    "keep.log",
    "local.yaml",
    "deploy/.gitignore",
    "deploy/y.log",
    "deploy/generated/compose.yaml",
  ]);
});

test("files of variables are listed although git ignores them", async () => {
  lay({ ".gitignore": ".env*\n*.env\n", ".env": "", "api/.env.local": "", "api/prod.env": "" });
  expect(await files()).toEqual([".env", ".gitignore", "api/.env.local", "api/prod.env"]);
});

test("vendored folders and build output are not entered; folders that only share the name are", async () => {
  lay({
    "node_modules/x/compose.yaml": "",
    ".git/config": "",
    "go.mod": "",
    "vendor/lib/compose.yaml": "",
    "shop/vendor/compose.yaml": "",
    "web/package.json": "",
    "web/dist/index.js": "",
    "deploy/build/compose.yaml": "",
    "java/pom.xml": "",
    "java/target/classes/application.yaml": "",
    "tool/pyvenv.cfg": "",
    "tool/lib/compose.yaml": "",
  });
  expect(await files()).toEqual(["go.mod", "deploy/build/compose.yaml", "java/pom.xml", "shop/vendor/compose.yaml", "web/package.json"]);
});

test("a build folder in which somebody keeps deployment files is entered", async () => {
  lay({ "package.json": "", "build/docker-compose.yml": "", "build/Dockerfile": "" });
  expect(await files()).toEqual(["package.json", "build/Dockerfile", "build/docker-compose.yml"]);
});

test("links: to a file inside it is followed, back up, out or nowhere it is told", async () => {
  lay({ "deploy/compose.prod.yaml": "services: {}" });
  symlinkSync("deploy/compose.prod.yaml", path.join(root, "compose.yaml"));
  symlinkSync("..", path.join(root, "deploy/up"));
  symlinkSync("loop.yaml", path.join(root, "loop.yaml"));
  symlinkSync(tmpdir(), path.join(root, "out"));
  symlinkSync("missing.yaml", path.join(root, "nowhere.yaml"));
  const listing = await walk(root);
  expect(listing.files).toEqual(["compose.yaml", "deploy/compose.prod.yaml"]);
  expect(listing.obstacles.map((it) => `${it.path}: ${it.message}`)).toEqual([
    "loop.yaml: This link leads back to itself: not read.",
    "nowhere.yaml: This link leads nowhere: not read.",
    "out: This link leads out of the workspace: not followed.",
    "deploy/up: This link leads back to a folder that contains it: not followed.",
  ]);
});

test.skipIf(process.platform === "win32")("a pipe is not read: that would wait for ever", async () => {
  execFileSync("mkfifo", [path.join(root, "compose.yaml")]);
  const listing = await walk(root);
  expect(listing.files).toEqual([]);
  expect(listing.obstacles[0]?.message).toBe("This is a pipe, socket or device, not a file: not read.");
});

test("a walk that is too long says where it stopped", async () => {
  lay({ "a/1": "", "a/2": "", "b/1": "", "b/2": "" });
  const listing = await walk(root, { entries: 3, milliseconds: 1000 });
  expect(listing.obstacles[0]?.message).toMatch(/stopped here after \d+ files/);
});

test("a folder that does not exist is an obstacle, not an exception", async () => {
  const listing = await walk(path.join(root, "missing"));
  expect(listing.obstacles[0]?.message).toMatch(/cannot be opened \(ENOENT\)/);
});

test("a hostile pattern does not hold up the walk", async () => {
  lay({ ".gitignore": "a*a*a*a*a*a*a*a*a*a*a*a*a*b\n", [`${"a".repeat(200)}.yaml`]: "" });
  const started = performance.now();
  expect(await files()).toHaveLength(2);
  expect(performance.now() - started).toBeLessThan(1000);
});

test("asking for one file agrees with the walk", async () => {
  lay({
    ".gitignore": "secret/\n*.tmp\n",
    "secret/compose.yaml": "",
    "a/x.tmp": "",
    "a/compose.yaml": "",
    "node_modules/x/compose.yaml": "",
    "go.mod": "",
    "vendor/x.yaml": "",
  });
  const all = ["secret/compose.yaml", "a/x.tmp", "a/compose.yaml", "node_modules/x/compose.yaml", "go.mod", "vendor/x.yaml", ".gitignore"];
  const listed = new Set(await files());
  for (const file of all) expect([file, wouldList(root, file)]).toEqual([file, listed.has(file)]);
});
