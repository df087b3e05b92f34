import { expect, test } from "vitest";
import { decode, encode } from "./encoding.ts";
import type { Encoding } from "./source.ts";

test.each<Encoding>(["utf-8", "utf-8-bom", "utf-16le", "utf-16be"])(
  "%s comes back byte for byte, without its mark in the text",
  (encoding) => {
    const text = "services:\r\n  Straße: 日本 🙂\n";
    const bytes = encode(text, encoding);
    expect(bytes && decode(bytes)).toEqual({ text, encoding });
  },
);

test("bytes that are no UTF-8 are replaced, and the first line that has one is told", () => {
  const content = decode(Buffer.from("a: 1\nb: caf\xe9\n", "latin1"));
  expect(content).toEqual({
    text: "a: 1\nb: caf\ufffd\n",
    encoding: "lossy",
    reservation: "This file holds bytes that are not UTF-8 (first on line 2): read without them.",
  });
});

test("what was replaced is never written back", () => {
  expect(encode("a", "lossy")).toBeUndefined();
});

test("binary data is told from text", () => {
  expect(decode(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0]))).toEqual({ problem: "This file holds binary data, not text: not read." });
});
