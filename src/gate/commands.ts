/** Values that stand behind their names with nothing but a space: arguments, headers, statements. */
import { isHarmless, isSecretHeader, isSecretName } from "./names.ts";
import type { Range } from "./ranges.ts";

/** Between an argument and the next: a space, the comma of a list, a line of a list. */
const between = String.raw`(?:["']?\s*,\s*["']?|["']?[ \t]+["']?|["']?\s*\n\s*-\s+["']?)`;
const argument = new RegExp(String.raw`(?<![\w-])--?([A-Za-z][\w.-]*)${between}([^\s"',\]]+)`, "gd");
/** `value` is the first group. */
const patterns: readonly RegExp[] = [
  /\b(?:[Bb]earer|BEARER|[Bb]asic|BASIC|[Tt]oken|[Aa]pi[Kk]ey|[Dd]igest|[Nn]egotiate)[ \t]+(?=[\w+/=.~-]*(?:[\d=]|[a-z][A-Z]))([\w+/=.~-]{8,})/g,
  /\b(?:requirepass|masterauth|masterpass|primaryauth)[ \t]+["']?([^\s"']+)/gi,
  /\blogin[ \t\r\n]+\S+[ \t\r\n]+password[ \t\r\n]+([^\s"']+)/gi,
  /\b(?:password|identified[ \t]+(?:with[ \t]+\S+[ \t]+)?by(?:[ \t]+password)?|secret)[ \t]+(?:=[ \t]*)?N?'((?:[^']|'')+)'/gi,
  /\bpassword[ \t]+"([^"\n]+)"/gi,
  /\b(?:passin|passout)[ \t]+pass:(\S+)/gi,
  // The whole of a command line says whose flag it is.
  /\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mariadb-admin|sshpass|mysqlsh)\b[^\n;&|]{0,200}?[\s"',]-p(?=[^\s"',])([^\s"',]+)/gi,
  /\b(?:sshpass|mongo|mongosh|mongodump|docker[ \t]+login|podman[ \t]+login|az[ \t]+login|helm[ \t]+registry[ \t]+login)\b[^\n;&|]{0,200}?[\s"',]-p["',]*[ \t]+["']?([^\s"',]+)/gi,
  /\bredis-cli\b[^\n;&|]{0,200}?[\s"',]-a["',]*[ \t]+["']?([^\s"',]+)/gi,
  /\b(?:curl|http|https|wget)\b[^\n;&|]{0,200}?[\s"',](?:-u|--user|--proxy-user|-a|--auth)["',]*[ \t=]+["']?[^\s"':]*:([^\s"',]+)/gi,
  /\bhtpasswd\b[^\n;&|]{0,200}?[ \t]-\w*b\w*[ \t]+\S+[ \t]+\S+[ \t]+([^\s"']+)/gi,
  // The file itself: a name, and what it hashes to.
  /^[\w.@-]{1,40}:([a-zA-Z0-9./]{13})$/gm,
];
const valued = patterns.map((it) => new RegExp(it.source, `${it.flags}d`));
const environment = /(?:^|\n)[ \t]*(?:ENV|setx)[ \t]+(\w+)[ \t]+([^\n=][^\n]*)/dg;
const header =
  /\b(?:proxy_set_header|fastcgi_param|add_header|more_set_headers|header|setHeader|set_header|addHeader)[ \t(]+["']?([\w-]+)["']?[ \t,]+["']?([^\s"';]+(?:[ \t]+[\w+/=.~-]{8,})?)/dg;

export function* secretsOfCommands(text: string): Iterable<Range> {
  for (const pattern of valued) for (const match of text.matchAll(pattern)) yield* at(match, 1);
  for (const match of text.matchAll(argument)) if (isSecretName(match[1] ?? "") && !(match[2] ?? "").startsWith("-")) yield* at(match, 2);
  for (const match of text.matchAll(environment)) if (isSecretName(match[1] ?? "")) yield* at(match, 2);
  for (const match of text.matchAll(header)) if (isSecretHeader(match[1] ?? "")) yield* at(match, 2);
}

function* at(match: RegExpMatchArray, group: number): Iterable<Range> {
  const indices = match.indices?.[group];
  const value = match[group] ?? "";
  if (indices !== undefined && !isHarmless(value)) yield { start: indices[0], end: indices[1] };
}
