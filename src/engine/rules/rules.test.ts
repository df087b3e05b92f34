import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Engine, openEngine } from "../engine.ts";
import type { Finding } from "../model/index.ts";
import { rules } from "./index.ts";
import { indexPage, rulePage } from "./page.ts";
import type { Example } from "./rule.ts";

type Files = Readonly<Record<string, string>>;

const open = (files: Files, { base = {}, workspaceName = "shop" }: { base?: Files | undefined; workspaceName?: string } = {}): Engine => {
  const engine = openEngine({ workspaceName });
  engine.update(Object.entries(base).map(([path, text]) => ({ path, base: text })));
  let { wanted } = engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  // What some file mentions and is not there is gone: the engine asks for it once.
  for (let round = 0; wanted.length > 0 && round < 5; round++)
    wanted = engine.update(wanted.filter((it) => !(it in files)).map((path) => ({ path, gone: true as const }))).wanted;
  return engine;
};

const findingsOf = (files: Files, ids: readonly string[], base?: Files): readonly Finding[] => {
  const { findings, problems } = open(files, { base }).review({ rules: ids });
  expect(problems).toEqual([]);
  return findings;
};
const says = (files: Files, id: string, base?: Files): readonly string[] => findingsOf(files, [id], base).map((it) => it.message);

/** The files after the certain fixes, one by one until none is left, as the command line does it. */
function mended(files: Files, id: string, base?: Files): Files {
  let now = files;
  for (let round = 0; round < 20; round++) {
    const engine = open(now, { base });
    const fix = engine.review({ rules: [id] }).findings.flatMap((it) => it.fixes.filter((fix) => fix.certain))[0];
    if (fix === undefined) return now;
    const edits = engine.edits(fix);
    if ("reason" in edits) throw new Error(`${fix.title}: ${edits.reason}`);
    const texts: Record<string, string> = { ...now };
    for (const { file, start, end, text } of [...edits].reverse())
      texts[file] = (texts[file] ?? "").slice(0, start) + text + (texts[file] ?? "").slice(end);
    now = texts;
  }
  throw new Error("The fixes never end.");
}

test("folder and list agree, and a rule's id is the name of its file", () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
    .filter((it) => it.endsWith(".ts") && !it.endsWith(".test.ts"))
    .filter((it) => / = (?:rule|\w+Rule|elsewhere)\(\{$/m.test(readFileSync(join(import.meta.dirname, it), "utf8")))
    .map((it) => basename(it, ".ts"));
  expect(rules.map((it) => it.id).sort()).toEqual(files.sort());
});

describe.each(rules.map((it) => [it.id, it] as const))("%s", (id, rule) => {
  test.each(rule.good.map((it) => [it.title, it] as const))("good, so silent: %s", (_, { files, base }) => {
    expect(says(files, id, base)).toEqual([]);
  });

  test.each(rule.bad.map((it) => [it.title, it] as const))("bad, and says so: %s", (_, { files, base, says: words }) => {
    expect([...says(files, id, base)].sort()).toEqual([...words].sort());
    const engine = open(files, { base });
    for (const finding of engine.review({ rules: [id] }).findings) {
      for (const at of finding.at) expect(engine.place(at), at).toBeDefined();
      for (const fix of finding.fixes) expect(engine.edits(fix), fix.title).not.toHaveProperty("reason");
    }
  });

  test.each(rule.bad.map((it) => [it.title, it] as const))("after its certain fixes: %s", (_, { files, base, fixed }) => {
    const after = mended(files, id, base);
    expect(after).toEqual(fixed ?? files);
    if (fixed === undefined) return;
    expect(mended(after, id, base)).toEqual(after);
    const everything = rules.map((it) => it.id);
    const before = new Set(findingsOf(files, everything, base).map((it) => it.id));
    const left = findingsOf(after, everything, base);
    expect(left.filter((it) => it.rule === id)).toEqual([]);
    expect(left.filter((it) => !before.has(it.id)).map((it) => it.message)).toEqual([]);
  });

  test("its page", async () => {
    await expect(rulePage(rule)).toMatchFileSnapshot(`../../../docs/rules/${id}.md`);
  });
});

test("findings have the same ids in another clone, whatever its folder is called", () => {
  const idsIn = ({ files, base }: Example, workspaceName: string) =>
    open(files, { base, workspaceName })
      .review({ allRules: true })
      .findings.map((it) => it.id)
      .sort();
  for (const rule of rules) for (const it of rule.bad) expect(idsIn(it, "job-4711")).toEqual(idsIn(it, "a-clone"));
}, 60_000);

test("the index of the pages", async () => {
  await expect(indexPage(rules)).toMatchFileSnapshot("../../../docs/rules/README.md");
});

test("an example never shows a secret's value in a message", () => {
  for (const rule of rules)
    for (const { files } of rule.bad) {
      const values = Object.values(files).flatMap((text) =>
        [...text.matchAll(/(?:PASSWORD|SECRET|requirepass|KEY)[=: ]+(?:\$\{\w+:-)?([\w-]{8,})/g)].map((it) => it[1] ?? ""),
      );
      // The name that PostgreSQL's first user has by itself is no secret, also where somebody took it for a password.
      for (const finding of findingsOf(
        files,
        rules.map((it) => it.id),
      ))
        for (const value of values) expect(JSON.stringify(finding).replaceAll("POSTGRES_USER:-postgres", "")).not.toContain(value);
    }
});
