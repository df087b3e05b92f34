import { type ComposePort, type EvidenceId, itemsAt, type Node, textAt } from "../../../model/index.ts";
import { isScalar } from "./fields.ts";

/** A range longer than this is kept as its first port: a thousand ports of one line are one fact. */
const longest = 64;

/** Published ports of a service, short and long syntax; ranges one by one. */
export const portsOf = (service: Node): readonly ComposePort[] =>
  itemsAt(service, "ports").flatMap((item) =>
    isScalar(item)
      ? shortPorts(item.text, item.at, item.written ?? item.text).map((it) => (item.plain ? { ...it, plain: true } : it))
      : longPort(item),
  );

function longPort(item: Node): ComposePort[] {
  if (item.kind !== "map") return [];
  const protocol = protocolOf(textAt(item, "protocol"));
  const hostIp = textAt(item, "host_ip");
  const published = textAt(item, "published");
  return paired(rangeOf(textAt(item, "target") ?? ""), published, { at: item.at, protocol, ...(hostIp && { hostIp }) });
}

/** `[[address:]host:]container[/protocol]`; an address of version 6 stands in brackets or bare. */
export function shortPorts(text: string, at: EvidenceId, short: string): ComposePort[] {
  const slash = text.lastIndexOf("/");
  const protocol = protocolOf(slash < 0 ? undefined : text.slice(slash + 1));
  const parts = partsOf(slash < 0 ? text : text.slice(0, slash));
  const target = parts.pop() ?? "";
  const published = parts.pop();
  const address = parts.join(":").replace(/^\[|\]$/g, "");
  return paired(rangeOf(target), published === "" ? undefined : published, {
    at,
    short,
    protocol,
    ...(address !== "" && { hostIp: address }),
  });
}

/** Between colons; those of `${…}` and of a bracketed address are not among them. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const char of text) {
    if (char === "{" || char === "[") depth++;
    if (char === "}" || char === "]") depth--;
    if (char === ":" && depth <= 0) {
      parts.push(part);
      part = "";
    } else part += char;
  }
  return [...parts, part];
}

/** `8000-8010` → both ends, `80` → twice the same, anything else → nothing. */
function rangeOf(text: string): readonly [number, number] | undefined {
  const match = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(text);
  if (match === null) return undefined;
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  return from >= 1 && to <= 65535 && from <= to ? [from, to] : undefined;
}

function paired(
  target: readonly [number, number] | undefined,
  published: string | undefined,
  rest: Omit<ComposePort, "target" | "published">,
): ComposePort[] {
  if (target === undefined) return [{ ...rest, ...(published !== undefined && { published }) }];
  const [from, to] = target;
  const host = published === undefined ? undefined : rangeOf(published);
  // A range for one port of the container is a choice, not a list.
  const parallel = host !== undefined && host[1] - host[0] === to - from;
  const count = Math.min(to - from, longest - 1);
  return Array.from({ length: count + 1 }, (_, step) => ({
    ...rest,
    target: from + step,
    ...(published !== undefined && { published: parallel ? String(host[0] + step) : published }),
  }));
}

const protocolOf = (text: string | undefined): "tcp" | "udp" => (text?.toLowerCase() === "udp" ? "udp" : "tcp");

/** Container ports that `expose` names. */
export function exposedOf(service: Node): readonly number[] {
  const numbers = itemsAt(service, "expose").flatMap((item) => {
    const range = isScalar(item) ? rangeOf(item.text.split("/")[0] ?? "") : undefined;
    if (range === undefined) return [];
    return Array.from({ length: Math.min(range[1] - range[0], longest - 1) + 1 }, (_, step) => range[0] + step);
  });
  return [...new Set(numbers)];
}
