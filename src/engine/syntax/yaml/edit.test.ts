import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import type { EvidenceId, Span, StepValue } from "../../model/index.ts";
import { editsOf, hashOf } from "../edits.ts";
import { findByAnchor, itemAnchors, keyAnchor } from "./anchors.ts";
import { applied } from "./change.ts";
import { parseYaml } from "./parse.ts";
import { entriesOf, isMap, isSeq, itemsOf } from "./walk.ts";

type Do =
  | { do: "set"; value: StepValue }
  | { do: "insert"; key?: string; value: StepValue }
  | { do: "remove" }
  | { do: "replace-text"; from: string; value: string };

/** Where an anchor's node stands, as a reader would say it: the key of an entry, or the item. */
function placeIn(text: string, anchor: string, document = 0): Span | undefined {
  const file = parseYaml(text);
  const found = findByAnchor(file.documents[document], anchor);
  if (found === undefined) return undefined;
  const node = found.entry?.key ?? found.node;
  return file.lines.span(node.start, found.node.end);
}

function edited(text: string, anchor: string, todo: Do, document = 0): string {
  const at: EvidenceId = `compose.yaml#${anchor}`;
  const place = placeIn(text, anchor, document);
  const hash = hashOf(place === undefined ? "" : text.slice(place.start, place.end));
  const edits = editsOf(
    [{ ...todo, at, hash }],
    () => text,
    () => place,
  );
  return "reason" in edits ? `refused: ${edits.reason}` : applied(text, edits);
}

/** `anchor | step | before | after`, lines joined by ⏎ so that a row stays a row. */
const lines = (text: string): string => text.replaceAll("⏎", "\n");
const row = (before: string, anchor: string, todo: Do, after: string): [string, string, Do, string] => [
  lines(before),
  anchor,
  todo,
  lines(after),
];

const set = (value: StepValue): Do => ({ do: "set", value });
const add = (key: string, value: StepValue): Do => ({ do: "insert", key, value });
const push = (value: StepValue): Do => ({ do: "insert", value });
const remove: Do = { do: "remove" };
const replace = (from: string, value: string): Do => ({ do: "replace-text", from, value });

describe("set", () => {
  test.each([
    row("a: 1 # c⏎", "a", set(2), "a: 2 # c⏎"),
    row("a: 'x'⏎", "a", set("it's"), "a: 'it''s'⏎"),
    row('a: "8080:80"⏎', "a", set("127.0.0.1:8080:80"), 'a: "127.0.0.1:8080:80"⏎'),
    row("a:⏎  - 80:80 # web⏎", "a[80:80]", set("127.0.0.1:80:80"), "a:⏎  - 127.0.0.1:80:80 # web⏎"),
    row("a:⏎b: 1⏎", "a", set("x"), "a: x⏎b: 1⏎"),
    row("a:   # none yet⏎b: 1⏎", "a", set("x"), "a: x   # none yet⏎b: 1⏎"),
    row("a: &n ⏎b: *n⏎", "a", set("x"), "a: &n x ⏎b: *n⏎"),
    row("a: &n one⏎b: *n⏎", "a", set("two"), "a: &n two⏎b: *n⏎"),
    row("a: |⏎  one⏎  two⏎b: 1⏎", "a", set("x"), "a: x⏎b: 1⏎"),
    row("a: one⏎  two⏎  three⏎b: 1⏎", "a", set("x"), "a: x⏎b: 1⏎"),
    row("a: x⏎", "a", set("one⏎two".replace("⏎", "\n")), "a: |-⏎  one⏎  two⏎"),
    row("s:⏎  a: x # c⏎  b: 1⏎", "s.a", set({ k: 1, l: ["x"] }), "s:⏎  a: # c⏎    k: 1⏎    l:⏎      - x⏎  b: 1⏎"),
    row("d: # why⏎  - db # c⏎  - mq⏎e: 1⏎", "d", set({ db: { condition: "ok" } }), "d: # why⏎  db:⏎    condition: ok⏎e: 1⏎"),
    row("d:⏎- db # c⏎# why⏎- mq⏎e: 1⏎", "d", set({ db: { c: 1 }, mq: {} }), "d:⏎  db: # c⏎    c: 1⏎# why⏎  mq: {}⏎e: 1⏎"),
    row("d:⏎  - db⏎e: 1⏎", "d", set("x"), "d: x⏎e: 1⏎"),
    row("d: { a: 1 }⏎", "d.a", set("x, y"), 'd: { a: "x, y" }⏎'),
    row("d: {a}⏎", "d.a", set("x"), "d: {a: x}⏎"),
    row("d: [a, b]⏎", "d[a]", set([1, 2]), "d: [[1, 2], b]⏎"),
    row("d:⏎  - a⏎", "d[a]", set({ k: 1, l: 2 }), "d:⏎  - k: 1⏎    l: 2⏎"),
    row("d:⏎  a: 1⏎", "d.b", set("x"), "d:⏎  a: 1⏎  b: x⏎"),
    row("a: 1\t# tab\tin a comment⏎", "a", set(2), "a: 2\t# tab\tin a comment⏎"),
    row("a: 1", "a", set(2), "a: 2"),
  ])("%j %s", (before, anchor, todo, after) => {
    expect(edited(before, anchor, todo)).toBe(after);
  });

  test.each([
    "8080:80",
    "yes",
    "No",
    "1.0",
    "012",
    "0x1f",
    "1e3",
    "*",
    "#",
    "a: b",
    "a #b",
    "- a",
    "",
    " a",
    "null",
    "~",
    "2024-01-01",
    "@x",
    "%x",
    "a:",
    "{a",
    "!x",
    "=",
    "<<",
  ])("%j is quoted", (value) => {
    expect(edited("a: b\n", "a", set(value))).toBe(`a: "${value}"\n`);
    expect(edited("a: b\nc: 'd'\n", "a", set(value))).toBe(`a: '${value}'\nc: 'd'\n`);
  });
  test.each(["postgres:16.4", "http://db:5432/x?a=b", "-p", "a#b", "a b", "127.0.0.1:8080:80", "ünï", "$" + "{TAG:-x}"])(
    "%j is not",
    (value) => {
      expect(edited("a: b\n", "a", set(value))).toBe(`a: ${value}\n`);
    },
  );
});

describe("insert", () => {
  test.each([
    row("a:⏎  b: 1⏎", "a", add("c", 2), "a:⏎  b: 1⏎  c: 2⏎"),
    row("a:⏎  b: 1", "a", add("c", 2), "a:⏎  b: 1⏎  c: 2"),
    row("a:⏎    b: 1 # one⏎    # two⏎⏎d: 1⏎", "a", add("c", 2), "a:⏎    b: 1 # one⏎    c: 2⏎    # two⏎⏎d: 1⏎"),
    row("a:⏎  b: |⏎    x⏎⏎d: 1⏎", "a", add("c", 2), "a:⏎  b: |⏎    x⏎  c: 2⏎⏎d: 1⏎"),
    row("a:⏎  b: |+⏎    x⏎⏎d: 1⏎", "a", add("c", 2), "a:⏎  b: |+⏎    x⏎⏎  c: 2⏎d: 1⏎"),
    row("a:⏎d: 1⏎", "a", add("c", 2), "a:⏎  c: 2⏎d: 1⏎"),
    row("a: {} # none⏎d: 1⏎", "a", add("c", { e: 2 }), "a: # none⏎  c:⏎    e: 2⏎d: 1⏎"),
    row("a: ~⏎d:⏎    e: 1⏎", "a", add("c", 2), "a:⏎    c: 2⏎d:⏎    e: 1⏎"),
    row("a: [] # none⏎d:⏎- x⏎", "a", push("z"), "a: # none⏎- z⏎d:⏎- x⏎"),
    row("a:⏎- x⏎- y # why⏎b: 1⏎", "a", push("z"), "a:⏎- x⏎- y # why⏎- z⏎b: 1⏎"),
    row('a:⏎  - "x"⏎  - "y"⏎', "a", push("z"), 'a:⏎  - "x"⏎  - "y"⏎  - "z"⏎'),
    row("a:⏎  - b: 1⏎    c: 2⏎", "a[b]", add("d", 3), "a:⏎  - b: 1⏎    c: 2⏎    d: 3⏎"),
    row("a:⏎  - x⏎", "a", push({ b: 1, c: 2 }), "a:⏎  - x⏎  - b: 1⏎    c: 2⏎"),
    row("a: { b: 1 }⏎", "a", add("c", "x y"), "a: { b: 1, c: x y }⏎"),
    row("a: [x, y,] # c⏎", "a", push("z"), "a: [x, y, z,] # c⏎"),
    row('a: [⏎  "x", # one⏎  "y" # two⏎]⏎', "a", push("z"), 'a: [⏎  "x", # one⏎  "y", # two⏎  "z"⏎]⏎'),
    row('{"a": {"b": "1"}}', "a", add("c", "2"), '{"a": {"b": "1", "c": "2"}}'),
    row("a: { b: {} }⏎", "a.b", add("c", 1), "a: { b: { c: 1 } }⏎"),
    row("a: &x⏎  b: 1⏎c: *x⏎", "a", add("d", 2), "a: &x⏎  b: 1⏎  d: 2⏎c: *x⏎"),
    row("a:⏎  <<: *x⏎", "a", add("d", 2), "a:⏎  <<: *x⏎  d: 2⏎"),
    row("a: 1⏎...⏎", "", add("d", 2), "a: 1⏎d: 2⏎...⏎"),
    row("a: x", "a", push(1), "refused: A single value stands here, and nothing can be added to it."),
    row("x: &x {b: 1}⏎a: *x⏎", "a", add("d", 2), "refused: What stands here is *x, which other places share."),
    row("a: {b: 1}", "a", add("b", 2), "refused: b is there already, with another value."),
    row("a: {b: 1}", "a", add("b", 1), "a: {b: 1}"),
    row("a: {b: {c: [1, x]}}", "a", add("b", { c: [1, "x"] }), "a: {b: {c: [1, x]}}"),
  ])("%j %s", (before, anchor, todo, after) => {
    expect(edited(before, anchor, todo)).toBe(after);
  });

  test("CRLF stays", () => {
    expect(edited("a:\r\n  b: 1\r\nc: 1\r\n", "a", add("d", { e: [1] }))).toBe("a:\r\n  b: 1\r\n  d:\r\n    e:\r\n      - 1\r\nc: 1\r\n");
  });

  test("in the document that is meant", () => {
    expect(edited("a:\n  b: 1\n---\na:\n  b: 1\n---\na:\n  b: 1\n", "a", add("c", 2), 1)).toBe(
      "a:\n  b: 1\n---\na:\n  b: 1\n  c: 2\n---\na:\n  b: 1\n",
    );
  });
});

describe("remove", () => {
  test.each([
    row("a: 1⏎# about b⏎b: 2 # c⏎c: 3⏎", "b", remove, "a: 1⏎# about b⏎c: 3⏎"),
    row("a:⏎  - x # c⏎  - y⏎", "a[x]", remove, "a:⏎  - y⏎"),
    row("a: 1⏎b: 2", "b", remove, "a: 1"),
    row("s:⏎  a: |⏎    x⏎    y⏎⏎  b: 1⏎", "s.a", remove, "s:⏎⏎  b: 1⏎"),
    row("d: &x # why⏎  - db # c⏎e: 1⏎", "d[db]", remove, "d: &x [] # why⏎e: 1⏎"),
    row("s:⏎  a: 1⏎", "s.a", remove, "s: {}⏎"),
    row("a: 1⏎", "a", remove, "{}⏎"),
    row("l:⏎  - n: 1⏎    v: 2⏎", "l[n].n", remove, "l:⏎  - v: 2⏎"),
    row("l:⏎  - n: 1⏎", "l[n].n", remove, "l:⏎  - {}⏎"),
    row("a: [x, y, z]⏎", "a[y]", remove, "a: [x, z]⏎"),
    row("a: [x, y]⏎", "a[y]", remove, "a: [x]⏎"),
    row("a: [x, y]⏎", "a[x]", remove, "a: [y]⏎"),
    row("a: [x]⏎", "a[x]", remove, "a: []⏎"),
    row("a: { b: 1, c: 2 }⏎", "a.b", remove, "a: { c: 2 }⏎"),
    row("a: [⏎  x, # one⏎  y # two⏎]⏎", "a[y]", remove, "a: [⏎  x # one⏎]⏎"),
    row("a: &x {b: 1}⏎c: *x⏎", "a", remove, "refused: No anchor &x stands before this alias."),
  ])("%j %s", (before, anchor, todo, after) => {
    expect(edited(before, anchor, todo)).toBe(after);
  });
});

describe("replace-text", () => {
  test.each([
    row("a: http://dbb:1/dbb # dbb⏎", "a", replace("dbb", "db"), "a: http://db:1/dbb # dbb⏎"),
    row('a: "x\\tdbb"⏎', "a", replace("dbb", "db"), 'a: "x\\tdb"⏎'),
    row("a: 'dbb'⏎", "a", replace("dbb", "it's"), "a: 'it''s'⏎"),
    row("a: dbb⏎", "a", replace("dbb", "yes: no"), 'a: "yes: no"⏎'),
    row("a: |⏎  x dbb⏎  y⏎", "a", replace("dbb", "db"), "a: |⏎  x db⏎  y⏎"),
    row("a: [run, dbb]⏎", "a", replace("dbb", "db"), "a: [run, db]⏎"),
    row("a: x⏎", "a", replace("dbb", "db"), 'refused: "dbb" does not stand here.'),
  ])("%j %s", (before, anchor, todo, after) => {
    expect(edited(before, anchor, todo)).toBe(after);
  });
});

test("several steps at once: all of them or none", () => {
  const text = "a:\n  - x\n  - y\nb: {}\n";
  const step = (anchor: string, todo: Do) => {
    const place = placeIn(text, anchor);
    return { ...todo, at: `f.yaml#${anchor}` as const, hash: hashOf(text.slice(place?.start, place?.end)) };
  };
  const run = (...steps: ReturnType<typeof step>[]): string => {
    const edits = editsOf(
      steps,
      () => text,
      (id) => placeIn(text, id.slice(7)),
    );
    return "reason" in edits ? edits.reason : applied(text, edits);
  };
  expect(run(step("b", add("k", 1)), step("a[x]", remove), step("a[y]", remove), step("b", add("l", 2)))).toBe(
    "a: []\nb:\n  k: 1\n  l: 2\n",
  );
  expect(run(step("a[x]", set("z")), step("a[x]", remove))).toBe("Two steps change the same text.");
  expect(run(step("a[x]", set("z")), { ...step("b", add("k", 1)), hash: "0" })).toBe(
    "f.yaml was edited at this place since the finding was made.",
  );
});

/* The same over files of every look, with the `yaml` package as the judge of what they say. */

interface Look {
  readonly eol: string;
  readonly indent: number;
  readonly dashes: number;
  readonly lastBreak: boolean;
}
type Tree =
  | { readonly is: "scalar"; readonly text: string; readonly note: string }
  | { readonly is: "map"; readonly flow: boolean; readonly note: string; readonly entries: readonly (readonly [string, Tree])[] }
  | { readonly is: "seq"; readonly flow: boolean; readonly note: string; readonly items: readonly Tree[] };

const note = fc.constantFrom("", "", "", " # a note", "\t# tab\there", " # it's: [odd]");
const scalarTree: fc.Arbitrary<Tree> = fc.record({
  is: fc.constant("scalar" as const),
  text: fc.constantFrom(
    "x",
    "8080",
    "true",
    "''",
    "'it''s'",
    '"q\\n"',
    "a b",
    "x:y",
    "",
    "~",
    "|\n~one\n~  two\n",
    "|+\n~keep\n\n",
    ">-\n~folded\n~text\n",
    "two\n~lines",
    '"in\n~quotes"',
    "&PIN v",
  ),
  note,
});
const key = fc.constantFrom("a", "b", "c", '"d.e"', "f g", "'h'");
const keyed = <T>(value: fc.Arbitrary<T>) => fc.uniqueArray(fc.tuple(key, value), { maxLength: 4, selector: ([name]) => name });
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalarTree,
    fc.record({ is: fc.constant("map" as const), flow: fc.boolean(), note, entries: keyed(tie("tree")) }),
    fc.record({ is: fc.constant("seq" as const), flow: fc.boolean(), note, items: fc.array(tie("tree"), { maxLength: 3 }) }),
  ),
}));
const root = fc
  .record({ is: fc.constant("map" as const), flow: fc.constant(false), note: fc.constant(""), entries: keyed(tree) })
  .filter((it) => it.entries.length > 0);
const look = fc.record({
  eol: fc.constantFrom("\n", "\r\n"),
  indent: fc.constantFrom(2, 4),
  dashes: fc.constantFrom(0, 2),
  lastBreak: fc.boolean(),
});

let pins = 0;
function written(node: Tree, at: number, look: Look, inFlow: boolean): string {
  if (node.is === "scalar") {
    const pinned = node.text.replace("PIN", () => `n${pins++}`);
    if (inFlow) return /\n|^\||^>/.test(pinned) || pinned === "" ? "x" : pinned;
    const text = pinned.replace(/~(?=.)/g, " ".repeat(at + 1));
    if (/^[|>]/.test(text)) return ` ${text.replace(/\n$/, "")}\n`;
    return `${text === "" ? "" : " "}${text}${text === "" && node.note.startsWith("\t") ? " #" : node.note}\n`;
  }
  const children = node.is === "map" ? node.entries : node.items.map((it) => ["", it] as const);
  if (inFlow || node.flow || children.length === 0) {
    const inner = children.map(([name, it]) => (node.is === "map" ? `${name}: ` : "") + written(it, at, look, true)).join(", ");
    const text = node.is === "map" ? `{${inner}}` : `[${inner}]`;
    return inFlow ? text : ` ${text}${node.note}\n`;
  }
  const column = node.is === "map" ? at : at;
  const pad = " ".repeat(column);
  const body = children.map(([name, it], index) => {
    const lead = `${index === 1 ? `${pad}# between\n\n` : ""}${pad}${node.is === "map" ? `${name}:` : "-"}`;
    const deeper = it.is === "map" || node.is === "seq" ? column + look.indent : column + look.dashes;
    return lead + written(it, it.is === "scalar" ? column : deeper, look, false);
  });
  return `${node.note.startsWith("\t") ? "" : node.note}\n${body.join("")}`;
}

function document(node: Tree, look: Look): string {
  const text = written(node, 0, look, false).replace(/^\n/, "");
  return (look.lastBreak ? text : text.replace(/\n+$/, "")).replaceAll("\n", look.eol);
}

const judged = (text: string): unknown[] => {
  const documents = parseAllDocuments(text, { logLevel: "silent" });
  return documents.map((it) => {
    expect(it.errors, text).toEqual([]);
    return it.toJS() as unknown;
  });
};

/** Every anchor with the way to its value in plain data. */
function ways(text: string): [anchor: string, way: (string | number)[]][] {
  const found: [string, (string | number)[]][] = [];
  const walk = (node: Parameters<typeof entriesOf>[0], anchor: string, way: (string | number)[]): void => {
    if (way.length > 0) found.push([anchor, way]);
    if (isMap(node)) for (const it of entriesOf(node)) walk(it.value, keyAnchor(anchor, it.name), [...way, it.name]);
    if (isSeq(node)) {
      const anchors = itemAnchors(anchor, node);
      for (const [index, it] of itemsOf(node).entries()) walk(it, anchors[index] ?? "", [...way, index]);
    }
  };
  walk(parseYaml(text).documents[0]?.root, "", []);
  return found;
}

type Data = Record<string | number, unknown>;

/** The step done on plain data; `undefined` = it cannot be. */
function done(data: unknown, way: readonly (string | number)[], todo: Do): unknown {
  const copy = structuredClone(data);
  const last = way.at(-1) ?? "";
  const holder = way.slice(0, -1).reduce<unknown>((it, step) => (it as Data)[step], copy) as Data;
  const value = holder[last];
  if (todo.do === "set") holder[last] = todo.value;
  else if (todo.do === "remove") Array.isArray(holder) ? holder.splice(Number(last), 1) : delete holder[last];
  else if (todo.do === "insert") {
    if (value === null) holder[last] = todo.key === undefined ? [todo.value] : { [todo.key]: todo.value };
    else if (Array.isArray(value) && todo.key === undefined) value.push(todo.value);
    else if (typeof value === "object" && !Array.isArray(value) && todo.key !== undefined) (value as Data)[todo.key] = todo.value;
    else return undefined;
  }
  return copy;
}

const value: fc.Arbitrary<StepValue> = fc.oneof(
  fc.constantFrom<StepValue>(
    "x",
    "yes",
    "80:80",
    "a: b",
    "a #b",
    "- x",
    "",
    " lead",
    "it's",
    '"',
    "two\nlines",
    "two\nlines\n",
    "a\n\nb",
    "tab\there",
    "{}",
    "[a",
    "é☃",
    "\u0007",
    5,
    1.5,
    true,
    false,
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom<StepValue>([], {}, ["x", 1], { k: "v", l: ["y", { m: "n" }] }, [["a"], { b: "c", d: [] }]),
);
const todo: fc.Arbitrary<Do> = fc.oneof(
  value.map(set),
  fc.tuple(fc.constantFrom("new", "new.er", "yes", "1", "a b: c"), value).map(([name, it]) => add(name, it)),
  value.map(push),
  fc.constant(remove),
);

describe("on files of every look", () => {
  test("a step does what it says and nothing else; what stays has its lines; twice is once", () => {
    let count = 0;
    fc.assert(
      fc.property(root, look, todo, fc.nat(), (node, style, step, pick) => {
        const text = document(node, style);
        const all = ways(text);
        const [anchor, way] = all[pick % all.length] ?? ["", []];
        const before = judged(text);
        const expected = done(before[0], way, step);
        const after = edited(text, anchor, step);
        if (expected === undefined || after.startsWith("refused: ")) {
          // It may be refused: where a comment or another's alias would suffer, or where it makes no sense. Not otherwise.
          if (expected !== undefined) expect(after).toMatch(/comment stands between|line of what holds it|stands here/);
          return;
        }
        count++;
        expect(judged(after), JSON.stringify({ text, anchor, step, after })).toEqual([expected]);
        const comments = (it: string): number => it.match(/# between/g)?.length ?? 0;
        if (step.do === "insert") {
          expect(comments(after)).toBe(comments(text));
          const kept = after.split(style.eol);
          const lost = text.split(style.eol).filter((line) => !kept.includes(line));
          expect(lost.length, JSON.stringify({ text, anchor, step, after })).toBeLessThanOrEqual(1);
        }
        if (step.do === "insert" && step.key === undefined) return;
        const twice = edited(after, anchor, step);
        if (step.do !== "remove" && !twice.startsWith("refused: ") && way.every((it) => typeof it === "string"))
          expect(judged(twice)).toEqual(judged(after));
      }),
      { numRuns: 600 },
    );
    expect(count).toBeGreaterThan(300);
  });

  test("the documents around it stay as they are", () => {
    fc.assert(
      fc.property(root, root, root, todo, fc.nat(), (first, second, third, step, pick) => {
        const texts = [first, second, third].map((it) => document(it, { eol: "\n", indent: 2, dashes: 2, lastBreak: true }));
        const text = texts.join("---\n");
        const all = ways(texts[1] ?? "");
        const anchor = all[pick % all.length]?.[0] ?? "";
        const after = edited(text, anchor, step, 1);
        if (after.startsWith("refused: ")) return;
        expect(after.startsWith(`${texts[0]}---\n`)).toBe(true);
        expect(after.endsWith(`---\n${texts[2]}`)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
