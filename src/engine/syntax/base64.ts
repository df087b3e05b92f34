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
