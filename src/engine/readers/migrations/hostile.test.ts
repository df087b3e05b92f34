import { expect, test } from "vitest";
import { bitten, randomFrom, shapes } from "../../../../test/bitten.ts";
import { readers } from "../index.ts";

test.each(Object.entries(shapes))("%s: 300 bitten texts are read without an exception, and every deed lies in its text", (path, text) => {
  const random = randomFrom(text.length);
  for (let round = 0; round < 300; round++) {
    const file = { path, text: bitten(text, random) };
    for (const reader of readers) {
      if (!reader.wants(path) || !reader.recognises(file)) continue;
      const { body } = reader.read(file) as { body: { script?: { deeds: readonly { start: number; end: number }[] } } };
      for (const { start, end } of body.script?.deeds ?? [])
        expect(start >= 0 && start <= end && end <= file.text.length, file.text).toBe(true);
    }
  }
});

/** Texts that make a reader look again and again; milliseconds of the processor. */
test.each(
  Object.entries(shapes).flatMap(([path, text]) =>
    ["(", '"', "`", "op.x(", "a.b(", "do |t|\n", "<a ", "- a:\n ", "CREATE TABLE a ("].map((it) => [path, it, text] as const),
  ),
)("%s with thousands of %s costs what its length costs", (path, piece, text) => {
  const spent = (times: number): number => {
    const file = { path, text: text.slice(0, text.length >> 1) + piece.repeat(times) + text.slice(text.length >> 1) };
    const before = process.cpuUsage();
    for (const reader of readers) if (reader.wants(path) && reader.recognises(file)) reader.read(file);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  spent(200);
  expect(spent(5_000)).toBeLessThan(1000);
});
