import { describe, expect, it, test } from "vitest";
import { interpolate } from "./interpolate.ts";

const values: Readonly<Record<string, string>> = { FOO: "first", EMPTY: "", JSON: '{"a":1}', _x1: "one" };
const filled = (text: string) => interpolate(text, (name) => (Object.hasOwn(values, name) ? values[name] : undefined));

describe("a text with variables", () => {
  test.each([
    // Names and braces.
    ["$FOO-bar", "first-bar"],
    ["${FOO}bar ${_x1}", "firstbar one"],
    // Dollars.
    ["$$FOO $${FOO} $$$FOO", "$FOO ${FOO} $first"],
    ["a $ b $1 $} ^x$", "a $ b $1 $} ^x$"],
    // Defaults: `:` also where it is empty.
    ["${NO:-d} ${NO-d} ${EMPTY:-d} ${EMPTY-d} ${FOO:-d}", "d d d  first"],
    ["${NO:-/a:-b?c+d}", "/a:-b?c+d"],
    ["${NO:-}|", "|"],
    // Something else where it is set.
    ["${FOO:+r} ${FOO+r} ${EMPTY:+r} ${EMPTY+r} ${NO:+r} ${NO+r}", "r r  r  "],
    // Nested, and with braces of their own.
    ["${NO:-${FOO} ${NO2-x}}", "first x"],
    ["${EMPTY:-${NO:-${FOO:+deep}}}", "deep"],
    ['${NO:-{"json":{"x":1}}}', '{"json":{"x":1}}'],
    ["${NO:-$$x}", "$x"],
    // A value is not looked into again.
    ["${JSON}", '{"a":1}'],
    ["${FOO:?needed} ${EMPTY?needed}", "first "],
  ])("%s is %s", (text, expected) => {
    expect(filled(text)).toEqual({ text: expected, templated: false, trouble: [] });
  });

  it("keeps variables that have no value, and says which", () => {
    expect(filled("a-$NO-${NO}-${FOO}")).toEqual({
      text: "a-$NO-${NO}-first",
      templated: true,
      trouble: [
        { kind: "unset", name: "NO", message: "" },
        { kind: "unset", name: "NO", message: "" },
      ],
    });
    expect(filled("${NO:-${OTHER}}")).toMatchObject({ text: "${OTHER}", templated: true });
    // What is not used is not missed.
    expect(filled("${NO:+${OTHER}}x").trouble).toEqual([]);
  });

  it("may insist on a value, in its own words", () => {
    expect(filled("${NO:?set ${FOO} first}")).toEqual({
      text: "${NO:?set ${FOO} first}",
      templated: true,
      trouble: [{ kind: "required", name: "NO", message: "set first first" }],
    });
    expect(filled("${EMPTY:?}").trouble).toEqual([{ kind: "required", name: "EMPTY", message: "" }]);
  });

  test.each(["${", "${}", "${ FOO}", "${FOO }", "${FOO!}", "${1}", "${FOO", "x ${FOO:-${NO}"])(
    "%s is of no known form, and stays",
    (text) => {
      const { text: left, trouble } = filled(text);
      expect(trouble.map((it) => it.kind)).toEqual(["invalid"]);
      expect(left).toBe(text);
    },
  );

  it("of any length and depth ends in time", () => {
    const started = performance.now();
    for (const text of [
      "${A:-".repeat(100_000),
      "${A".repeat(100_000),
      `${"${A:-".repeat(5_000)}${"}".repeat(5_000)}`,
      "$".repeat(300_001),
    ])
      filled(text);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
