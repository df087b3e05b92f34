import type { Address } from "../../../syntax/addresses/addresses.ts";
import { isIp, isLocal, isPlaceholder, looksPublic } from "../../../syntax/addresses/hosts.ts";
import { implausible, isCodeHost, isName, isSelf } from "../../facts/hosts.ts";
import type { Link } from "../../facts/link.ts";
import { type Cluster, containerPort, listens, type Runner, type Service } from "../cluster.ts";
import { mentionsOf, type Said, type Shares } from "./mentions.ts";

/** `elsewhere`: whether a host is a name of some other variant; then it is not unknown, only absent here. */
export function* linksOf(runner: Runner, cluster: Cluster, shares: Shares, elsewhere: (host: string) => boolean): Iterable<Link> {
  for (const mention of mentionsOf(runner, cluster)) {
    const shared = mention.whole === undefined ? 0 : (shares.get(mention.whole) ?? 0);
    const because = mention.waits ? "it is only waited for" : shared > 1 ? `${shared} workloads take all of it` : undefined;
    for (const address of mention.addresses) yield* reach(runner, { mention, because }, address, cluster, elsewhere);
  }
}

type Rest = Omit<Link, "to" | "sure" | "because">;

interface Doubted {
  readonly mention: Said;
  /** Why nothing surer than a guess comes of it. */
  readonly because: string | undefined;
}

function reach(
  from: Runner,
  { mention, because }: Doubted,
  address: Address,
  cluster: Cluster,
  elsewhere: (host: string) => boolean,
): readonly Link[] {
  const { host, port, scheme } = address;
  // Containers of one pod share `localhost`; who listens there is part of the same component.
  if (host === "localhost" || host.includes("$")) return [];
  const rest: Rest = {
    from: from.key,
    at: mention.at,
    also: mention.also,
    where: mention.where,
    host,
    port,
    scheme,
    deed: mention.says.deed,
    name: mention.name,
  };
  const answer = cluster.resolve(host, from.manifest.namespace);
  if (answer?.by === "runner") {
    const guess = answer.runner.operated?.byConvention && "charts of that name call their Service so";
    const why = because ?? (guess || undefined);
    return answer.runner === from ? [] : [{ ...rest, to: { service: answer.runner.key }, sure: why === undefined, because: why }];
  }
  if (answer?.by === "service") return throughService(answer.service, { from, rest, address, because }, cluster);
  if (mention.file || isLocal(host) || isIp(host) || isPlaceholder(host) || ofThePlatform(host) || elsewhere(host)) return [];
  const sure = { ...rest, sure: because === undefined, because };
  if (inCluster(host)) return [{ ...sure, to: { unknown: host } }];
  if (looksPublic(host))
    return mention.outward && !isCodeHost(host) && !isSelf(host, from.name) ? [{ ...sure, to: { outside: host.toLowerCase() } }] : [];
  const telling = mention.telling || (address.form === "url" && mention.where.startsWith("environment") && !mention.says.own);
  return telling && isName(host) && !(address.form === "pair" && implausible(port)) ? [{ ...sure, to: { unknown: host } }] : [];
}

interface Asked {
  readonly from: Runner;
  readonly rest: Rest;
  readonly address: Address;
  readonly because: string | undefined;
}

/** Who answers behind a Service: those of its workloads that listen where it sends this port. */
function throughService(service: Service, { from, rest, address, because }: Asked, cluster: Cluster): readonly Link[] {
  const { port, form } = address;
  const sure = { ...rest, sure: because === undefined, because };
  if (form === "pair" && implausible(port) && !service.ports.some((it) => it.port === port)) return [];
  if (service.external !== undefined) {
    const inside = cluster.resolve(service.external, service.manifest.namespace);
    const runner = inside?.by === "runner" ? inside.runner : inside?.service.runners[0];
    return runner === undefined
      ? [{ ...sure, to: { outside: service.external.toLowerCase() } }]
      : runner === from
        ? []
        : [{ ...sure, to: { service: runner.key } }];
  }
  if (service.runners.length === 0)
    return [{ ...sure, to: service.selects ? { unknown: service.manifest.name } : { outside: service.manifest.name } }];
  return answering(service, port)
    .filter((it) => it !== from)
    .map((it) => ({ ...sure, to: { service: it.key } }));
}

export function answering(service: Service, port: number | undefined): readonly Runner[] {
  const { runners, ports } = service;
  if (runners.length < 2) return runners;
  const asked = port === undefined ? ports : ports.filter((it) => it.port === port);
  const open = runners.filter((runner) =>
    asked.some((it) => {
      const number = containerPort(runner, it);
      return number !== undefined && listens(runner, number);
    }),
  );
  return open.length > 0 ? open : runners;
}

/** A name that only the cluster's own name service answers to. */
const inCluster = (host: string): boolean => /\.svc(?:\.|$)|\.cluster\.local\.?$/i.test(host);

/** The API server, and what machines of a cloud ask about themselves. */
const ofThePlatform = (host: string): boolean =>
  /^kubernetes(?:\.default(?:\.svc(?:\..+)?)?)?$|^kube-dns\.|\.internal$|^metadata$/i.test(host);
