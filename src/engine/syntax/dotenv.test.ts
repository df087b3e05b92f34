import { describe, expect, it, test } from "vitest";
import { parseEnv, parseRawEnv } from "./dotenv.ts";

const values = (text: string): unknown => Object.fromEntries(parseEnv(text).entries.map((it) => [it.name, it.value]));

describe("an env file", () => {
  test.each([
    ["A=1\nB = 2\n C= 3 \n\n# D=4\n\t# E", { A: "1", B: "2", C: "3" }],
    ["export A=1\nexport\tB=2\nexportC=3\n  export D = 4", { A: "1", B: "2", exportC: "3", D: "4" }],
    // YAML's way, and names other than variables have.
    ["A: 1\nB: x=y\nC=1:2\na.b-c[1]=d\nñ=ü", { A: "1", B: "x=y", C: "1:2", "a.b-c[1]": "d", ñ: "ü" }],
    // A comment needs a blank before it.
    ["A=x # y\nB=x#y\nC='x # y' # z\nD=\"x\"#z\nE=", { A: "x", B: "x#y", C: "x # y", D: "x", E: "" }],
    // Quotes: escapes in double ones only, both over lines.
    [
      `A="a\\nb\\t\\"c\\" \\\\ \\x"\nB='a\\n\\'b'\nC="one\ntwo"\nD='x\n\ny'\nE=a\\tb`,
      {
        A: 'a\nb\t"c" \\ \\x',
        B: "a\\n'b",
        C: "one\ntwo",
        D: "x\n\ny",
        E: "a\\tb",
      },
    ],
    ['A="\\0101\\$B ${C}"', { A: "A$$B ${C}" }],
    ["\uFEFFA=1\r\nB=2\r\n", { A: "1", B: "2" }],
    ["A\nB=1\nC", { A: undefined, B: "1", C: undefined }],
    ['A="1" B=2', { A: "1", B: "2" }],
  ])("%j", (text, expected) => {
    expect(values(text)).toEqual(expected);
    expect(parseEnv(text).problems).toEqual([]);
  });

  it("fills in variables but for single quotes", () => {
    expect(parseEnv("A=$X\nB=\"$X\"\nC='$X'").entries.map((it) => it.expands)).toEqual([true, true, false]);
  });

  it("says where each value stands", () => {
    const text = '# shop\nexport A = "x\ny" # z\nB=2 \n';
    expect(parseEnv(text).entries.map((it) => text.slice(it.start, it.end))).toEqual(['A = "x\ny"', "B=2"]);
  });

  it("costs a broken line only that line", () => {
    const { entries, problems } = parseEnv("A=1\nlol$wut\nB C=2\n=3\nD='open\nE=5\n");
    expect(entries.map((it) => it.name)).toEqual(["A", "E"]);
    expect(problems.map((it) => it.message)).toEqual([
      "A variable's name cannot hold this character.",
      "A variable's name cannot hold a space.",
      "A variable's name is missing before this.",
      "The quote that opens here is not closed.",
    ]);
  });

  it("in the raw format is taken as it stands", () => {
    expect(parseRawEnv('# a\nA="x" # y\n  B = $C\nD\n').entries).toMatchObject([
      { name: "A", value: '"x" # y', expands: false },
      { name: "B", value: " $C" },
      { name: "D", value: undefined },
    ]);
  });
});
