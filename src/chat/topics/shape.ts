/** Questions to a dossier that several topics ask: who shares what, what many need, which chain is longest. */
import type { ComponentLine } from "../../protocol.ts";
import { grouped, type Link, stores } from "../facts.ts";
import { linked, listed } from "../markdown.ts";
import type { Piece } from "../turn.ts";
import type { Dossier } from "./topic.ts";

export const ofKind = ({ inside }: Dossier, ...kinds: readonly ComponentLine["kind"][]): readonly ComponentLine[] =>
  inside.filter((it) => kinds.includes(it.kind));

/** What the team's own code runs as. */
export const services = (dossier: Dossier): readonly ComponentLine[] => ofKind(dossier, "service", "frontend", "function", "job");

export const names = (of: readonly ComponentLine[], most = 6): readonly Piece[] =>
  listed(
    of.map((it) => linked(it.name, it.place)),
    most,
  );

/** Those who reach a component with data or messages, or call it; each once. */
export function usersOf({ links }: Dossier, of: ComponentLine): readonly ComponentLine[] {
  return [
    ...new Map(
      links.filter(({ use, from }) => use.to === of.ref && from.kind !== "monitoring").map(({ from }) => [from.ref, from]),
    ).values(),
  ];
}

/** Stores that two or more of the team's services use. */
export const shared = (dossier: Dossier): readonly { readonly store: ComponentLine; readonly users: readonly ComponentLine[] }[] =>
  ofKind(dossier, "database", "search", "storage")
    .map((store) => ({ store, users: usersOf(dossier, store).filter((it) => services(dossier).includes(it)) }))
    .filter(({ users }) => users.length > 1);

/** The longest chain of calls in which each waits for the next; a circle is followed once. */
export function longestChain({ links }: Dossier): readonly ComponentLine[] {
  const calls = links.filter(
    (it): it is Link & { readonly to: ComponentLine } => it.use.style === "call" && it.to !== undefined && !isStore(it.to),
  );
  const out = grouped(calls, (it) => it.from.ref);
  const known = new Map<string, readonly ComponentLine[]>();
  const from = (at: ComponentLine, path: ReadonlySet<string>): readonly ComponentLine[] => {
    const before = known.get(at.ref);
    if (before !== undefined) return before;
    let best: readonly ComponentLine[] = [at];
    for (const { to } of out.get(at.ref) ?? []) {
      // Deep enough for every chain that somebody could still wait for.
      if (path.has(to.ref) || path.size > 30) continue;
      const rest = from(to, new Set([...path, at.ref]));
      if (rest.length + 1 > best.length) best = [at, ...rest];
    }
    known.set(at.ref, best);
    return best;
  };
  return [...new Map(calls.map((it) => [it.from.ref, it.from])).values()]
    .map((it) => from(it, new Set()))
    .reduce<readonly ComponentLine[]>((best, it) => (it.length > best.length ? it : best), []);
}

/** Everybody behind a component, however far: what stops when it stops. */
export function weightOf({ links }: Dossier, of: ComponentLine): number {
  const into = grouped(
    links.filter(({ from }) => from.kind !== "monitoring"),
    (it) => it.use.to,
  );
  const found = new Set<string>();
  for (let ring: readonly string[] = [of.ref]; ring.length > 0; ) {
    const next = ring.flatMap((ref) => (into.get(ref as ComponentLine["ref"]) ?? []).map(({ from }) => from.ref));
    ring = [...new Set(next)].filter((it) => it !== of.ref && !found.has(it));
    for (const it of ring) found.add(it);
  }
  return found.size;
}

/** Components that others need and that run once, the most needed first. */
export const alone = (dossier: Dossier): readonly { readonly line: ComponentLine; readonly weight: number }[] =>
  dossier.inside
    .filter((it) => (it.replicas ?? 1) < 2 && it.kind !== "job" && it.kind !== "monitoring")
    .map((line) => ({ line, weight: weightOf(dossier, line) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);

export const isStore = ({ kind }: ComponentLine): boolean => stores.has(kind);

/** Whether an orchestrator runs it in some variant. */
export const inCluster = ({ overview }: Dossier): boolean =>
  overview.systems.some((it) => it.variants.some(({ origin }) => origin === "kustomize" || origin === "helm" || origin === "manifests"));

/** Requests a second in the busiest minute; `undefined` = nobody states traffic. */
export const peakOf = ({ stated: { traffic } }: Dossier): number | undefined =>
  traffic?.requestsPerSecond === undefined ? undefined : Math.round(traffic.requestsPerSecond * (traffic.peakFactor ?? 3) * 10) / 10;
