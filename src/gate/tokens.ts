/** Secrets that carry their maker's mark, or that nobody chose: found wherever they stand. */
import type { Range } from "./ranges.ts";

/** The whole match is taken out, or its last group where it has one. */
const marks: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----([\s\S]*?)(?:-----END|$)/dg,
  // The same in base64, as a Secret has it.
  /\bLS0tLS1CRUdJTi[A-Za-z0-9+/]*={0,2}/g,
  // A line or two of a key, without what stands around it.
  /\bMII[A-Za-z0-9+/]{40,}={0,2}/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  /\b(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{12,}\b/g,
  /\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{20,}|gl(?:pat|dt|rt|ft|soat|cbt|ptt|agent|imt)-[\w-]{16,})/g,
  /\bxox[abeoprs]-[\w-]{10,}|\bxapp-[\w-]{10,}/g,
  /hooks\.slack\.com\/(?:services|workflows|triggers)\/([\w/]+)/dg,
  /discord(?:app)?\.com\/api\/webhooks\/(\d+\/[\w-]+)/dg,
  /webhook\.office\.com\/webhookb2\/([\w@/-]+)/dg,
  /\bsk-(?:proj-|ant-|svcacct-|admin-|or-v1-)?[A-Za-z0-9][\w-]{18,}/g,
  /\b(?:sk|pk|rk)_(?:live|test)_\w{10,}|\bwhsec_[\w+/=]{16,}/g,
  /\b(?:npm_[A-Za-z0-9]{20,}|pypi-[\w-]{20,}|rubygems_[a-f0-9]{20,}|dckr_(?:pat|oat)_[\w-]{16,}|oy2[a-z0-9]{43}\b)/g,
  /\bdop_v1_[a-f0-9]{32,}|\bhvs\.[\w-]{16,}|\bhvb\.[\w-]{16,}|\bs\.[A-Za-z0-9]{24}\b/g,
  /\bSG\.[\w-]{16,}(?:\.[\w-]{16,})?/g,
  /\bSK[a-f0-9]{32}\b/g,
  /\bAIza[\w-]{30,}|\bya29\.[\w-]{20,}|\bGOCSPX-[\w-]{20,}|\b1\/\/0[\w-]{30,}/g,
  /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{16,}|\blin_api_\w{20,}|\bntn_\w{20,}|\bsecret_[A-Za-z0-9]{40,}/g,
  /\b(?:EAAA|sq0(?:atp|csp|idp)-)[\w-]{20,}|\bkey-[a-f0-9]{32}\b|\b[a-f0-9]{32}-us\d{1,2}\b/g,
  /\bglsa_\w{20,}|\bglc_[\w+/=]{20,}|\bdapi[a-f0-9]{32}\b|\bNRAK-[A-Z0-9]{20,}|\bNRJS-[a-f0-9]{19}|\bsntrys_[\w+/=-]{20,}/g,
  /\bhf_[A-Za-z0-9]{20,}|\bgsk_[A-Za-z0-9]{20,}|\br8_[A-Za-z0-9]{20,}|\bpplx-[A-Za-z0-9]{20,}|\bxai-[A-Za-z0-9]{20,}/g,
  /\bPMAK-[a-f0-9-]{20,}|\bATATT3[\w=-]{20,}|\batlasv1\.[\w-]{20,}|\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{20,}|\bpscale_\w+_[\w-]{20,}|\btfp_\w{20,}/g,
  /\b\d{8,10}:AA[\w-]{32,}/g,
  /\bAGE-SECRET-KEY-1[A-Z0-9]{20,}/g,
  /\$\$?(?:apr1|2[abxy]|1|5|6|7|y|gy|argon2(?:id?|d)|scrypt|pbkdf2(?:-sha\d+)?|bcrypt)\$\$?[./A-Za-z0-9$=,+-]{8,}/g,
  /\{S?SHA(?:256|512)?\}[A-Za-z0-9+/=]{20,}/g,
];

/** Of the mark only what follows it is taken out in a block of a key: that one stood there may be known. */
export function* tokensIn(text: string): Iterable<Range> {
  for (const pattern of marks) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = match.indices?.[1] ?? [match.index, match.index + match[0].length];
      if (text.slice(start, end).trim() !== "") yield { start, end };
    }
  }
}

const candidate = /(?<![\w/+.-])[A-Za-z0-9][A-Za-z0-9+/_-]{23,}={0,2}(?![\w/+-])/g;
/** A digest, a fingerprint of a file: public, and what people compare. Numbers in hexadecimal are, too; a key among them is known by its name. */
const fingerprint = /^(?:[a-f0-9]+|[A-F0-9]+)$/;

/** Runs of letters and digits that nobody chose. A name, a path, a hash and a number are left. */
export function* randomIn(text: string): Iterable<Range> {
  for (const match of text.matchAll(candidate)) {
    const it = match[0].replace(/=+$/, "");
    const before = text.slice(Math.max(0, match.index - 8), match.index);
    if (fingerprint.test(it) || /^sha\d{1,3}-/i.test(it) || /sha\d{1,3}[:-]$/i.test(before)) continue;
    if (isRandom(it)) yield { start: match.index, end: match.index + match[0].length };
  }
}

const kindOf = (char: string): number => (/[a-z]/.test(char) ? 0 : /[A-Z]/.test(char) ? 1 : /\d/.test(char) ? 2 : 3);

/** Words run on in one kind of letters; what was drawn changes it all the time. */
function isRandom(text: string): boolean {
  const kinds = [...text].map(kindOf);
  const has = (kind: number) => kinds.includes(kind);
  if (!has(2) || !(has(0) || has(1))) return false;
  const mixed = has(0) && has(1);
  // Names of one kind of letters have numbers and hyphens in them.
  if (!mixed && (text.length < 32 || has(3) || /[a-z]{6,}|[A-Z]{6,}/.test(text))) return false;
  // What is left without words: `getUserByIdAndNameV2` and paths are words.
  if (mixed && text.replace(/[A-Z]?[a-z]{2,}|[/_-]/g, "").length / text.length < 0.33) return false;
  const changes = kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length / (text.length - 1);
  return changes > (mixed ? 0.35 : 0.28) && entropy(text) > 3.3;
}

function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const it of text) counts.set(it, (counts.get(it) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
