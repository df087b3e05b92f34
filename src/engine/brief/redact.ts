/**
 * The gate that text passes on its way to a language model. The facts hold names and shapes and no values by construction;
 * this looks once more, so that a slip in a reader does not become a leak. Names and shapes stay, values go.
 */
export const redacted = "‹redacted›";

const rules: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, redacted],
  // scheme://user:password@host and scheme://token@host
  [/\b([a-z][a-z0-9+.-]*:\/\/)([^\s/@:'"]*):([^\s/'"]+)@/gi, `$1$2:${redacted}@`],
  [/\b([a-z][a-z0-9+.-]*:\/\/)([^\s/@:'"]{20,})@/gi, `$1${redacted}@`],
  // name = value, where the name says that the value is nobody's business
  [
    /\b([\w.-]*(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|accountkey|sharedaccesskey)[\w.-]*)(["']?\s*[=:]\s*)(?!‹)("[^"]*"|'[^']*'|[^\s,;&"']+)/gi,
    `$1$2${redacted}`,
  ],
  [/\b(bearer|basic)\s+[\w+/=.~-]{8,}/gi, `$1 ${redacted}`],
  // tokens that carry their maker's mark
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, redacted],
  [/\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/g, redacted],
  [
    /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|sk-|pk_live_|sk_live_|rk_live_|whsec_|npm_|pypi-|dop_v1_|hvs\.|SG\.|AIza|ya29\.|shpat_|lin_api_)[\w.-]{10,}/g,
    redacted,
  ],
];

/** Runs of letters and digits that nobody chose: 32 or more, both kinds, no separators a name would have. */
const random = /(?<![\w/+-])(?=[A-Za-z0-9+/_]*\d)(?=[A-Za-z0-9+/_]*[A-Za-z])[A-Za-z0-9+/_]{32,}={0,2}(?![\w/+-])/g;

const entropy = (text: string): number => {
  const counts = new Map<string, number>();
  for (const it of text) counts.set(it, (counts.get(it) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
};

/** The text without values of secrets, and how many were taken out. */
export function redact(text: string): { readonly text: string; readonly count: number } {
  let count = 0;
  let out = text;
  for (const [pattern, by] of rules) {
    out = out.replace(pattern, (...match) => {
      count += 1;
      return by.replace(/\$(\d)/g, (_, group: string) => String(match[Number(group)] ?? ""));
    });
  }
  // A path has words in it; a key has none.
  out = out.replace(random, (it) => {
    if (entropy(it) < 3.5 || it.split(/[/_+]/).some((part) => /^[a-z]{4,}$/i.test(part))) return it;
    count += 1;
    return redacted;
  });
  return { text: out, count };
}
