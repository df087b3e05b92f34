/** Names that look like the one that was written: at most two letters apart, or one with something before or behind it. */
export function nearest(name: string, candidates: readonly string[]): readonly string[] {
  const scored: { candidate: string; score: number }[] = [];
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const distance = distanceUpTo(name, candidate, 2);
    const short = Math.min(name.length, candidate.length);
    if (distance !== undefined && distance < short / 1.5) scored.push({ candidate, score: distance });
    else if (short >= 2 && (partOf(name, candidate) || partOf(candidate, name))) scored.push({ candidate, score: 3 });
  }
  return scored
    .sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map((it) => it.candidate);
}

/**
 * The one name that can be meant by a name which nothing has: a letter apart (two in long words), inside a word and in no number.
 * `redis-1` and `redis-2`, `cache-a` and `cache-b` are brothers, and no typing errors of each other.
 */
export function meantBy(name: string, candidates: Iterable<string>): string | undefined {
  const near = [...new Set(candidates)].filter((it) => it !== name && isMisspelt(name, it));
  return near.length === 1 ? near[0] : undefined;
}

function isMisspelt(name: string, right: string): boolean {
  const [own, other] = [name.split(/[-_./]/), right.split(/[-_./]/)];
  if (own.length !== other.length || name.replace(/\d/g, "") === right.replace(/\d/g, "")) return false;
  const apart = own.flatMap((word, index) => (word === other[index] ? [] : [[word, other[index] ?? ""] as const]));
  const [[wrong, meant] = ["", ""], ...more] = apart;
  const short = Math.min(wrong.length, meant.length);
  return more.length === 0 && short >= 4 && distanceUpTo(wrong, meant, short >= 8 ? 2 : 1) !== undefined;
}

/** Whether the shorter one stands at an end of the longer one: `postgres` in `postgres-db` and in `postgresql`. */
const partOf = (short: string, long: string): boolean => {
  if (short.length >= long.length || !(long.startsWith(short) || long.endsWith(short))) return false;
  const joint = long.startsWith(short) ? long.charAt(short.length) : long.charAt(long.length - short.length - 1);
  return short.length >= 4 || /[-_.\d]/.test(joint);
};

/** Insertions, deletions, replacements and swaps of neighbours from one to the other; `undefined` = more than `limit`. */
export function distanceUpTo(a: string, b: string, limit: number): number | undefined {
  if (Math.abs(a.length - b.length) > limit || a.length > 100 || b.length > 100) return undefined;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  const distance = row[b.length] ?? limit + 1;
  return distance <= limit ? distance : undefined;
}
