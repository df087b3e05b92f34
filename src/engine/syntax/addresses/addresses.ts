import { remembered } from "../../model/index.ts";
import { type Address, address, portOf } from "./address.ts";
import { isHost } from "./hosts.ts";
import { connectionStringsIn } from "./strings.ts";
import { urlsIn } from "./urls.ts";

export type { Address } from "./address.ts";

/** Longer texts are data, not addresses. */
const longest = 20_000;

/**
 * Every far end that a text names by its own form: URLs, connection strings, `host:port`. A single word is never one: whether it
 * names a host depends on where it stands (`hostWordsIn`).
 */
export const addressesIn: (text: string) => readonly Address[] = remembered(found, 8_000);

function found(text: string): Address[] {
  // All forms have one of these; most values have none.
  if (text.length > longest || !/[:=@]/.test(text)) return [];
  const all = [...urlsIn(text), ...connectionStringsIn(text)];
  const taken = all.map(({ start, end }) => [start, end] as const);
  for (const it of pairsIn(text)) if (!taken.some(([start, end]) => it.start < end && start < it.end)) all.push(it);
  return all.sort((a, b) => a.start - b.start);
}

// A word, perhaps behind `key=` or `user@`, then a port; perhaps a path, or more ports as ZooKeeper's peers have.
const pair = /(?<=^|[\s,;|"'()[\]{}=@]|\/\/)([a-z0-9_][a-z0-9_.-]*):(\d{1,5})(?=$|[\s,;|"'()[\]{}/?]|:\d)/gi;

function pairsIn(text: string): Address[] {
  const found: Address[] = [];
  if (!text.includes(":")) return found;
  for (const match of text.matchAll(pair)) {
    const host = match[1] ?? "";
    const port = portOf(match[2]);
    if (port === undefined || !isHost(host)) continue;
    // A path before it (`./data:80`) or a volume's mode is no host.
    found.push(address("pair", { start: match.index, end: match.index + match[0].length }, host, port, undefined));
  }
  return found;
}

/** The words of a value that stands where hosts are expected: `db`, `a,b`, `a b`. Nothing when one of them is none. */
export function hostWordsIn(text: string): Address[] {
  if (text.length > 2000) return [];
  const found: Address[] = [];
  for (const match of text.matchAll(/[^\s,;|]+/g)) {
    const word = match[0].replace(/^["'[]+|["'\]/]+$/g, "");
    const [host = "", port, ...more] = word.split(":");
    if (more.length > 0 || !isHost(host) || (port !== undefined && portOf(port) === undefined)) return [];
    found.push(address("word", { start: match.index, end: match.index + match[0].length }, host, portOf(port), undefined));
  }
  return found.length <= 32 ? found : [];
}
