import { type Address, address, portOf } from "./address.ts";
import { isHost } from "./hosts.ts";

/** Schemes that name files, buckets, sockets or images: no host is reached through them. */
const noHosts = new Set(
  "file unix http+unix npipe fd data sqlite sqlite3 classpath s3 s3a s3n gs abfs abfss wasb oci docker docker-image docker-container image pkg npm git git+ssh git+https chrome-extension moz-extension app about mem arn resource vscode vault secret secretsmanager ssm op env local jrt asset android-app ios-app urn tag otpauth spiffe ipfs did".split(
    " ",
  ),
);
/** Ways of reaching that stand where the kind of store is said one step earlier: `jdbc:mysql:loadbalance://`. */
const ways = new Set(["loadbalance", "replication", "failover", "sequential", "aurora", "http", "https", "tcp", "ssl", "thin"]);

const head = /((?:[a-z][a-z0-9+.-]{0,30}:){0,4})([a-z][a-z0-9+.-]{0,30}):\/\/(?=[^\s/]|\/\/?[\w-]+:\d)/gi;
/** Where the authority ends, if no password made it longer. */
const tail = /[/?#\s"'`<>;|\\(){}]/;

/** Every URL in a text: userinfo is skipped, several hosts of one URL (`mongodb://a:1,b:2`) are several addresses. */
export function urlsIn(text: string): Address[] {
  const found: Address[] = [];
  if (!text.includes("://")) return found;
  head.lastIndex = 0;
  for (let match = head.exec(text); match !== null; match = head.exec(text)) {
    const scheme = schemeOf(match[1] ?? "", match[2] ?? "");
    const begin = match.index;
    const from = skipSlashes(text, head.lastIndex);
    // A list of URLs: the next one is found by itself.
    const next = text.slice(from).search(/[,;|]\s*(?:[\w.-]+=)?[a-z][a-z0-9+.-]*:\/\//i);
    const limit = next < 0 ? text.length : from + next;
    const authority = authorityIn(text.slice(from, Math.min(limit, from + 2048)), isStore(scheme));
    head.lastIndex = from + authority.length;
    if (noHosts.has(scheme)) continue;
    for (const { host, port } of hostsOf(authority)) found.push(address("url", { start: begin, end: head.lastIndex }, host, port, scheme));
  }
  return found;
}

function skipSlashes(text: string, at: number): number {
  let from = at;
  while (text[from] === "/") from++;
  return from;
}

function schemeOf(before: string, last: string): string {
  const outer = before
    .toLowerCase()
    .split(":")
    .filter((it) => it !== "" && it !== "jdbc" && it !== "r2dbc" && !it.startsWith("aws-"));
  const inner = last.toLowerCase();
  return ways.has(inner) && outer.length > 0 ? (outer[0] ?? inner) : inner;
}

const isStore = (scheme: string): boolean =>
  /^(?:postgres|mysql|maria|mongo|redis|amqp|mssql|sqlserver|clickhouse|nats|cassandra|neo4j)/.test(scheme);

/** The part between `//` and the path. A password may hold what usually ends it; then the last `@` of the word decides. */
function authorityIn(rest: string, store: boolean): string {
  const end = rest.search(tail);
  const plain = end < 0 ? rest : rest.slice(0, end);
  if (plain.includes("@") && hostsOf(plain).length > 0) return plain;
  const word = /^[^\s"'`<>]*/.exec(rest)?.[0] ?? "";
  const at = word.lastIndexOf("@");
  if (at < plain.length || (!store && hostsOf(plain).length > 0)) return plain;
  const after = word.slice(at + 1);
  const stop = after.search(tail);
  return word.slice(0, at + 1) + (stop < 0 ? after : after.slice(0, stop));
}

/** `user:pw@a:1,b:2` → a:1, b:2. Nothing where one part is no host: half of a password must not become a name. */
export function hostsOf(authority: string): readonly { host: string; port: number | undefined }[] {
  const parts = authority.split(",");
  const each = parts.length > 1 && parts.every((it) => it.includes("@"));
  const listed = each ? parts.map((it) => it.slice(it.lastIndexOf("@") + 1)) : authority.slice(authority.lastIndexOf("@") + 1).split(",");
  const hosts: { host: string; port: number | undefined }[] = [];
  for (const it of listed) {
    if (it.trim() === "") continue;
    const match = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(it.trim());
    const host = match?.[1];
    if (host === undefined || !(host.startsWith("[") || isHost(host)) || (match?.[2] !== undefined && portOf(match[2]) === undefined))
      return [];
    hosts.push({ host: host.startsWith("[") ? host.slice(1, -1) : host, port: portOf(match?.[2]) });
  }
  return hosts;
}
