import { isUtf8 } from "node:buffer";
import type { Content, Encoding } from "./source.ts";

/** How far to look for a byte that no text file holds. Git looks as far. */
const looksBinaryWithin = 8000;

/** Made once: a decoder costs more than most files it decodes. */
const decoders = { utf8: new TextDecoder("utf-8"), utf16le: new TextDecoder("utf-16le"), utf16be: new TextDecoder("utf-16be") } as const;

/**
 * Bytes to text: by byte order mark where there is one, else UTF-8. A mark is taken off, as editors do, so that offsets agree
 * with theirs.
 */
export function decode(bytes: Uint8Array): Content {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return { text: decoders.utf16le.decode(bytes), encoding: "utf-16le" };
  if (first === 0xfe && second === 0xff) return { text: decoders.utf16be.decode(bytes), encoding: "utf-16be" };
  if (bytes.subarray(0, looksBinaryWithin).includes(0)) return { problem: "This file holds binary data, not text: not read." };
  const text = decoders.utf8.decode(bytes);
  if (!isUtf8(bytes)) {
    const line = lineOfFirstReplacement(text);
    return { text, encoding: "lossy", reservation: `This file holds bytes that are not UTF-8 (first on line ${line}): read without them.` };
  }
  return { text, encoding: first === 0xef && second === 0xbb && third === 0xbf ? "utf-8-bom" : "utf-8" };
}

/** Text back to bytes in the encoding it was read in; `undefined` where that would lose something. */
export function encode(text: string, encoding: Encoding): Uint8Array | undefined {
  switch (encoding) {
    case "utf-8":
      return Buffer.from(text, "utf8");
    case "utf-8-bom":
      return Buffer.from(`\ufeff${text}`, "utf8");
    case "utf-16le":
      return Buffer.from(`\ufeff${text}`, "utf16le");
    case "utf-16be":
      return Buffer.from(`\ufeff${text}`, "utf16le").swap16();
    case "lossy":
      return undefined;
  }
}

function lineOfFirstReplacement(text: string): number {
  const at = text.indexOf("\ufffd");
  let line = 1;
  for (let from = text.indexOf("\n"); from !== -1 && from < at; from = text.indexOf("\n", from + 1)) line++;
  return line;
}
