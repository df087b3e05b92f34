/** How wide a font's characters are, read from the font itself (OpenType: head, hhea, hmtx, cmap). */
export interface Font {
  /** In pixels, at a size in pixels. */
  widthOf(text: string, size: number): number;
}

export function openFont(bytes: Uint8Array): Font {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, number>();
  for (let at = 12, left = data.getUint16(4); left > 0; at += 16, left--) {
    tables.set(String.fromCharCode(...bytes.subarray(at, at + 4)), data.getUint32(at + 8));
  }
  const table = (name: string): number => tables.get(name) ?? 0;
  const unitsPerEm = data.getUint16(table("head") + 18);
  const measured = data.getUint16(table("hhea") + 34);
  const glyphOf = characterMap(data, table("cmap"));
  const widths = new Map<number, number>();
  const advance = (code: number): number => {
    let width = widths.get(code);
    if (width === undefined) {
      width = data.getUint16(table("hmtx") + 4 * Math.min(glyphOf(code), measured - 1)) / unitsPerEm;
      widths.set(code, width);
    }
    return width;
  };
  return {
    widthOf(text, size) {
      let width = 0;
      for (const character of text) width += advance(character.codePointAt(0) ?? 0);
      return width * size;
    },
  };
}

/** The glyph of a character, by the font's table of the Basic Multilingual Plane (cmap format 4); 0 = it has none. */
function characterMap(data: DataView, cmap: number): (code: number) => number {
  let at = 0;
  for (let left = data.getUint16(cmap + 2), entry = cmap + 4; left > 0; left--, entry += 8) {
    const offset = cmap + data.getUint32(entry + 4);
    if (data.getUint16(offset) === 4) at = offset;
  }
  if (at === 0) return () => 0;
  const segments = data.getUint16(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + 2 * segments + 2;
  const deltas = starts + 2 * segments;
  const ranges = deltas + 2 * segments;
  return (code) => {
    for (let segment = 0; segment < segments; segment++) {
      if (data.getUint16(ends + 2 * segment) < code) continue;
      const start = data.getUint16(starts + 2 * segment);
      if (start > code) return 0;
      const delta = data.getUint16(deltas + 2 * segment);
      const range = data.getUint16(ranges + 2 * segment);
      if (range === 0) return (code + delta) & 0xffff;
      const glyph = data.getUint16(ranges + 2 * segment + range + 2 * (code - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}
