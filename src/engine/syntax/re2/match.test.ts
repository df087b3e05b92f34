import { describe, expect, test } from "vitest";
import { matcherOf } from "./match.ts";

describe("patterns", () => {
  test.each([
    ["a+b", "xaab"],
    ["(a|ab)(c|bcd)", "abcd"],
    ["^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "shop-api-1"],
    ["\\d{2,3}?", "12345"],
    ["(?i)ERROR|warn", "an Error"],
    ["x*", "aaa"],
    ["([^:/]+)(?::(\\d+))?", "//db:5432"],
    ["[^0-9-]+", "12abc-"],
    ["\\bapi\\b", "my api x"],
    ["(?:a.)+?c", "abacabc"],
    ["^$", ""],
    ["no", "yes"],
  ])("%s in %s is found where JavaScript finds it", (pattern, text) => {
    const insensitive = pattern.startsWith("(?i)");
    const theirs = new RegExp(pattern.replace("(?i)", ""), insensitive ? "i" : "").exec(text);
    const ours = matcherOf(pattern)?.find(text, 0);
    const groups = Array.isArray(ours)
      ? Array.from({ length: ours.length / 2 }, (_, at) => text.slice(ours[at * 2], ours[at * 2 + 1]))
      : undefined;
    expect(groups?.[0]).toBe(theirs?.[0]);
    for (const [index, it] of (groups ?? []).entries()) expect(it).toBe(theirs?.[index] ?? "");
  });
  test.each(["(", "[a", "a**", "(?=a)", "\\1", "a{2000}"])("%s is none", (pattern) => expect(matcherOf(pattern)).toBeUndefined());
  test("no pattern takes long", () => {
    const from = process.cpuUsage().user;
    for (const it of ["^(a+)+$", "(a|a)*b", "a*a*a*a*a*a*a*a*b"]) matcherOf(it)?.find("a".repeat(5000), 0);
    expect((process.cpuUsage().user - from) / 1000).toBeLessThan(2000);
  });
});
