import { describe, expect, it } from "vitest";
import { parseProperties } from "./properties.ts";

const pairs = (text: string) => parseProperties(text).map((document) => document.map(({ key, value }) => `${key}=${value}`));

describe("a properties file", () => {
  it.each([
    ["a=b", "a=b"],
    ["  a : b  ", "a=b"],
    ["a b", "a=b"],
    ["a.b = c=d", "a.b=c=d"],
    ["a = one,\\\n    two", "a=one,two"],
    ["url=jdbc\\:mysql\\://db/x", "url=jdbc:mysql://db/x"],
    ["a=\\u0041", "a=A"],
    ["a", "a="],
  ])("%j", (text, expected) => expect(pairs(text)).toEqual([[expected]]));

  it("has comments, and documents between #---", () => {
    expect(pairs("# no=1\n!no=2\na=1\n#---\nb=2\r\n")).toEqual([["a=1"], ["b=2"]]);
  });

  it("knows where each line stands", () => {
    const text = "\n  a = b \nc=d";
    const [a, c] = parseProperties(text)[0] ?? [];
    expect([a, c].map((it) => text.slice(it?.start, it?.end))).toEqual(["a = b", "c=d"]);
  });

  it("ends, whatever the text", () => {
    for (const text of ["\\", "=\\\n", "a=\\u00", "\\\\\\\n".repeat(1000), `${"a".repeat(200_000)}`])
      expect(() => parseProperties(text)).not.toThrow();
  });
});
