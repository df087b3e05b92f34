/** The SHA-256 of a text's UTF-8, in hexadecimal: the engine runs where there is no library for it. */
export function sha256(text: string): string {
  const bytes = padded(utf8(text));
  const state = Int32Array.from(start);
  const w = new Int32Array(64);
  for (let block = 0; block < bytes.length; block += 64) {
    for (let i = 0; i < 16; i++) {
      const at = block + i * 4;
      w[i] = ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    }
    for (let i = 16; i < 64; i++) {
      const [a, b] = [w[i - 15] ?? 0, w[i - 2] ?? 0];
      const s0 = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
      const s1 = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
      w[i] = (w[i - 16] ?? 0) + s0 + (w[i - 7] ?? 0) + s1;
    }
    mix(state, w);
  }
  return [...state].map((it) => (it >>> 0).toString(16).padStart(8, "0")).join("");
}

function mix(state: Int32Array, w: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const one = (h + s1 + ((e & f) ^ (~e & g)) + (rounds[i] ?? 0) + (w[i] ?? 0)) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [index, it] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) + it;
}

const turned = (value: number, by: number): number => (value >>> by) | (value << (32 - by));

/** The first 32 bits of the fractions of a root of each of the first primes. */
const fractions = (count: number, root: (prime: number) => number): Int32Array => {
  const found = new Int32Array(count);
  let filled = 0;
  for (let candidate = 2; filled < count; candidate++) {
    let prime = true;
    for (let by = 2; by * by <= candidate; by++) prime &&= candidate % by !== 0;
    if (prime) found[filled++] = Math.floor((root(candidate) % 1) * 2 ** 32) | 0;
  }
  return found;
};
const start = fractions(8, Math.sqrt);
const rounds = fractions(64, Math.cbrt);

function padded(bytes: readonly number[]): readonly number[] {
  const bits = bytes.length * 8;
  const all = [...bytes, 0x80];
  while (all.length % 64 !== 56) all.push(0);
  const high = Math.floor(bits / 2 ** 32);
  for (const word of [high, bits | 0]) for (const shift of [24, 16, 8, 0]) all.push((word >>> shift) & 0xff);
  return all;
}

/** A text as bytes of UTF-8. */
export function utf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}
