import { chmodSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openShell, type Shell } from "./captured.ts";

/** Beside every hostile file stands this one: it has to be read whatever the other holds. */
const good =
  "name: good\nservices:\n  api:\n    image: acme/api:1.4.2\n    environment:\n      DB: postgres://db:5432/x\n  db:\n    image: postgres:16.4\n";

interface Review {
  readonly findings: readonly { file: string }[];
  readonly problems: readonly { message: string; file: string; line: number; severity: string }[];
}

let shell: Shell;
beforeEach(() => {
  shell = openShell({ "good/compose.yaml": good });
});
afterEach(() => shell.remove());

const withEnd = (text: string): string => `services:\n  web:\n    image: nginx:1.27.3\n${text}`;
const nested = (depth: number): string => `services:\n  web:\n    labels: ${"[".repeat(depth)}${"]".repeat(depth)}\n`;
const bomb = `a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(9)}*a${at}]`).join("\n")}\nservices:\n  web:\n    labels: *a30\n`;

test.each<readonly [name: string, content: string | Uint8Array, line: number, says: RegExp]>([
  ["broken YAML", withEnd('  api:\n    image: "never closed\n'), 5, /./],
  ["a tab as indentation", "services:\n\tweb:\n\t\timage: nginx:1.27.3\n", 2, /tab/i],
  ["a key that stands twice", withEnd("    image: nginx:1.28.0\n"), 4, /image.*(twice|again|more than once|duplicate)|duplicate|twice/i],
  ["aliases that would be billions of nodes", bomb, 6, /[Aa]lias/],
  ["60,000 nested brackets", nested(60_000), 3, /deep|nest|level/i],
  ["60,000 brackets that are never closed", `services:\n  web:\n    labels: ${"[".repeat(60_000)}`, 3, /./],
  ["a null byte", withEnd("    labels:\n      a: \u0000\n"), 1, /binary|null byte/i],
  ["a picture that is called compose.yaml", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), 1, /binary/i],
  [
    "bytes that are no UTF-8",
    Buffer.concat([Buffer.from(withEnd("    labels:\n      name: ")), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from("\n")]),
    1,
    /not UTF-8 \(first on line 5\)/,
  ],
  ["a megabyte over the limit", `${withEnd("")}# ${"x".repeat(6 * 1024 * 1024)}\n`, 1, /6\.0 MB; files over 5 MB are not read/],
  ["an alias to nothing", withEnd("    labels: *nothing\n"), 4, /nothing/],
])("%s: a problem with its place, and the rest is read", async (_, content, line, says) => {
  shell.lay({ "bad/compose.yaml": content });
  const started = performance.now();
  const { code, out, err } = await shell("review", ".", "--format", "json", "--rules", "image-not-pinned");
  expect(performance.now() - started).toBeLessThan(15_000);
  const { problems } = JSON.parse(out) as Review;
  const about = problems.filter((it) => it.file === "bad/compose.yaml");
  expect(about.map((it) => it.message).join("\n")).toMatch(says);
  expect(about.map((it) => it.line)).toContain(line);
  expect(about.length).toBeLessThan(20);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const { components } = await shell.json<{ components: { system: string }[] }>("model", ".", "--format", "json");
  expect(components.filter((it) => it.system === "good")).toHaveLength(2);
  // For people too, and without a stack trace.
  const text = await shell("review", ".");
  expect(text.out).toMatch(/--> bad\/compose\.yaml/);
  expect(text.out + text.err).not.toMatch(/\n\s+at .*\(|node:internal/);
});

test("a byte order mark, CRLF and UTF-16 are no problem at all", async () => {
  const named = (name: string, end: string): string => good.replace("good", name).replace("acme/api", `acme/${name}`).replaceAll("\n", end);
  shell.lay({
    "bom/compose.yaml": `\ufeff${named("bom", "\r\n")}`,
    "wide/compose.yaml": Buffer.from(`\ufeff${named("wide", "\r\n")}`, "utf16le"),
    "mac/compose.yaml": named("mac", "\r"),
  });
  const model = await shell.json<{ components: { name: string; evidence: { file: string; line: number }[] }[]; problems: unknown[] }>(
    "model",
    ".",
    "--format",
    "json",
  );
  expect(model.problems).toEqual([]);
  const lines = model.components.filter((it) => it.name === "db").map(({ evidence: [it] }) => `${it?.file}:${it?.line}`);
  expect(lines.sort()).toEqual(["bom", "good", "mac", "wide"].map((it) => `${it}/compose.yaml:7`));
});

test("links that go round, out or nowhere are told, and the rest is read", async () => {
  mkdirSync(path.join(shell.folder, "loop"));
  symlinkSync("..", path.join(shell.folder, "loop/up"));
  symlinkSync("compose.yaml", path.join(shell.folder, "loop/compose.yaml"));
  const { problems } = await shell.json<Review>("review", ".", "--format", "json");
  expect(problems.map((it) => `${it.file}: ${it.message}`)).toEqual([
    "loop/compose.yaml: This link leads back to itself: not read.",
    "loop/up: This link leads back to a folder that contains it: not followed.",
  ]);
  expect(await shell("review", "loop/compose.yaml")).toMatchObject({
    code: 2,
    err: expect.stringMatching(/is a link that leads back to itself/),
  });
});

test("named alone, a file that cannot be read at all is refused with exit 2; one that can in part is not", async () => {
  shell.lay({ "image.yaml": Buffer.from([0, 1, 2, 3]), "compose.yaml": withEnd("  api: [\n"), "huge.yaml": "x".repeat(6 * 1024 * 1024) });
  expect(await shell("review", "image.yaml")).toMatchObject({
    code: 2,
    out: "",
    err: "architect: image.yaml: This file holds binary data, not text: not read.\n",
  });
  expect(await shell("review", "huge.yaml")).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringMatching(/files over 5 MB are not read/),
  });
  expect(await shell("review", "compose.yaml")).toMatchObject({ code: 0, err: "", out: expect.stringMatching(/--> compose\.yaml:4/) });
});

test("a file of no format that is known says so", async () => {
  shell.lay({ "notes.txt": "hello" });
  expect(await shell("review", "notes.txt")).toMatchObject({ code: 0, err: expect.stringMatching(/no format that Architect knows/) });
});

test.skipIf(process.platform === "win32" || process.getuid?.() === 0)("what may not be opened is told, and the rest is read", async () => {
  shell.lay({ "locked/compose.yaml": good, "closed/compose.yaml": good });
  chmodSync(path.join(shell.folder, "locked/compose.yaml"), 0);
  chmodSync(path.join(shell.folder, "closed"), 0);
  const { problems } = await shell.json<Review>("review", ".", "--format", "json");
  expect(problems.map((it) => it.message).join("\n")).toMatch(
    /permission denied[\s\S]*cannot be opened|cannot be opened[\s\S]*permission denied/,
  );
  expect((await shell("review", "closed")).code).toBe(2);
  chmodSync(path.join(shell.folder, "closed"), 0o700);
});

test("--fix leaves a file alone that could not be written back as it was", async () => {
  const lossy = Buffer.concat([
    Buffer.from("services:\n  db:\n    image: postgres:16.4\n    ports: ['5432:5432']\n    labels:\n      n: "),
    Buffer.from([0xff]),
    Buffer.from("\n"),
  ]);
  shell.lay({ "bad/compose.yaml": lossy });
  await shell("review", ".", "--fix", "--all-rules");
  expect(readFileSync(path.join(shell.folder, "bad/compose.yaml"))).toEqual(lossy);
});
