import type { Link } from "../../facts/link.ts";
import type { Nature } from "../../facts/nature.ts";
import { spokenTo } from "../../facts/spoken.ts";
import type { Cluster } from "../cluster.ts";
import { linksOf } from "./links.ts";
import { sharesOf } from "./mentions.ts";
import { natureOf } from "./nature.ts";
import { portsOf, type SaidPort } from "./ports.ts";
import { controllersAmong, routedBy, routesOf } from "./routes.ts";

/** One variant, read: what runs in it and everything between. */
export interface ReadCluster {
  readonly cluster: Cluster;
  readonly natures: ReadonlyMap<string, Nature>;
  readonly links: readonly Link[];
  readonly ports: ReadonlyMap<string, readonly SaidPort[]>;
}

export function readCluster(cluster: Cluster, elsewhere: (host: string) => boolean): ReadCluster {
  const natures = new Map(cluster.runners.map((it) => [it.key, natureOf(it)]));
  const shares = sharesOf(cluster);
  const links = cluster.runners.flatMap((it) => [...linksOf(it, cluster, shares, elsewhere)]);
  const routes = [...routesOf(cluster)];
  links.push(...routedBy(routes, controllersAmong(cluster.runners, natures)));
  for (const [key, nature] of spokenTo((it) => natures.get(it), links)) natures.set(key, nature);
  return { cluster, natures, links, ports: portsOf(cluster, routes) };
}
