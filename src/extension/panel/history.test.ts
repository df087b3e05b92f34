import { expect, test } from "vitest";
import { current, emptyHistory, gone, positionOf, shown } from "./history.ts";
import { type Subject, subjectOf } from "./subject.ts";

const drawing = (title: string): Subject => ({ kind: "drawing", title, view: "containers", options: {} });
const [one, two, three] = [drawing("one"), drawing("two"), drawing("three")];

test("each new drawing is shown last, and the way back leads through the others", () => {
  const history = [one, two, three].reduce(shown, emptyHistory);
  expect(positionOf(history)).toEqual({ index: 2, count: 3 });
  expect(current(gone(history, 0) ?? emptyHistory)).toBe(one);
});

test("a drawing that comes while an earlier one is shown loses none of those after it", () => {
  const back = gone([one, two].reduce(shown, emptyHistory), 0) ?? emptyHistory;
  expect(shown(back, three).subjects).toEqual([one, two, three]);
});

test("the same question again is one entry", () => {
  expect(shown([one, two].reduce(shown, emptyHistory), drawing("one"))).toEqual({ subjects: [two, one], index: 1 });
});

test("nowhere else can be gone to", () => {
  const history = [one, two].reduce(shown, emptyHistory);
  for (const to of [-1, 2, 0.5, Number.NaN]) expect(gone(history, to)).toBeUndefined();
});

test("a long conversation keeps its last thirty", () => {
  const history = Array.from({ length: 40 }, (_, at) => drawing(`drawing ${at}`)).reduce(shown, emptyHistory);
  expect(positionOf(history)).toEqual({ index: 29, count: 30 });
  expect(history.subjects[0]?.title).toBe("drawing 10");
});

test("what was kept comes back as it was, and anything else does not", () => {
  const review: Subject = { kind: "review", title: "Review of api", paths: ["api"] };
  for (const subject of [one, review]) expect(subjectOf(JSON.parse(JSON.stringify(subject)))).toEqual(subject);
  expect(subjectOf({ kind: "review", title: "Architecture review" })).toEqual({
    kind: "review",
    title: "Architecture review",
    paths: undefined,
  });
  for (const other of [undefined, null, 7, "x", {}, { kind: "drawing", title: "x" }, { kind: "review", title: "x", paths: [1] }]) {
    expect(subjectOf(other)).toBeUndefined();
  }
});
