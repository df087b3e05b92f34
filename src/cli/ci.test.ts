import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { openShell, type Shell } from "./captured.ts";

const page = readFileSync(path.join(import.meta.dirname, "../../docs/ci.md"), "utf8");
const fences = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = "", text = ""]) => ({ language, text }));

/** Every text in the recipes that calls the command line. */
function callsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return value.startsWith("architect ") ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(callsIn) : [];
}
const recipes = fences.filter(({ language }) => language === "yaml").flatMap(({ text }) => callsIn(parse(text)));
const calls = [...recipes, ...fences.filter(({ language }) => language === "sh").flatMap(({ text }) => text.split("\n").flatMap(callsIn))];

let shell: Shell | undefined;
afterEach(() => shell?.remove());

/** A repository whose branch adds a fault to those it had. */
function repository(): Shell {
  const compose = (image: string): string => `services:\n  cache:\n    image: redis:7.4\n  api:\n    image: ${image}\n`;
  const opened = openShell({ "compose.yaml": compose("acme/api:1.4") });
  shell = opened;
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], { cwd: opened.folder, stdio: "ignore" });
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("commit", "-qm", "before");
  git("update-ref", "refs/remotes/origin/main", "HEAD");
  opened.lay({ "compose.yaml": compose("acme/api") });
  return opened;
}

describe("the recipes of docs/ci.md", () => {
  test("there are some, for each of the three", () => expect(calls.length).toBeGreaterThanOrEqual(7));

  test.each(calls)("%s", async (call) => {
    const [command = ""] = call.split(" >");
    const words = command
      .replace(/\$\{\{ github\.base_ref \}\}/g, "main")
      .replace("$CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD")
      .split(" ");
    const { code, out, err } = await repository()(...words.slice(1));
    // Only what the branch brings is worth a failure: the image lost its tag.
    expect(code, err).toBe(words.includes("--changed-since") ? 1 : 0);
    expect(err).not.toMatch(/architect:/);
    if (words.includes("--changed-since")) expect(out).toContain("1 warning");
    else if (!words.includes("--write-baseline")) expect(out).not.toBe("");
  });
});
