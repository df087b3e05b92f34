import type {
  Architecture,
  Component,
  ComponentRef,
  Endpoint,
  Entity,
  Evidence,
  Kind,
  KubernetesObject,
  Problem,
  Ref,
  Requirements,
  Resource,
  ResourceKind,
  ResourceOf,
  System,
  SystemId,
  Table,
  Tables,
  Topic,
  Use,
  Variant,
  VariantId,
} from "../model/index.ts";
import { holdsIn, noRequirements, systemOf } from "../model/index.ts";
import type { Connection, Graph } from "./graph.ts";
import { keysOfObject } from "./kubernetes/keys.ts";

/**
 * The tables of the architecture that is kept up to date, with the indexes the questions need. Rows are immutable, the tables
 * live: a keystroke must not pay for copying what it did not touch.
 */
export interface Store {
  readonly architecture: Architecture;
  readonly graph: Graph;
  /** Puts a row in place of what stood there (`undefined` = takes it out) and notes every question whose answer that may change. */
  put<T extends Table>(table: T, id: string, row: Tables[T] | undefined): void;
  /** Problems are put together when somebody asks for them. */
  setProblems(problems: () => readonly Problem[]): void;
  setRequirements(requirements: Requirements): void;
  /** The keys (ids, and the keys of `questions`) noted since this was last called. */
  changed(): ReadonlySet<string>;
}

/** The keys under which answers are noted: what a rule asked, and what a change may have altered. */
export const questions = {
  systems: "systems",
  variants: (system: SystemId) => `variants:${system}`,
  components: (system: SystemId | undefined) => `components:${system ?? ""}`,
  uses: "uses",
  usesFrom: (ref: Ref) => `from:${ref}`,
  usesTo: (ref: Ref) => `to:${ref}`,
  connections: (system: SystemId | undefined) => `connections:${system ?? ""}`,
  entities: (system: SystemId) => `entities:${system}`,
  endpoints: (system: SystemId) => `endpoints:${system}`,
  topics: (system: SystemId) => `topics:${system}`,
  resources: (kind: ResourceKind, system: SystemId | undefined) => `resources:${kind}:${system ?? ""}`,
  objects: (type: string, system: SystemId) => `objects:${type}:${system}`,
  objectsUnder: (key: string, system: SystemId) => `objects-under:${system}:${key}`,
  hasUnder: (key: string, system: SystemId) => `has-under:${system}:${key}`,
  resourcesOf: (component: ComponentRef) => `resources-of:${component}`,
  requirements: "requirements",
} as const;

const isUnder = (key: string): boolean => key.startsWith("objects-under:");

/** Rows under a key, in order of id; sorted when first asked after a change. */
interface Index<Row extends { readonly id: string }> {
  add(key: string, row: Row): void;
  remove(key: string, row: Row): void;
  get(key: string): readonly Row[];
  has(key: string): boolean;
}

function indexOf<Row extends { readonly id: string }>(): Index<Row> {
  const rows = new Map<string, Map<string, Row>>();
  const sorted = new Map<string, readonly Row[]>();
  return {
    add(key, row) {
      let under = rows.get(key);
      if (under === undefined) {
        under = new Map();
        rows.set(key, under);
      }
      under.set(row.id, row);
      sorted.delete(key);
    },
    remove(key, row) {
      const under = rows.get(key);
      if (under?.delete(row.id) && under.size === 0) rows.delete(key);
      sorted.delete(key);
    },
    has: (key) => rows.has(key),
    get(key) {
      let list = sorted.get(key);
      if (list === undefined) {
        list = [...(rows.get(key)?.values() ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1));
        sorted.set(key, list);
      }
      return list;
    },
  };
}

/** The keys a row is found under, by table. The row's own id is one for every table. */
function keysOf(table: Table, row: Tables[Table]): readonly string[] {
  switch (table) {
    case "systems":
      return [questions.systems];
    case "variants":
      return [questions.variants((row as Variant).system)];
    case "components":
      return [questions.components(undefined), questions.components((row as Component).system)];
    case "uses": {
      const { from, to } = row as Use;
      const systems = new Set([systemOf(from), systemOf(to)]);
      return [
        questions.uses,
        questions.usesFrom(from),
        questions.usesTo(to),
        questions.connections(undefined),
        ...[...systems].map((it) => questions.connections(it)),
      ];
    }
    case "resources": {
      const resource = row as Resource;
      const { kind, system, component } = resource;
      const keys = [questions.resources(kind, undefined), questions.resources(kind, system)];
      if (resource.kind === "kubernetes-object")
        keys.push(questions.objects(resource.type, system), ...keysOfObject(resource).map((it) => questions.objectsUnder(it, system)));
      return component === undefined ? keys : [...keys, questions.resourcesOf(component)];
    }
    case "entities":
      return [questions.entities(systemOf((row as Entity).id))];
    case "endpoints":
      return [questions.endpoints(systemOf((row as Endpoint).id))];
    case "topics":
      return [questions.topics(systemOf((row as Topic).id))];
    case "evidence":
      return [];
  }
}

/** Small systems answer with few rows; the fold is made on demand and kept until one of its uses changes. */
function foldConnections(uses: readonly Use[]): readonly Connection[] {
  const folded = new Map<string, { from: ComponentRef; to: Ref; style: Use["style"]; uses: Use[] }>();
  for (const use of uses) {
    const key = `${use.from}>${use.to}>${use.style}`;
    const known = folded.get(key);
    if (known) known.uses.push(use);
    else folded.set(key, { from: use.from, to: use.to, style: use.style, uses: [use] });
  }
  return [...folded.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, connection]) => connection);
}

export function openStore(): Store {
  const tables = {
    systems: new Map<string, System>(),
    variants: new Map<string, Variant>(),
    components: new Map<string, Component>(),
    endpoints: new Map<string, Endpoint>(),
    topics: new Map<string, Topic>(),
    entities: new Map<string, Entity>(),
    uses: new Map<string, Use>(),
    resources: new Map<string, Resource>(),
    evidence: new Map<string, Evidence>(),
  } satisfies { [T in Table]: Map<string, Tables[T]> };
  let problems: readonly Problem[] | (() => readonly Problem[]) = [];
  let requirements: Requirements = noRequirements;
  const index = indexOf<Tables[Table]>();
  const connections = new Map<string, readonly Connection[]>();
  let noted = new Set<string>();

  const list = <Row extends Tables[Table]>(key: string): readonly Row[] => index.get(key) as readonly Row[];

  const graph: Graph = {
    systems: () => list<System>(questions.systems),
    variants: (system) => list<Variant>(questions.variants(system)),
    variant: (id) => tables.variants.get(id),
    components: (system) => list<Component>(questions.components(system)),
    component: (ref) => tables.components.get(ref),
    kind: (component, variant) => kindOf(component, variant ?? mainVariant(component.system)),
    uses: () => list<Use>(questions.uses),
    usesFrom: (ref) => list<Use>(questions.usesFrom(ref)),
    usesTo: (ref) => list<Use>(questions.usesTo(ref)),
    connections(system) {
      const key = questions.connections(system);
      let folded = connections.get(key);
      if (folded === undefined) {
        folded = foldConnections(list<Use>(key));
        connections.set(key, folded);
      }
      return folded;
    },
    entities: (system) => list<Entity>(questions.entities(system)),
    endpoints: (system) => list<Endpoint>(questions.endpoints(system)),
    topics: (system) => list<Topic>(questions.topics(system)),
    resource: (id) => tables.resources.get(id),
    resources: <K extends ResourceKind>(kind: K, system?: SystemId) => list<ResourceOf<K>>(questions.resources(kind, system)),
    objects: (type, system) => list<KubernetesObject>(questions.objects(type, system)),
    objectsUnder([first, ...rest], system) {
      let found = list<KubernetesObject>(questions.objectsUnder(first, system));
      for (const key of rest) {
        const next = list<KubernetesObject>(questions.objectsUnder(key, system));
        if (next.length < found.length) found = next;
      }
      return found;
    },
    hasUnder: (key, system) => index.has(questions.objectsUnder(key, system)),
    resourcesOf: (component) => list<Resource>(questions.resourcesOf(component)),
    evidence: (id) => tables.evidence.get(id),
    requirements: () => requirements,
  };
  const mainVariant = (system: SystemId): VariantId | undefined => graph.variants(system).find((it) => it.main)?.id;

  return {
    architecture: {
      ...tables,
      get problems() {
        if (typeof problems === "function") problems = problems();
        return problems;
      },
    } as Architecture,
    graph,
    put(table, id, row) {
      const rows = tables[table] as Map<string, Tables[Table]>;
      const was = rows.get(id);
      const before = was === undefined ? [] : keysOf(table, was);
      const after = row === undefined ? [] : keysOf(table, row);
      noted.add(id);
      if (row === undefined) rows.delete(id);
      else rows.set(id, row);
      // Evidence, half of all rows, is found by its id alone.
      if (before.length === 0 && after.length === 0) return;
      const empty = after.filter((key) => !index.has(key));
      for (const key of before) if (was !== undefined) index.remove(key, was);
      for (const key of after) if (row !== undefined) index.add(key, row);
      for (const key of [...before, ...after]) {
        connections.delete(key);
        noted.add(key);
      }
      for (const key of [...empty, ...before.filter((it) => !index.has(it))])
        if (isUnder(key)) noted.add(`has-${key.slice("objects-".length)}`);
    },
    setProblems(next) {
      problems = next;
    },
    setRequirements(next) {
      requirements = next;
      noted.add(questions.requirements);
    },
    changed() {
      const keys = noted;
      noted = new Set();
      return keys;
    },
  };
}

/** What it is in that variant (or anywhere, if nothing is said there): the first said wins; `service` when nobody says. */
function kindOf(component: Component, variant: VariantId | undefined): Kind {
  const said = component.kind.find((it) => variant === undefined || holdsIn(it.in, variant)) ?? component.kind[0];
  return said?.value ?? (component.standing === "inside" ? "service" : "external");
}
