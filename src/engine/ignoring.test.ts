import { describe, expect, test } from "vitest";
import { openEngine } from "./engine.ts";
import { ignoring } from "./ignoring.ts";
import { fileOf } from "./model/index.ts";
import { rules } from "./rules/index.ts";

const written = (file: string, text: string, line: number): string | undefined => {
  const it = ignoring(file, text, line, "a-rule", "  we know\nit ");
  return it && `${it.wholeFile ? "all: " : ""}${text.slice(0, it.offset)}${it.text}${text.slice(it.offset)}`;
};
const comment = "architect-ignore a-rule: we know it";

describe("the comment stands", () => {
  test.each([
    ["above its line, indented alike", "compose.yaml", "a:\n  b: 1\n", 1, `a:\n  # ${comment}\n  b: 1\n`],
    ["with line ends of Windows", "compose.yaml", "a:\r\n  b: 1\r\n", 1, `a:\r\n  # ${comment}\r\n  b: 1\r\n`],
    [
      "behind the first line, for above it would be about the whole file",
      "compose.yaml",
      "# ours\na: 1\n",
      1,
      `# ours\na: 1 # ${comment}\n`,
    ],
    ["above in the middle of a flow collection", "compose.yaml", "a: [\n  b,\n  c\n]\n", 2, `a: [\n  b,\n  # ${comment}\n  c\n]\n`],
    ["behind a key whose text follows", "k.yaml", "x: 1\na: |\n  b\n", 1, `x: 1\n# ${comment}\na: |\n  b\n`],
    ["in every document", "k.yaml", "a: 1\n---\nb: 1\n", 2, `a: 1\n---\n# ${comment}\nb: 1\n`],
    ["above an instruction", "api/Dockerfile", "FROM a\nUSER b\n", 1, `FROM a\n# ${comment}\nUSER b\n`],
    ["for the whole file, where there is no other place", "Dockerfile", "FROM a\n", 0, `all: # ${comment}\nFROM a\n`],
    ["as SQL has it", "db/1.sql", "SELECT 1;\nDROP TABLE a;\n", 1, `SELECT 1;\n-- ${comment}\nDROP TABLE a;\n`],
    ["as code has it", "src/a.ts", "a();\n\tb();\n", 1, `a();\n\t// ${comment}\n\tb();\n`],
    ["nowhere in the middle of a text", "k.yaml", "a: |\n  b\n  c\n", 2, undefined],
    ["nowhere in JSON", "a.json", "{}", 0, undefined],
    ["nowhere beyond the end", "a.yaml", "a: 1", 7, undefined],
  ])("%s", (_, file, text, line, expected) => expect(written(file, text, line)).toBe(expected));
});

const bad = rules.flatMap((rule) => rule.bad.slice(0, 1).map((it) => [rule.id, it] as const));

test.each(bad)("%s can be silenced where it is shown, and only there", (id, { files, base = {} }) => {
  const review = (now: Readonly<Record<string, string>>) => {
    const engine = openEngine({ workspaceName: "shop" });
    engine.update(Object.entries(base).map(([path, text]) => ({ path, base: text })));
    engine.update(Object.entries(now).map(([path, text]) => ({ path, text })));
    return { engine, ...engine.review({ rules: [id] }) };
  };
  const before = review(files);
  const [finding] = before.findings;
  const place = finding && before.engine.place(finding.at[0]);
  if (finding === undefined || place === undefined) return;
  const file = fileOf(finding.at[0]);
  const text = files[file] ?? "";
  const it = ignoring(file, text, place.line, id, "we know");
  if (it === undefined) {
    expect(file).toMatch(/\.json$|\.xml$/);
    return;
  }
  const after = review({ ...files, [file]: text.slice(0, it.offset) + it.text + text.slice(it.offset) });
  expect(after.findings.map((one) => one.id)).not.toContain(finding.id);
  expect(after.problems.map(({ message }) => message)).toEqual(before.problems.map(({ message }) => message));
});
