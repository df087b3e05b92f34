import type { EvidenceId } from "../../model/index.ts";
import { markOf } from "./marks.ts";
import { type Clash, merge, settled } from "./merge.ts";
import type { Entry, MapNode, Node } from "./project.ts";
import { type Section, sectionShapes, sections, serviceShape } from "./shapes.ts";
import type { Variables } from "./variables.ts";

/** A service or another entry before everything is merged: its value may still hold `extends`, `!reset` and `!override`. */
export interface Draft extends Entry {
  readonly definitions: readonly EvidenceId[];
  /** Those of the file it stands in: an include may have others than the project. */
  readonly variables: Variables;
}

/** What one or several files define, by section and name. */
export interface Model {
  readonly services: ReadonlyMap<string, Draft>;
  readonly others: Readonly<Record<Section, ReadonlyMap<string, Draft>>>;
  /** Sections that say `!reset` or `!override`: what earlier files say there is forgotten. */
  readonly cleared: ReadonlySet<string>;
}

const none: ReadonlyMap<string, Draft> = new Map();
export const emptyModel: Model = {
  services: none,
  others: { networks: none, volumes: none, configs: none, secrets: none, models: none },
  cleared: new Set(),
};

/** Where a file is read from: the folder its paths start from, and what `${…}` stands for in it. */
type Origin = Pick<Draft, "folder" | "variables">;

/** The sections of one document. In the format's first version the services stand at the root. */
export function modelOf(root: Node, from: Origin): Model {
  if (root.kind !== "map") return emptyModel;
  const cleared = new Set<string>();
  const section = (name: string): ReadonlyMap<string, Draft> => {
    const value = root.entries.get(name)?.value;
    if (value !== undefined && markOf(value) !== undefined) cleared.add(name);
    return value?.kind === "map" && markOf(value) !== "reset" ? draftsOf(value, from) : none;
  };
  const services = isLegacy(root) ? onlyServices(draftsOf(root, from)) : onlyServices(section("services"));
  const others = isLegacy(root) ? emptyModel.others : (Object.fromEntries(sections.map((it) => [it, section(it)])) as Model["others"]);
  return { services, others, cleared };
}

const sectionKeys = ["version", "name", "include", "services", ...sections];

/** Services at the root: no section is named there, and something is that looks like a service. */
const isLegacy = (root: MapNode): boolean =>
  !sectionKeys.some((it) => root.entries.has(it) && !isService(root.entries.get(it)?.value)) &&
  [...root.entries.values()].some(({ value }) => isService(value));

const isService = (value: Node | undefined): boolean => value?.kind === "map" && (value.entries.has("image") || value.entries.has("build"));

function draftsOf(map: MapNode, { folder, variables }: Origin): ReadonlyMap<string, Draft> {
  const drafts = new Map<string, Draft>();
  for (const [name, { at, value }] of map.entries) drafts.set(name, { name, at, value, folder, variables, definitions: [at] });
  return drafts;
}

/** A service that says nothing is one; what is no mapping is none, and the reader said so. */
function onlyServices(drafts: ReadonlyMap<string, Draft>): ReadonlyMap<string, Draft> {
  const services = new Map<string, Draft>();
  for (const [name, draft] of drafts) {
    const { value } = draft;
    if (value.kind === "map" || markOf(value) !== undefined) services.set(name, draft);
    else if (value.kind === "scalar" && value.type === "null" && !name.startsWith("x-")) {
      services.set(name, { ...draft, value: { kind: "map", entries: new Map(), at: value.at } });
    }
  }
  return services;
}

/** Two files' models as one, the later one overriding. */
export function mergeModels(base: Model, over: Model, clash: Clash): Model {
  const others = Object.fromEntries(
    sections.map((it) => [it, mergeDrafts(over.cleared.has(it) ? none : base.others[it], over.others[it], sectionShapes[it], clash)]),
  ) as Model["others"];
  const services = mergeDrafts(over.cleared.has("services") ? none : base.services, over.services, serviceShape, clash);
  return { services, others, cleared: new Set() };
}

/** `base` without what `over` resets or overrides: for a file whose services are merged with others before they come to it. */
export function forgetting(base: Model, over: Model): Model {
  const services = new Map(base.services);
  for (const [name, draft] of over.services) {
    const before = services.get(name);
    if (before === undefined) continue;
    if (markOf(draft.value) !== undefined) services.delete(name);
    else services.set(name, { ...before, value: unmarked(before.value, draft.value) });
  }
  return { ...base, services };
}

function unmarked(base: Node, over: Node): Node {
  if (base.kind !== "map" || over.kind !== "map") return base;
  const entries = new Map(base.entries);
  for (const [name, { value }] of over.entries) {
    const before = entries.get(name);
    if (before === undefined) continue;
    if (markOf(value) !== undefined) entries.delete(name);
    else if (value.kind === "map") entries.set(name, { at: before.at, value: unmarked(before.value, value) });
  }
  return { ...base, entries };
}

function mergeDrafts(
  base: ReadonlyMap<string, Draft>,
  over: ReadonlyMap<string, Draft>,
  shape: Parameters<typeof merge>[2],
  clash: Clash,
): ReadonlyMap<string, Draft> {
  if (over.size === 0) return base;
  const merged = new Map(base);
  for (const [name, draft] of over) {
    const before = merged.get(name);
    const mark = markOf(draft.value);
    if (mark === "reset") merged.delete(name);
    else if (before === undefined || mark === "override") merged.set(name, { ...draft, value: settled(draft.value, shape) });
    else merged.set(name, mergeDraft(before, draft, shape, clash));
  }
  return merged;
}

export function mergeDraft(base: Draft, over: Draft, shape: Parameters<typeof merge>[2], clash: Clash): Draft {
  return {
    name: over.name,
    at: base.at,
    definitions: [...new Set([...base.definitions, ...over.definitions])],
    value: merge(base.value, over.value, shape, clash),
    folder: over.folder,
    variables: over.variables,
  };
}
