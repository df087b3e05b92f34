import { expect, test } from "vitest";
import { matchesName, matchesPath } from "./glob.ts";

test.each([
  ["billing", "billing", true],
  ["billing", "billing-worker", false],
  ["billing*", "billing-worker", true],
  ["*-db", "Billing-DB", true],
  ["b?lling", "billing", true],
  ["*a*b*c*", "xxaxxbxxcxx", true],
  ["*", "", true],
  ["", "billing", false],
])("the name pattern %s against %s: %s", (pattern, name, fits) => expect(matchesName(pattern, name)).toBe(fits));

test.each([
  ["dev/**", "dev/compose.yaml", true],
  ["dev", "dev/compose.yaml", true],
  ["dev/", "services/dev/compose.yaml", true],
  ["/dev", "services/dev/compose.yaml", false],
  ["services/dev", "services/dev/a/b.yaml", true],
  ["services/*/compose.yaml", "services/billing/compose.yaml", true],
  ["services/*/compose.yaml", "services/a/b/compose.yaml", false],
  ["**/test/**", "a/b/test/c.yaml", true],
  ["*.{yml,yaml}", "a/b.yaml", true],
  ["*.yml", "a/b.yaml", false],
  ["compose.dev.yaml", "compose.dev.yaml", true],
  [".", "anything.yaml", true],
  ["./deploy", "deploy/x.yaml", true],
])("the path pattern %s against %s: %s", (pattern, path, fits) => expect(matchesPath(pattern, path)).toBe(fits));

test("a pattern made to be slow is not", () => {
  const begin = performance.now();
  expect(matchesName(`${"*a".repeat(2000)}b`, "a".repeat(4000))).toBe(false);
  expect(matchesPath(`${"**/a/".repeat(500)}b`, "a/".repeat(2000))).toBe(false);
  expect(matchesPath("{a,b}".repeat(30), "x")).toBe(false);
  expect(performance.now() - begin).toBeLessThan(2000);
});
