import { expect, test } from "vitest";
import { isIgnored, parseIgnore } from "./ignore.ts";

const ignores = (text: string, path: string): boolean => isIgnored(parseIgnore(text), path);

test.each([
  [".env", ".env", true],
  [".env", "api/.env", false],
  ["**/.env", "api/.env", true],
  ["**/.env", ".env", true],
  ["/.env", ".env", true],
  ["./.env", ".env", true],
  [".env*", ".env.local", true],
  ["node_modules/", "node_modules/a/b.js", true],
  ["*", "anything/at/all", true],
  ["*\n!src", "src/server.ts", false],
  ["*\n!src", ".env", true],
  ["*\n!.env*\n.env.local", ".env.local", true],
  ["# .env", ".env", false],
  ["\uFEFF.env\r\n.git\r\n", ".env", true],
  ["a/**/z", "a/b/c/z", true],
  ["a/**/z", "a/z", true],
  ["docs/**", "docs/x", true],
  ["[._]env", ".env", true],
  ["[^.]env", ".env", false],
  ["?env", ".env", true],
  ["[a-f]nv", "env", true],
  ["\\*env", "xenv", false],
  ["*e*n*v", "denver", false],
  ["*e*n*v*", "the-environment", true],
  ["", ".env", false],
])("%j leaves out %s: %s", (text, path, ignored) => expect(ignores(text, path)).toBe(ignored));

test("a pattern made to be slow is not", () => {
  const start = performance.now();
  expect(ignores(`${"**/a/".repeat(500)}b`, "a/".repeat(1000))).toBe(false);
  expect(ignores(`${"*a".repeat(500)}b`, "a".repeat(4000))).toBe(false);
  expect(performance.now() - start).toBeLessThan(2000);
});
