import { protocolOn } from "../../knowledge/images.ts";
import { schemeNamed } from "../../knowledge/schemes.ts";
import type { Technology } from "../../knowledge/technology.ts";
import { wordsOf } from "../../knowledge/variables.ts";
import { type Deed, type Kind, type Style, storeKinds } from "../../model/index.ts";
import type { Link } from "./link.ts";

/** What is known of an end of a connection. */
export interface End {
  readonly name: string;
  readonly kind: Kind;
  readonly technology: Technology | undefined;
}

/**
 * How a connection is meant:
 * - what watches or administers reaches others as `infrastructure`, and so do members of one cluster
 * - a scheme that belongs to stores or brokers says `data` or `message`, unless the target is known to be something else
 * - else the target's kind decides; a service, a gateway, a frontend is called
 */
export function styleOf(from: End, to: End | undefined, scheme: string | undefined): Style {
  if (from.kind === "monitoring" || from.technology?.people) return "infrastructure";
  if (from.technology !== undefined && from.technology === to?.technology && storeKinds.has(from.kind)) return "infrastructure";
  const byKind = to === undefined ? undefined : (styles[to.kind] ?? poolStyle(to));
  if (to?.technology !== undefined && byKind !== undefined) return byKind;
  return (scheme === undefined ? undefined : schemeNamed(scheme)?.style) ?? byKind ?? "call";
}

/** What pools or shards a store is reached as the store is. */
const poolStyle = ({ kind, technology }: End): Style | undefined =>
  kind === "gateway" && technology?.protocol !== undefined ? schemeNamed(technology.protocol)?.style : undefined;

const styles: Readonly<Partial<Record<Kind, Style>>> = {
  database: "data",
  cache: "data",
  search: "data",
  storage: "data",
  broker: "message",
  config: "infrastructure",
  discovery: "infrastructure",
  identity: "infrastructure",
  monitoring: "infrastructure",
  infra: "infrastructure",
};

/**
 * What is done over it, as far as something says so: of a store or a broker nothing but "calls" is known until a name says that it
 * is read, written, published to or consumed from; a registry is registered with where it is one and is named so.
 */
export function deedOf(style: Style, from: End, to: End | undefined, link: Pick<Link, "deed" | "name">): Deed {
  if (style === "message") {
    if (link.deed === "publishes" || link.deed === "consumes") return link.deed;
    return /(?:^|[-_.])(?:workers?|consumers?|subscribers?|listeners?|processors?|celery|sidekiq|beat)(?:$|[-_.\d])/i.test(from.name)
      ? "consumes"
      : "calls";
  }
  if (style === "data" && (link.deed === "reads" || link.deed === "writes")) return link.deed;
  if (
    style === "infrastructure" &&
    to?.kind === "discovery" &&
    wordsOf(link.name).some((it) => it === "eureka" || it === "discovery" || it === "registry")
  )
    return "registers";
  return "calls";
}

/** What is spoken, as far as it is said: the scheme, else what the target's product speaks there. Never from a number alone. */
export function protocolOf(to: End | undefined, scheme: string | undefined, port: number | undefined): string | undefined {
  const said = scheme === undefined ? undefined : schemeNamed(scheme)?.protocol;
  const known = to?.technology === undefined ? undefined : protocolOn(to.technology, port);
  // `tcp://db:5432` says less than what db is.
  return said ?? known ?? (scheme === "tcp" || scheme === "udp" ? scheme : undefined);
}

/** What a service must be that is spoken to like this, where its own lines leave that open. */
export function kindSpokenTo(scheme: string): { readonly kind: Kind; readonly technology: string | undefined } | undefined {
  const known = schemeNamed(scheme);
  if (known?.style === "message") return { kind: "broker", technology: known.technology };
  if (known?.style !== "data") return undefined;
  const cache = known.protocol === "redis" || known.protocol === "memcached";
  return {
    kind: cache ? "cache" : known.technology === "Elasticsearch" || known.technology === "OpenSearch" ? "search" : "database",
    technology: known.technology,
  };
}

/** Whether waiting for its start can mean that it is reached: what nobody's program calls, and what only runs once, cannot. */
export const startOrderTells = (from: End, to: End): boolean =>
  from.technology?.client !== false && from.kind !== "external" && to.technology?.people !== true && to.kind !== "job";
