import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openIo } from "../io.ts";
import { run } from "../run.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "architect-contracts-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function review(...words: string[]): Promise<{ code: number; findings: { rule: string; file: string; line: number }[] }> {
  let out = "";
  const write = (text: string | Uint8Array): void => {
    out += String(text);
  };
  const io = openIo({
    out: { write },
    err: { write: () => undefined },
    folder,
    environment: {},
  });
  const code = await run(["review", ".", "--format", "json", ...words], io);
  return { code, ...(JSON.parse(out) as { findings: { rule: string; file: string; line: number }[] }) };
}
const write = (file: string, text: string): void => writeFileSync(path.join(folder, file), text);
const git = (...words: string[]): unknown =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...words], { cwd: folder, stdio: "ignore" });

test("what breaks a contract is told beside git's base, and beside nothing it is not", async () => {
  write("a.proto", 'syntax = "proto3";\npackage shop.v1;\nmessage Order {\n  int64 id = 1;\n  string note = 2;\n}\n');
  write(
    "openapi.yaml",
    'openapi: 3.0.3\ninfo: { title: Orders, version: "1" }\nsecurity: [{ key: [] }]\npaths:\n  /orders:\n    get: {}\n    post: {}\n',
  );
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "first");
  write("a.proto", 'syntax = "proto3";\npackage shop.v1;\nmessage Order {\n  string id = 1;\n  string note = 2;\n}\n');
  write(
    "openapi.yaml",
    'openapi: 3.0.3\ninfo: { title: Orders, version: "1" }\nsecurity: [{ key: [] }]\npaths:\n  /orders:\n    get: {}\n',
  );
  const broken = [
    { rule: "proto-breaking-change", file: "a.proto", line: 4 },
    { rule: "api-breaking-change", file: "openapi.yaml", line: 5 },
  ];
  expect((await review()).findings).toEqual([]);
  for (const option of ["--base", "--changed-since"]) expect(await review(option, "HEAD")).toMatchObject({ code: 1, findings: broken });
});
