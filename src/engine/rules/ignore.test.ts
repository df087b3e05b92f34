import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EvidenceId, type Finding, fileOf, type Span } from "../model/index.ts";
import { openIgnores } from "./ignore.ts";

const file = "compose.yaml";

/** A finding that stands on one line of the file, and the file as text. */
const finding = (rule: string, ...lines: readonly number[]): Finding => ({
  id: `${rule}:shop/${lines.join()}`,
  rule,
  severity: "warning",
  because: undefined,
  message: "",
  says: { key: "", params: {} },
  about: [],
  in: "all",
  at: lines.map((it): EvidenceId => `${file}#${it}`) as unknown as Finding["at"],
  fixes: [],
});

const place = (id: EvidenceId): Span => {
  const line = Number(id.slice(id.lastIndexOf("#") + 1));
  return { start: 0, end: 0, line, column: 0, endLine: line, endColumn: 0 };
};

const apply = (text: string, findings: readonly Finding[], running = ["port", "host"]) => {
  const ignores = openIgnores(["port", "host", "tag"]);
  ignores.read(file, text);
  const told = findings.map((it) => ({ finding: it, silencing: ignores.silencing(it, place) }));
  const kept = told.filter(({ silencing }) => silencing.length === 0).map((it) => it.finding);
  const problems = ignores.problems(told, new Set(running));
  return { kept: kept.map((it) => it.id), problems: problems.map((it) => `${it.severity} ${(it.span?.line ?? 0) + 1}: ${it.message}`) };
};

describe("an ignore comment silences a rule", () => {
  test("on the line it ends", () => {
    const text = "a: 1\nb: 2 # architect-ignore port: the gateway is elsewhere\nc: 3\n";
    expect(apply(text, [finding("port", 0), finding("port", 1), finding("host", 1)])).toEqual({
      kept: ["port:shop/0", "host:shop/1"],
      problems: [],
    });
  });

  test("on the next line that says something", () => {
    const text = "a: 1\n# architect-ignore port, host: kept for the demo\n\n# about b\nb: 2\nc: 3\n";
    expect(apply(text, [finding("port", 4), finding("host", 4), finding("port", 5)]).kept).toEqual(["port:shop/5"]);
  });

  test("in the whole file, from the comments at its head", () => {
    const text = "# The demo.\n# architect-ignore port: a demo\n\na: 1\nb: 2\n";
    expect(apply(text, [finding("port", 3), finding("port", 4), finding("host", 4)]).kept).toEqual(["host:shop/4"]);
  });

  test("in SQL and in code, too", () => {
    expect(apply("a;\nb; -- architect-ignore port: small table\n", [finding("port", 1)]).kept).toEqual([]);
    expect(apply("a();\n// architect-ignore port: once a day\nb();\n", [finding("port", 2)]).kept).toEqual([]);
  });

  test("when any of its places is on that line, and CRLF counts as one break", () => {
    expect(apply("a: 1\r\nb: 2 # architect-ignore port: so be it\r\n", [finding("port", 0, 1)]).kept).toEqual([]);
  });
});

describe("what is wrong with an ignore comment is told", () => {
  test("without a reason the finding stays", () => {
    const { kept, problems } = apply("a: 1 # architect-ignore port\n", [finding("port", 0)]);
    expect(kept).toEqual(["port:shop/0"]);
    expect(problems).toEqual(["warning 1: An ignore comment needs a reason, so the finding stays: architect-ignore port: <reason>."]);
  });

  test.each([
    ["a: 1 # architect-ignore: because\n", "warning 1: An ignore comment names the rule it silences: architect-ignore <rule>: <reason>."],
    ["a: 1 # architect-ignore prot: because\n", "warning 1: There is no rule prot; this ignore comment silences nothing."],
    ["a: 1 # architect-ignore port: because\n", "note 1: port finds nothing here any more; this ignore comment can go."],
  ])("%j", (text, says) => {
    expect(apply(text, []).problems).toEqual([says]);
  });

  test("a rule that was not asked is not missed", () => {
    expect(apply("a: 1 # architect-ignore port: because\n", [], ["host"]).problems).toEqual([]);
  });
});

test("wherever a comment stands, it silences its own rule on one line or in its file, and nothing else", () => {
  const lines = fc.array(fc.constantFrom<string>("a: 1", "", "# a note", "b: [x] # why", "architect-ignored: 1"), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(lines, fc.nat(), fc.boolean(), fc.constantFrom("\n", "\r\n"), (before, at, own, eol) => {
      const comment = "# architect-ignore port: a reason";
      const where = at % before.length;
      const text = own ? before.toSpliced(where, 0, comment) : before.with(where, `a: 1 ${comment}`);
      const all = text.map((_, line) => finding("port", line));
      const others = text.map((_, line) => finding("host", line));
      const { kept } = apply(text.join(eol), [...all, ...others]);
      expect(kept.filter((it) => it.startsWith("host"))).toHaveLength(text.length);
      const silenced = all.filter((it) => !kept.includes(it.id)).map((it) => place(it.at[0]).line);
      const head = text.findIndex((it) => !/^\s*(?:#|$)/.test(it));
      if (own && (head === -1 || where < head)) expect(silenced).toHaveLength(text.length);
      else
        expect(silenced).toEqual([
          own
            ? Math.max(
                where,
                text.findIndex((it, line) => line > where && !/^\s*(?:#|$)/.test(it)),
              )
            : where,
        ]);
      expect(all.every((it) => fileOf(it.at[0]) === file)).toBe(true);
    }),
  );
});
