import { type ComponentRef, type Home, type SystemId, storeKinds, type UnitFacts, type UnitId } from "../model/index.ts";
import type { Identity } from "./identity.ts";

/** From which folders components of the team's own are made, and who is a product and serves nobody's contract. */
export interface Houses {
  /** `undefined` under the folder = several are made from it. */
  readonly folders: ReadonlyMap<string, ComponentRef | undefined>;
  readonly products: ReadonlySet<ComponentRef>;
}

export function housesOf(units: readonly UnitFacts[], refs: ReadonlyMap<UnitId, ReadonlyMap<string, ComponentRef>>): Houses {
  const folders = new Map<string, ComponentRef | undefined>();
  const products = new Set<ComponentRef>();
  for (const unit of units) {
    for (const { key, marks = [], kind, standing, weak } of unit.components) {
      const ref = refs.get(unit.unit)?.get(key);
      if (ref === undefined) continue;
      if (standing !== "inside" || kind.some(({ value }) => storeKinds.has(value))) products.add(ref);
      // What configures a product lies anywhere; a Dockerfile is as good a sign as any.
      if (weak && !marks.some((it) => it.kind === "dockerfile")) continue;
      for (const mark of marks) {
        const folder = mark.kind === "folder" ? mark.value : mark.kind === "dockerfile" ? above(mark.value) : undefined;
        if (folder === undefined) continue;
        folders.set(folder, folders.has(folder) && folders.get(folder) !== ref ? undefined : ref);
      }
    }
  }
  return { folders, products };
}

const above = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

/** Who a home is, and why; or why nobody knows. */
export interface Found {
  readonly ref: ComponentRef | undefined;
  readonly because: string;
}

/** By a name that says it, else by the nearest folder above that something is made from. */
export function homeIn(identity: Identity, system: SystemId, { folder, names, serves, byName }: Home): Found {
  const houses = identity.houses.get(system);
  const serving = serves === undefined ? undefined : identity.signs.get(system)?.serving.get(serves.toLowerCase());
  if (serving !== undefined && houses?.products.has(serving) !== true) return { ref: serving, because: `Its code serves ${serves}.` };
  for (const name of names) {
    const ref = identity.names.get(system)?.get(name.toLowerCase());
    if (ref !== undefined && houses?.products.has(ref) !== true) return { ref, because: `It is called like its server, ${name}.` };
  }
  if (byName) return { ref: undefined, because: "No component is called like it, and descriptions lie where clients need them, too." };
  for (let at = folder; ; at = above(at)) {
    if (houses?.folders.has(at)) {
      const ref = houses.folders.get(at);
      const where = at === "" ? "the root" : at;
      if (ref === undefined) return { ref, because: `Several components are made from ${where}.` };
      if (houses.products.has(ref)) return { ref: undefined, because: "Nothing says who serves it." };
      return { ref, because: `Its description lies in ${where}, which that is made from.` };
    }
    if (at === "") return { ref: undefined, because: "Nothing says who serves it." };
  }
}
