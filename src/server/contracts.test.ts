import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openFacts } from "./facts.ts";
import { foldersOf } from "./folders.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "architect-contracts-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, text: string): void => writeFileSync(path.join(folder, file), text);
const git = (...words: string[]): unknown =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...words], { cwd: folder, stdio: "ignore" });
const proto = (type: string): string => `syntax = "proto3";\npackage shop.v1;\nmessage Order {\n  ${type} id = 1;\n}\n`;

let isTrusted = false;
const open = () =>
  openFacts(foldersOf([{ uri: pathToFileURL(folder).href, name: "shop" }]), {
    onUpdate: () => undefined,
    onError: (what, error) => {
      throw new Error(what, { cause: error });
    },
    isTrusted: () => isTrusted,
    settings: () => [],
  });
async function broken(facts: ReturnType<typeof open>): Promise<readonly string[]> {
  await facts.settled();
  return facts.findings().flatMap(({ rule, message }) => (rule.endsWith("breaking-change") ? [message] : []));
}

test("contracts are compared with where the branch began, while somebody types, and only where git may be asked", async () => {
  git("init", "-q", "-b", "main");
  write("a.proto", proto("int64"));
  write("old.openapi.yaml", 'openapi: 3.0.3\ninfo: { title: Old, version: "1" }\npaths: {}\n');
  git("add", ".");
  git("commit", "-qm", "first");
  git("checkout", "-q", "-b", "change");
  write("b.txt", "");
  unlinkSync(path.join(folder, "old.openapi.yaml"));
  git("add", "-A");
  git("commit", "-qm", "second");

  isTrusted = true;
  const facts = open();
  const gone = "Old is not described any more: whoever relies on it cannot know what is left.";
  expect(await broken(facts)).toEqual([gone]);
  facts.edit("a.proto", () => proto("string"));
  const typed = "shop.v1.Order.id was int64 and is string: what was written as the one is read as the other.";
  expect(new Set(await broken(facts))).toEqual(new Set([gone, typed]));

  isTrusted = false;
  const untrusted = open();
  untrusted.edit("a.proto", () => proto("string"));
  expect(await broken(untrusted)).toEqual([]);

  // Trust that comes later counts from then on.
  isTrusted = true;
  untrusted.trusted();
  expect(new Set(await broken(untrusted))).toEqual(new Set([gone, typed]));
});
