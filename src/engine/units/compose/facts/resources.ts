import { type ComposeNetwork, type ComposeVolume, nodeAt, textAt, type UnitId, type UnitResource } from "../../../model/index.ts";
import type { Ledger } from "../../facts/ledger.ts";
import { openRows } from "../../facts/resources.ts";
import type { Entry } from "../project.ts";
import { isTrue, textField } from "./fields.ts";
import type { ReadVariant } from "./variant.ts";

/** Services, volumes and networks in Compose's own words: one row a content, shared by the variants that say the same. */
export function resourcesOf(unit: UnitId, variants: readonly ReadVariant[], ledger: Ledger): readonly UnitResource[] {
  const rows = openRows(unit);
  for (const { project, members, addresses } of variants) {
    for (const { service, described } of members.values()) {
      const content = { ...described, component: service.name, addresses: addresses.get(service.name) ?? [] };
      for (const { at, where, host, service: answers } of content.addresses)
        if (answers === undefined) ledger.note(at, `${where} names ${host}, which nobody here answers to`, project.id, "inferred");
      rows.put(`services.${service.name}`, content, project.id);
    }
    for (const entry of project.volumes.values()) {
      ledger.note(entry.at, `volume ${entry.name}`, project.id);
      rows.put(`volumes.${entry.name}`, volumeOf(entry), project.id);
    }
    for (const entry of project.networks.values()) {
      ledger.note(entry.at, `network ${entry.name}`, project.id);
      rows.put(`networks.${entry.name}`, networkOf(entry), project.id);
    }
  }
  return rows.rows();
}

function volumeOf({ name, at, value }: Entry): Omit<ComposeVolume, "id" | "system" | "in"> {
  const driver = textAt(value, "driver");
  const device = textField(value, "driver_opts", "device") ?? textField(value, "driver_opts", "mountpoint");
  return {
    kind: "compose-volume",
    name,
    at,
    external: isExternal(value),
    ...(driver !== undefined && { driver }),
    ...(device && { device }),
  };
}

function networkOf({ name, at, value }: Entry): Omit<ComposeNetwork, "id" | "system" | "in"> {
  const driver = textAt(value, "driver");
  const internal = isTrue(textAt(value, "internal"));
  return { kind: "compose-network", name, at, external: isExternal(value), internal, ...(driver !== undefined && { driver }) };
}

/** `external: true`, and the old `external: {name: x}`. */
const isExternal = (value: Entry["value"]): boolean => isTrue(textAt(value, "external")) || nodeAt(value, "external")?.kind === "map";
