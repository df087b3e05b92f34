/**
 * Names of things. An id carries no kind, technology, file, line or variant, so it survives every edit but a rename.
 */

/** `component:<system>/<name>`, and the same shape for what a component serves, carries or keeps. */
export type ComponentRef = `component:${string}/${string}`;
export type EndpointRef = `endpoint:${string}/${string}`;
export type TopicRef = `topic:${string}/${string}`;
export type EntityRef = `entity:${string}/${string}`;
export type Ref = ComponentRef | EndpointRef | TopicRef | EntityRef;

/** A system's name, unique in the workspace. */
export type SystemId = string;

/** Path of the file (or files) a variant starts from: `deploy/compose.yaml`, `compose.yaml+compose.prod.yaml`, `compose.yaml?debug`. */
export type VariantId = string;

/** A file and a structural anchor in it: `deploy/compose.yaml#services.api.ports[8080]`. Never a line. */
export type EvidenceId = `${string}#${string}`;

/** `use:<evidence>-><ref>`: one call site or declaration. */
export type UseId = `use:${string}`;

/** `resource:<unit>#<path in the format's own words>`. */
export type ResourceId = `resource:${string}`;

export type UnitId = `unit:${string}`;

export type NonEmpty<T> = readonly [T, ...T[]];

/** Where something holds. `all`: code, contracts and schemas, which no variant changes. */
export type In = "all" | NonEmpty<VariantId>;

export const componentRef = (system: SystemId, name: string): ComponentRef => `component:${system}/${name}`;

export const evidenceId = (file: string, anchor: string): EvidenceId => `${file}#${anchor}`;

/** The file an evidence id points into. A file name may hold `#`; an anchor may not, so the last one divides. */
export const fileOf = (id: EvidenceId): string => id.slice(0, id.lastIndexOf("#"));

export const anchorOf = (id: EvidenceId): string => id.slice(id.lastIndexOf("#") + 1);

/** The part of a ref after the system: what people call the thing. */
export const nameOf = (ref: Ref): string => ref.slice(ref.indexOf("/") + 1);

export const systemOf = (ref: Ref): SystemId => ref.slice(ref.indexOf(":") + 1, ref.indexOf("/"));

/** Whether two places-in-variants share a variant. */
export const overlaps = (a: In, b: In): boolean => a === "all" || b === "all" || a.some((it) => b.includes(it));

/** Both together, in a stable order. */
export function union(a: In, b: In): In {
  if (a === "all" || b === "all") return "all";
  const all = [...new Set([...a, ...b])].sort();
  return all as unknown as NonEmpty<VariantId>;
}

export const holdsIn = (where: In, variant: VariantId): boolean => where === "all" || where.includes(variant);
