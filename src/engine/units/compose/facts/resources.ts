import {
  type ComposeNetwork,
  type ComposeVolume,
  equal,
  nodeAt,
  type ResourceId,
  textAt,
  type UnitId,
  type UnitResource,
  type VariantId,
} from "../../../model/index.ts";
import { inOf, type Ledger } from "../../facts/ledger.ts";
import type { Entry } from "../project.ts";
import { isTrue } from "./fields.ts";
import type { ReadVariant } from "./variant.ts";

type Content = UnitResource extends infer R ? (R extends UnitResource ? Omit<R, "id" | "in"> : never) : never;

/** Services, volumes and networks in Compose's own words: one row a content, shared by the variants that say the same. */
export function resourcesOf(unit: UnitId, variants: readonly ReadVariant[], ledger: Ledger): readonly UnitResource[] {
  const rows = new Map<string, { content: Content; variants: Set<VariantId> }[]>();
  const put = (path: string, content: Content, variant: VariantId): void => {
    const list = rows.get(path) ?? [];
    const same = list.find((it) => equal(it.content, content));
    if (same === undefined) list.push({ content, variants: new Set([variant]) });
    else same.variants.add(variant);
    rows.set(path, list);
  };
  for (const { project, members, addresses } of variants) {
    for (const { service, described } of members.values()) {
      const content = { ...described, component: service.name, addresses: addresses.get(service.name) ?? [] };
      for (const { at, where, host, service: answers } of content.addresses)
        if (answers === undefined) ledger.note(at, `${where} names ${host}, which nobody here answers to`, project.id, "inferred");
      put(`services.${service.name}`, content, project.id);
    }
    for (const entry of project.volumes.values()) {
      ledger.note(entry.at, `volume ${entry.name}`, project.id);
      put(`volumes.${entry.name}`, volumeOf(entry), project.id);
    }
    for (const entry of project.networks.values()) {
      ledger.note(entry.at, `network ${entry.name}`, project.id);
      put(`networks.${entry.name}`, networkOf(entry), project.id);
    }
  }
  return [...rows].flatMap(([path, list]) =>
    list.map(({ content, variants: where }, index): UnitResource => {
      const id: ResourceId = `resource:${unit}#${path}${index === 0 ? "" : `~${index + 1}`}`;
      return { ...content, id, in: inOf(where) } as UnitResource;
    }),
  );
}

function volumeOf({ name, at, value }: Entry): Omit<ComposeVolume, "id" | "system" | "in"> {
  const driver = textAt(value, "driver");
  return { kind: "compose-volume", name, at, external: isExternal(value), ...(driver !== undefined && { driver }) };
}

function networkOf({ name, at, value }: Entry): Omit<ComposeNetwork, "id" | "system" | "in"> {
  const driver = textAt(value, "driver");
  const internal = isTrue(textAt(value, "internal"));
  return { kind: "compose-network", name, at, external: isExternal(value), internal, ...(driver !== undefined && { driver }) };
}

/** `external: true`, and the old `external: {name: x}`. */
const isExternal = (value: Entry["value"]): boolean => isTrue(textAt(value, "external")) || nodeAt(value, "external")?.kind === "map";
