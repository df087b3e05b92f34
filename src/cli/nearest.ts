/** The word that was probably meant: the nearest by edits, if it is near enough; for "did you mean". */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  const most = Math.max(1, Math.floor(word.length / 3));
  let best: { readonly word: string; readonly distance: number } | undefined;
  for (const it of words) {
    if (Math.abs(it.length - word.length) > most) continue;
    const distance = edits(word.toLowerCase(), it.toLowerCase());
    if (distance <= most && (best === undefined || distance < best.distance)) best = { word: it, distance };
  }
  return best?.word;
}

export const didYouMean = (word: string, words: Iterable<string>): string => {
  const near = nearest(word, words);
  return near === undefined ? "" : ` Did you mean ${near}?`;
};

/** Letters put in, left out, replaced or swapped with their neighbour (optimal string alignment), a row at a time. */
function edits(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : replaced;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
