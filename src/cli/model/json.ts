import {
  type Connection,
  type Engine,
  fileOf,
  type In,
  type Ref,
  type Said,
  type SystemId,
  systemOf,
  union,
  type Values,
} from "../../engine/index.ts";
import { linesOf, proofsOf, strongest } from "./places.ts";
import type { Seen } from "./seen.ts";

/**
 * The architecture as other tools take it (DESIGN.md §7): a fixed contract. Fields are only ever added; `null` stands where nothing is
 * said. Lines count from 1, files are relative to the folder that was given.
 */
export function modelJson(engine: Engine, seen: Seen, systems: ReadonlySet<SystemId>) {
  const { variants, endpoints, topics, entities } = engine.architecture();
  const graph = engine.graph();
  const ours = graph.systems().filter((it) => systems.has(it.id));
  const ofOurs = <T extends { readonly id: Ref; readonly exists: Values<true> }>(rows: ReadonlyMap<Ref, T>) =>
    [...rows.values()]
      .filter((it) => systems.has(systemOf(it.id)) && seen.existing(systemOf(it.id), it.exists).length > 0)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  const ground = (system: SystemId, exists: Values<true>) => ({
    in: inAll(exists),
    evidence: proofsOf(engine, seen.existing(system, exists)),
  });
  return {
    schemaVersion: 1,
    systems: ours.map(({ id, folder, reason }) => ({ id, folder, reason })),
    variants: [...variants.values()]
      .filter((it) => systems.has(it.system))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, system, origin, environment, files, main, title }) => ({
        id,
        system,
        origin,
        environment: environment ?? null,
        files,
        main,
        title,
      })),
    components: ours.flatMap(({ id }) => componentsOf(engine, seen, id)),
    connections: connectionsOf(engine, seen, systems).map(({ from, to, style, uses }) => {
      const said = uses.flatMap((it) => seen.existing(systemOf(it.from), it.exists));
      const evidence = proofsOf(engine, said);
      const protocols = [...new Set(uses.flatMap((it) => it.protocol ?? []))];
      const ports = [...new Set(uses.flatMap((it) => it.port ?? []))];
      return {
        from,
        to,
        style,
        protocol: protocols[0] ?? null,
        strength: strongest(evidence),
        in: inAll(uses.flatMap((it) => it.exists)),
        evidence,
        does: [...new Set(uses.map((it) => it.does))],
        protocols,
        ports,
      };
    }),
    endpoints: ofOurs(endpoints).map(({ id, server, protocol, name, because, exists }) => ({
      id,
      server: server ?? null,
      protocol,
      name,
      because: because ?? null,
      ...ground(systemOf(id), exists),
    })),
    topics: ofOurs(topics).map(({ id, broker, name, parties = [], exists }) => ({
      id,
      broker: broker ?? null,
      name,
      parties: parties.map((it) => ({ component: it.component, does: it.does, ...ground(systemOf(id), it.exists) })),
      ...ground(systemOf(id), exists),
    })),
    entities: ofOurs(entities).map(({ id, store, storeBecause, name, columns, keys, exists }) => ({
      id,
      store: store ?? null,
      name,
      columns: columns.map(({ at, ...it }) => ({ ...it, ...placeOf(engine, at) })),
      keys: keys.map(({ at, ...it }) => ({ ...it, ...placeOf(engine, at) })),
      ...ground(systemOf(id), exists),
      storeBecause: storeBecause ?? null,
    })),
    schemas: graph
      .resources("sql-schema")
      .filter((it) => systems.has(it.system))
      .map(({ system, tool, place, dialect, files, statements, understood, tables }) => ({
        system,
        tool,
        place,
        dialect,
        files,
        statements,
        understood,
        tables,
      })),
    problems: engine.problems().map(({ message, file, span, severity }) => ({ message, file, line: linesOf(span).line, severity })),
  };
}

/** Where a column or a key was last made. */
function placeOf(
  engine: Engine,
  at: Parameters<Engine["place"]>[0] | undefined,
): { readonly file: string | null; readonly line: number | null } {
  return at === undefined ? { file: null, line: null } : { file: fileOf(at), line: linesOf(engine.place(at)).line };
}

function componentsOf(engine: Engine, seen: Seen, system: SystemId) {
  const graph = engine.graph();
  return graph
    .components(system)
    .map((it) => ({ it, exists: seen.existing(system, it.exists) }))
    .filter(({ exists }) => exists.length > 0)
    .map(({ it, exists }) => ({
      id: it.id,
      system,
      name: it.name,
      kind: graph.kind(it, seen.variantOf(system)),
      technology: seen.value(system, it.technology) ?? null,
      aliases: [...new Set(seen.existing(system, it.aliases).map(({ value }) => value))].filter((alias) => alias !== it.name),
      in: inAll(it.exists),
      evidence: proofsOf(engine, exists),
      standing: it.standing,
      version: seen.value(system, it.version) ?? null,
      owner: seen.value(system, it.owner) ?? null,
      replicas: seen.value(system, it.replicas) ?? null,
      ports: seen.existing(system, it.ports).map(({ value: { number, protocol, published, name } }) => ({
        number,
        protocol,
        published: published === undefined ? null : { port: published.port, host: published.host ?? null },
        name: name ?? null,
      })),
    }));
}

/** The connections that hold, of each only the uses that do; one that joins two systems stands once. */
export function connectionsOf(engine: Engine, seen: Seen, systems: ReadonlySet<SystemId>): readonly Connection[] {
  /** Whether an end is there: what code says holds wherever its component does, and one of another variant is not looked at. */
  const isThere = (ref: Ref): boolean => {
    const component = engine.graph().component(ref);
    return component !== undefined && seen.existing(component.system, component.exists).length > 0;
  };
  return engine
    .graph()
    .connections()
    .filter(({ from, to }) => systems.has(systemOf(from)) || systems.has(systemOf(to)))
    .filter(({ from, to }) => isThere(from) && isThere(to))
    .map((it) => ({ ...it, uses: it.uses.filter((use) => seen.existing(systemOf(use.from), use.exists).length > 0) }))
    .filter(({ uses }) => uses.length > 0);
}

/** Every variant in which any of it holds, whichever one is looked at. */
const inAll = (said: readonly Said<unknown>[]): In => {
  const [first, ...others] = said.map((it) => it.in);
  return first === undefined ? "all" : others.reduce<In>(union, first);
};
