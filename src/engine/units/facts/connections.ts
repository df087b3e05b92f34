import type { EvidenceId, NonEmpty, Said, UnitUse, VariantId } from "../../model/index.ts";
import { outsideKey } from "./components.ts";
import { type Ledger, openSayings, type Sayings } from "./ledger.ts";
import type { Link } from "./link.ts";
import { deedOf, type End, protocolOf, styleOf } from "./uses.ts";

/** One variant, with everything between its components. */
export interface LinkedVariant {
  readonly id: VariantId;
  readonly links: readonly Link[];
  /** What is known of a component by its key. */
  end(key: string): End | undefined;
}

/** One use for each place and pair of ends, over all variants. */
export function usesOf(variants: readonly LinkedVariant[], ledger: Ledger): readonly UnitUse[] {
  const uses = new Map<string, { use: Omit<UnitUse, "exists">; exists: Sayings<true> }>();
  for (const { id, links, end } of variants) {
    for (const [at, together] of byPlace(links)) {
      const says = sentence(together);
      ledger.note(at, says, id, together.some((it) => it.sure) ? "declared" : "inferred");
      for (const link of together) {
        const from = end(link.from);
        if (from === undefined) continue;
        const to = "service" in link.to ? end(link.to.service) : undefined;
        const style = styleOf(from, to, link.scheme);
        const does = deedOf(style, from, to, link);
        const protocol = protocolOf(to, link.scheme, link.port);
        const key = `${at}\n${does}\n${link.from}\n${JSON.stringify(link.to)}`;
        const entry = uses.get(key) ?? {
          use: {
            from: link.from,
            to: addressOf(link),
            style,
            does,
            ...(protocol && { protocol }),
            ...(link.port && { port: link.port }),
            ...(link.where.startsWith("environment ") && link.name !== "" && { variable: link.name }),
          },
          exists: openSayings<true>(),
        };
        uses.set(key, entry);
        entry.exists.say(true, id, at, ...(link.also ?? []));
      }
    }
  }
  return [...uses.values()].map(({ use, exists }) => ({ ...use, exists: exists.values() as unknown as NonEmpty<Said<true>> }));
}

function addressOf({ to, host, port, scheme }: Link): UnitUse["to"] {
  if ("service" in to) return { key: to.service };
  if ("outside" in to) return { key: outsideKey(to.outside) };
  return { host, ...(port !== undefined && { port }), ...(scheme !== undefined && { scheme }) };
}

function byPlace(links: readonly Link[]): ReadonlyMap<EvidenceId, readonly Link[]> {
  const places = new Map<EvidenceId, Link[]>();
  for (const link of links) {
    const list = places.get(link.at);
    if (list === undefined) places.set(link.at, [link]);
    else list.push(link);
  }
  return places;
}

/** What one place says, for people: hosts, ports and names, never a value. The same for every service that shares the place. */
function sentence(links: readonly Link[]): string {
  const [first] = links as NonEmpty<Link>;
  const { where, because } = first;
  if (where === "depends_on") return `depends_on ${first.host}: start order only`;
  if (where === "link" || where === "external link") return `${where} to ${first.host}`;
  if (first.proxy) return `${where}: requests for ${first.host} come through ${[...new Set(links.map((it) => it.from))].join(" and ")}`;
  const named = links.map(({ host, port, to }) => {
    const other =
      "service" in to && to.service !== host ? `, which is ${to.service}` : "unknown" in to ? ", which nobody here answers to" : "";
    return `${host}${port === undefined ? "" : `:${port}`}${other}`;
  });
  const distinct = [...new Set(named)];
  const shown = distinct.length > 5 ? [...distinct.slice(0, 5), `${distinct.length - 5} more`] : distinct;
  return `${where} names ${shown.join(" and ")}${because === undefined ? "" : ` (${because})`}`;
}
