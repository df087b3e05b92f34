import {
  anchorOf,
  type Component,
  type ComponentRef,
  type EvidenceId,
  fileOf,
  nameOf,
  type Problem,
  proved,
  type Said,
  systemOf,
  type UnitFacts,
  type Use,
} from "../model/index.ts";
import type { Identity, Resolved } from "./identity.ts";

/** Components of which a person says that. */
export const saidOf = (corrections: readonly Resolved[], what: "ignore" | "external"): ReadonlySet<ComponentRef> =>
  new Set(corrections.flatMap(({ correction, refs }) => (correction.do === what ? refs : [])));

/** Connections of which a person says that there are none, as `apart` writes them. */
export const unconnected = (corrections: readonly Resolved[]): ReadonlySet<string> =>
  new Set(
    corrections.flatMap(({ correction, refs: [from, to] }) => (correction.do === "unconnected" && from && to ? [apart(from, to)] : [])),
  );
export const apart = (from: ComponentRef, to: ComponentRef): string => `${from} -> ${to}`;

/** What persons say, as rows like any unit's: a kind, an owner, that somebody else runs it, a connection. */
export function rowsOf(identity: Identity): { readonly components: readonly Component[]; readonly uses: readonly Use[] } {
  const components: Component[] = [];
  const uses: Use[] = [];
  for (const { correction, refs } of identity.corrections) {
    const said = proved(true as const, "all", correction.at);
    for (const ref of refs) {
      if (correction.do === "kind") components.push(bare(ref, said, identity, { kind: [proved(correction.kind, "all", correction.at)] }));
      if (correction.do === "owner")
        components.push(bare(ref, said, identity, { owner: [proved(correction.owner, "all", correction.at)] }));
      if (correction.do === "external") {
        components.push(bare(ref, said, identity, { standing: "outside", kind: [proved("external" as const, "all", correction.at)] }));
      }
    }
    const [from, to] = refs;
    if (correction.do === "connects" && from !== undefined && to !== undefined) {
      const { style, protocol, at } = correction;
      const does = style === "data" ? "writes" : style === "message" ? "publishes" : "calls";
      uses.push({
        id: `use:${at}/${does}/${from}->${to}`,
        from,
        to,
        style,
        does,
        ...(protocol !== undefined && { protocol }),
        exists: [said],
      });
    }
  }
  return { components, uses };
}

const bare = (id: ComponentRef, said: Said<true>, identity: Identity, more: Partial<Component>): Component => ({
  id,
  system: systemOf(id),
  name: nameOf(id),
  // The weakest word: whoever defines it knows better.
  standing: "unknown",
  aliases: [],
  kind: [],
  technology: [],
  version: [],
  owner: [],
  replicas: [],
  ports: [],
  merged: identity.merged.get(id) ?? [],
  exists: [said],
  ...more,
});

/** Corrections that name nothing that is here (any more), and those that a file contradicts. */
export function problemsOf(identity: Identity, units: Iterable<UnitFacts>): readonly Problem[] {
  if (identity.corrections.length === 0) return [];
  const places = new Map([...units].filter((it) => it.corrections !== undefined).flatMap((it) => [...it.places]));
  const says = (at: EvidenceId, message: string): Problem => {
    const span = places.get(at);
    return { message, file: fileOf(at), severity: "warning", reader: "corrections", ...(span && { span }) };
  };
  return identity.corrections.flatMap(({ correction, refs, lost }) => {
    const stale = lost.map((name) => says(correction.at, `Nothing is called ${name} here any more: this correction does nothing with it.`));
    if (correction.do === "different" && lost.length === 0 && new Set(refs).size < correction.names.length) {
      stale.push(
        says(
          correction.at,
          `A file makes one component of ${correction.names.join(" and ")}; they cannot be told apart by a correction (${anchorOf(correction.at)}).`,
        ),
      );
    }
    return stale;
  });
}
