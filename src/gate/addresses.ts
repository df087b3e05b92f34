/** Secrets inside addresses: who one is (`user:password@`), and what a query says. */
import { isHarmless, isSecretName } from "./names.ts";
import type { Range } from "./ranges.ts";

const userinfo = /\b([a-z][a-z0-9+.-]{1,30}):\/\/([^\s:@/'"`<>]*):((?:(?!:\/\/)[^\s'"`<>])*)@(?=[\w[.-])/gi;
/** Only the addresses of stores and brokers have passwords with a slash in them that nobody encoded: of pages, what follows is a path. */
const pages = /^(?:https?|wss?|git|ssh|ftp|svn|oci|docker|npm)/i;
/** `https://token@host`: a name is short, or a word. */
const bareToken = /\b[a-z][a-z0-9+.-]{1,30}:\/\/([^\s:@/'"`<>]{12,})@(?=[\w[.-])/gi;

/** Without a scheme: `user:password@tcp(db:3306)/shop`, `user:password@db:5432`. */
const schemeless = /(?<![\w/:.@-])[\w.%+-]{1,40}:([^\s@'"`/:<>]{3,})@(?=(?:tcp|udp|unix)\(|[\w.-]+(?::\d{2,5}|\/\w))/g;

const parameter = /[?&;]([\w.-]{1,60})=([^\s&;"'`<>#]+)/g;
const shortNames = new Set([
  "key",
  "sig",
  "signature",
  "token",
  "code",
  "hmac",
  "x-amz-signature",
  "x-amz-security-token",
  "x-goog-signature",
]);

export function* secretsOfAddresses(text: string): Iterable<Range> {
  for (const match of text.matchAll(userinfo)) {
    const [whole, scheme = "", user = "", rest = ""] = match;
    const password = pages.test(scheme) ? (/^[^/?#]*(?=@)/.exec(`${rest}@`)?.[0] ?? rest) : rest;
    // `http://host:8080/a@b` has a port there, and a path.
    if (pages.test(scheme) && (rest.search(/[/?#]/) >= 0 ? rest.search(/[/?#]/) : rest.length) < rest.length) continue;
    const start = match.index + whole.length - 1 - rest.length;
    if (!isHarmless(password)) yield { start, end: start + password.length };
    if (/^[\w-]{20,}$/.test(user) && /\d/.test(user)) yield { start: start - 1 - user.length, end: start - 1 };
  }
  for (const match of text.matchAll(bareToken)) {
    const token = match[1] ?? "";
    if (isHarmless(token) || !(/\d/.test(token) || token.length > 24)) continue;
    const start = match.index + match[0].length - 1 - token.length;
    yield { start, end: start + token.length };
  }
  for (const match of text.matchAll(schemeless)) {
    const end = match.index + match[0].length - 1;
    if (!isHarmless(match[1] ?? "")) yield { start: end - (match[1] ?? "").length, end };
  }
  for (const match of text.matchAll(parameter)) {
    const [whole, name = "", value = ""] = match;
    if (!(isSecretName(name) || shortNames.has(name.toLowerCase())) || isHarmless(value)) continue;
    const start = match.index + whole.length - value.length;
    yield { start, end: start + value.length };
  }
}
