import { utf8 } from "./sha256.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const digits: ReadonlyMap<string, number> = new Map([...alphabet].map((it, index) => [it, index]));

/** The text that base64 stands for, byte by byte (what is not ASCII is not put together); `undefined` = it is no base64. */
export function decodedBase64(text: string): string | undefined {
  const body = text.replace(/\s+/g, "").replace(/={1,2}$/, "");
  if (body.length % 4 === 1) return undefined;
  let decoded = "";
  let bits = 0;
  let held = 0;
  for (const char of body) {
    const digit = digits.get(char);
    if (digit === undefined) return undefined;
    held = ((held << 6) | digit) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      decoded += String.fromCharCode((held >> bits) & 0xff);
    }
  }
  return decoded;
}

/** A text's UTF-8 as base64. */
export function encodedBase64(text: string): string {
  const bytes = utf8(text);
  let encoded = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.slice(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    for (const shift of [18, 12, 6, 0]) encoded += alphabet[(bits >> shift) & 63];
    if (c === undefined) encoded = `${encoded.slice(0, b === undefined ? -2 : -1)}${b === undefined ? "==" : "="}`;
  }
  return encoded;
}
