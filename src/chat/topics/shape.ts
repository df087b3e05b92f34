/** Questions to a dossier that several topics ask: who shares what, what many need, which chain is longest. */
import type { ComponentLine, Overview } from "../../protocol.ts";
import { grouped, type Link, stores } from "../facts.ts";
import { linked, listed } from "../markdown.ts";
import type { Piece } from "../turn.ts";
import type { Dossier } from "./topic.ts";

export const ofKind = ({ inside }: Dossier, ...kinds: readonly ComponentLine["kind"][]): readonly ComponentLine[] =>
  inside.filter((it) => kinds.includes(it.kind));

/** What the team's own code runs as. */
export const services = (dossier: Dossier): readonly ComponentLine[] => ofKind(dossier, "service", "frontend", "function", "job");

/** What only serves the others: it is there because there are several. */
export const supports = (dossier: Dossier): readonly ComponentLine[] =>
  ofKind(dossier, "gateway", "config", "discovery", "monitoring", "infra");

export const names = (of: readonly ComponentLine[], most = 6): readonly Piece[] =>
  listed(
    of.map((it) => linked(it.name, it.place)),
    most,
  );

const eachOnce = (lines: readonly ComponentLine[]): readonly ComponentLine[] => [...new Map(lines.map((it) => [it.ref, it])).values()];

/** Those who reach a component with data or messages, or call it; each once. */
export const usersOf = ({ links }: Dossier, of: ComponentLine): readonly ComponentLine[] =>
  eachOnce(links.filter(({ use, from }) => use.to === of.ref && from.kind !== "monitoring").map(({ from }) => from));

/** Stores that two or more of the team's services use. */
export const shared = (dossier: Dossier): readonly { readonly store: ComponentLine; readonly users: readonly ComponentLine[] }[] =>
  ofKind(dossier, "database", "search", "storage")
    .map((store) => ({ store, users: usersOf(dossier, store).filter((it) => services(dossier).includes(it)) }))
    .filter(({ users }) => users.length > 1);

/** Components of others that are called. */
export const outsiders = ({ links }: Dossier): readonly ComponentLine[] =>
  eachOnce(links.flatMap(({ to }) => (to?.standing === "outside" ? [to] : [])));

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
  return eachOnce(calls.map((it) => it.from))
    .map((it) => from(it, new Set()))
    .reduce<readonly ComponentLine[]>((best, it) => (it.length > best.length ? it : best), []);
}

/** Whoever waits for an answer at the other end; a start-up file or a queue makes nobody wait. */
const waits = ({ use, from }: Link): boolean => (use.style === "call" || use.style === "data") && from.kind !== "monitoring";

/** Everybody who cannot answer without it, however far, nearest first. */
export function dependents({ links }: Dossier, of: ComponentLine): readonly ComponentLine[] {
  const into = grouped(links.filter(waits), (it) => it.use.to);
  const found = new Map<string, ComponentLine>();
  for (let ring: readonly string[] = [of.ref]; ring.length > 0; ) {
    const next = ring.flatMap((ref) => into.get(ref as ComponentLine["ref"]) ?? []).map(({ from }) => from);
    const fresh = eachOnce(next).filter((it) => it.ref !== of.ref && !found.has(it.ref));
    for (const it of fresh) found.set(it.ref, it);
    ring = fresh.map(({ ref }) => ref);
  }
  return [...found.values()];
}

/** Components that others wait for and that run once, the most needed first; among equals the one that is hardest to have twice. */
export const alone = (dossier: Dossier): readonly { readonly line: ComponentLine; readonly behind: readonly ComponentLine[] }[] =>
  dossier.inside
    .filter((it) => instancesOf(it) < 2 && it.kind !== "job" && it.kind !== "monitoring")
    .map((line) => ({ line, behind: dependents(dossier, line) }))
    .filter(({ behind }) => behind.length > 0)
    .sort((a, b) => b.behind.length - a.behind.length || hardness(b.line) - hardness(a.line));

const hard: Readonly<Partial<Record<ComponentLine["kind"], number>>> = { database: 2, search: 1, storage: 1, cache: -1 };
const hardness = ({ kind }: ComponentLine): number => hard[kind] ?? 0;

/** How much a component bears beside a database; experience, not a measurement. */
const bears: Readonly<Partial<Record<ComponentLine["kind"], number>>> = { cache: 5, broker: 5, gateway: 4, storage: 3 };

/**
 * What gives way first when everything doubles: where most instances press on fewest of its own. A database before what can be
 * started again beside itself.
 */
export const pressed = (dossier: Dossier): readonly { readonly line: ComponentLine; readonly by: readonly ComponentLine[] }[] =>
  dossier.inside
    .map((line) => {
      const by = eachOnce(dossier.links.filter((it) => waits(it) && it.use.to === line.ref).map(({ from }) => from));
      const instances = by.reduce((sum, it) => sum + instancesOf(it), 0);
      return { line, by, load: instances / instancesOf(line) / (bears[line.kind] ?? 1) };
    })
    .filter(({ by }) => by.length > 0)
    .sort((a, b) => b.load - a.load || Number(isStore(b.line)) - Number(isStore(a.line)));

export const instancesOf = (it: ComponentLine): number => Math.max(1, it.replicas ?? 1);

export const isStore = ({ kind }: ComponentLine): boolean => stores.has(kind);

const relational = /postgres|mysql|maria|oracle|sql ?server|mssql|sqlite|cockroach|aurora|percona|db2|azure sql/i;
/** Whether it is asked in SQL, as far as anybody says what it is. */
export const isRelational = ({ kind, technology, name }: ComponentLine): boolean =>
  kind === "database" && relational.test(technology ?? name);

const byOrchestrator: ReadonlySet<string> = new Set(["kustomize", "helm", "manifests"]);
/** Whether an orchestrator runs it in some variant. */
export const inCluster = ({ overview }: { readonly overview: Overview }): boolean =>
  overview.systems.some((it) => it.variants.some(({ origin }) => byOrchestrator.has(origin)));

/** Requests a second in the busiest minute; `undefined` = nobody states traffic. */
export const peakOf = ({ stated: { traffic } }: Pick<Dossier, "stated">): number | undefined =>
  traffic?.requestsPerSecond === undefined ? undefined : Math.round(traffic.requestsPerSecond * (traffic.peakFactor ?? 3) * 10) / 10;
