import { equal, type ResourceId, type UnitId, type UnitResource, type VariantId } from "../../model/index.ts";
import { include, inOf } from "./ledger.ts";

/** A resource before it is known which variants say it. */
export type Content = UnitResource extends infer R ? (R extends UnitResource ? Omit<R, "id" | "in"> : never) : never;

/** Resources in their format's own words: one row a content, shared by the variants that say the same. */
export interface Rows {
  /** `path`: what it is called among all of the unit. */
  put(path: string, content: Content, variant: VariantId): void;
  rows(): readonly UnitResource[];
}

export function openRows(unit: UnitId): Rows {
  const known = new Map<string, { content: Content; variants: VariantId[] }[]>();
  return {
    put(path, content, variant) {
      const list = known.get(path) ?? [];
      const same = list.find((it) => equal(it.content, content));
      if (same === undefined) list.push({ content, variants: [variant] });
      else include(same.variants, variant);
      known.set(path, list);
    },
    rows: () =>
      [...known].flatMap(([path, list]) =>
        list.map(({ content, variants }, index): UnitResource => {
          const id: ResourceId = `resource:${unit}#${path}${index === 0 ? "" : `~${index + 1}`}`;
          return { ...content, id, in: inOf(variants) } as UnitResource;
        }),
      ),
  };
}
