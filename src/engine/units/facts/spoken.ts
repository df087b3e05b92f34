import type { Link } from "./link.ts";
import type { Nature } from "./nature.ts";
import { kindSpokenTo } from "./uses.ts";

/** What says nothing of itself may be known by how others speak to it. Only what changes is in the answer. */
export function spokenTo(natureOf: (key: string) => Nature | undefined, links: readonly Link[]): ReadonlyMap<string, Nature> {
  const better = new Map<string, Nature>();
  for (const { to, scheme, at, where } of links) {
    const nature = "service" in to ? natureOf(to.service) : undefined;
    const spoken = scheme === undefined ? undefined : kindSpokenTo(scheme);
    if (!("service" in to) || nature === undefined || spoken === undefined || !nature.open || better.has(to.service)) continue;
    better.set(to.service, { ...nature, kind: spoken.kind, open: false, at, says: `${where} speaks ${scheme} to ${to.service}` });
  }
  return better;
}
