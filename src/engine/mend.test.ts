import { expect, test } from "vitest";
import { mend } from "./mend.ts";
import type { Finding, Fix } from "./model/index.ts";

const fix = (title: string, certain = true): Fix => ({ title, certain, steps: [{ do: "remove", at: "a#b", hash: "" }] });
const finding = (id: string, ...fixes: Fix[]) => ({ id, fixes }) as unknown as Finding;
/** "3-5 7-7": what a fix changes, by its title. */
const edits = ({ title }: Fix) =>
  title === "no"
    ? { reason: "The text is another." }
    : title.split(" ").map((it) => {
        const [start = 0, end = 0] = it.split("-").map(Number);
        return { file: "a", start, end, text: "" };
      });
const done = (...findings: readonly Finding[]) => mend({ edits }, findings).map((it) => `${it.finding.id}: ${it.fix.title}`);

test("each finding gets its first certain fix that can be done", () => {
  expect(done(finding("a", fix("no"), fix("1-2")), finding("b", fix("5-6", false)), finding("c", fix("8-9")))).toEqual([
    "a: 1-2",
    "c: 8-9",
  ]);
});
test("of two that touch the same text one waits, also of two insertions at one place", () => {
  expect(done(finding("a", fix("1-3")), finding("b", fix("3-4")), finding("c", fix("7-7")), finding("d", fix("7-7"), fix("9-9")))).toEqual([
    "a: 1-3",
    "c: 7-7",
    "d: 9-9",
  ]);
});
test("who asks may leave out what he does not want", () => {
  const findings = [finding("a", fix("1-2")), finding("b", fix("4-5"))];
  expect(mend({ edits }, findings, ({ id }) => id === "b")).toHaveLength(1);
});
