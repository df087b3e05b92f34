import type { Connection, Graph } from "../../graph/graph.ts";
import {
  type Component,
  type EvidenceId,
  type In,
  isNamedByFolder,
  matchesName,
  type NonEmpty,
  nameOf,
  type Ref,
  type Said,
  type Selector,
  systemOf,
  type Use,
  union,
} from "../../model/index.ts";

/** Whether a component is one of those a selector means. One that says nothing means all. */
export function isMeant(selector: Selector | undefined, component: Component, graph: Graph): boolean {
  if (selector === undefined) return true;
  const { names, kinds, technologies, systems, owners, standings, not } = selector;
  const fits = (patterns: readonly string[] | undefined, texts: readonly string[]): boolean =>
    patterns === undefined || patterns.some((pattern) => texts.some((it) => matchesName(pattern, it)));
  const values = (said: readonly { readonly value: string }[]): readonly string[] => said.map(({ value }) => value);
  return (
    fits(names, [component.name, `${component.system}/${component.name}`, ...values(component.aliases)]) &&
    fits(systems, [component.system]) &&
    fits(technologies, values(component.technology)) &&
    fits(owners, values(component.owner)) &&
    (kinds === undefined || kinds.includes(graph.kind(component))) &&
    (standings === undefined || standings.includes(component.standing)) &&
    (not === undefined || !isMeant(not, component, graph))
  );
}

/** A selector as a person would say it: "payments*", "a database that runs MongoDB". */
export function inWords(selector: Selector | undefined): string {
  const { names, kinds, technologies, systems, owners, standings, not } = selector ?? {};
  const head = names?.join(" or ") ?? kinds?.join(" or ") ?? "component";
  const more = [
    names !== undefined && kinds !== undefined && `of the kind ${kinds.join(" or ")}`,
    technologies && `that runs ${technologies.join(" or ")}`,
    systems && `of ${systems.join(" or ")}`,
    owners && `owned by ${owners.join(" or ")}`,
    standings && `that is ${standings.join(" or ")}`,
    not && `but no ${inWords(not)}`,
  ].filter((it) => typeof it === "string");
  return [head, ...more].join(" ");
}

/** Where any of them holds. */
export const whereOf = ([first, ...rest]: NonEmpty<Said<unknown>>): In => rest.reduce<In>((all, it) => union(all, it.in), first.in);

/** A component in a cause: without its system where that is called as the open folder is, which is another in every clone. */
export function causeOf(ref: Ref, graph: Graph): string {
  const system = graph.systems().find(({ id }) => id === systemOf(ref));
  return system === undefined || isNamedByFolder(system) ? nameOf(ref) : `${system.id}/${nameOf(ref)}`;
}

/** The places that prove something, without repeats. */
export const proofOf = (said: readonly Said<unknown>[]): readonly EvidenceId[] => [
  ...new Set(said.flatMap(({ ground }) => (ground.by === "evidence" ? ground.proof : []))),
];

/** Everything that says that the uses of a connection are there. */
export const saidOfUses = (uses: readonly Use[]): readonly Said<true>[] => uses.flatMap((it) => it.exists);

/** Connections by one of their ends. */
export function byEnd(connections: readonly Connection[], end: "from" | "to"): ReadonlyMap<Ref, readonly Connection[]> {
  const found = new Map<Ref, Connection[]>();
  for (const it of connections) {
    const others = found.get(it[end]);
    if (others === undefined) found.set(it[end], [it]);
    else others.push(it);
  }
  return found;
}
