import type { EvidenceId, Kind, Mark, NonEmpty, Said, Span, UnitComponent, UnitFacts, UnitUse } from "../../model/index.ts";
import { outsideKey } from "../facts/components.ts";
import { openLedger } from "../facts/ledger.ts";
import { openEnds } from "./ends.ts";
import { type CloudLink, evidenceAt, linksOf } from "./links.ts";
import { type Nature, naturesOf } from "./natures.ts";
import type { Stack } from "./stack.ts";
import type { Place } from "./value.ts";

/** What a stack says: a box for each managed store, queue, function and gateway, and who uses whom. */
export function factsOfStack(stack: Stack): UnitFacts {
  const ends = openEnds(stack);
  const natures = naturesOf(stack, ends);
  const ledger = openLedger(stack.reader);
  const places = new Map<EvidenceId, Span>();
  const variant = stack.variant.id;
  const note = (place: Place, says: string, sure: boolean): EvidenceId => {
    const at = evidenceAt(place);
    if (place.span !== undefined) places.set(at, place.span);
    return ledger.note(at, says, variant, sure ? "declared" : "inferred");
  };
  const said = <T>(value: T, at: EvidenceId): Said<T> => ({ value, in: [variant], ground: { by: "evidence", proof: [at] } });

  const components = new Map<string, UnitComponent>();
  for (const [address, nature] of natures) {
    const resource = ends.resource(address);
    if (resource === undefined) continue;
    const at = note(resource.settings.at, `${resource.type} ${resource.label}: ${nature.technology}`, true);
    components.set(
      address,
      componentOf(address, nature, at, said, (place, says) => note(place, says, true)),
    );
  }
  const uses: UnitUse[] = [];
  for (const link of linksOf(stack, ends, natures)) {
    if (link.at.file === "") continue;
    const at = note(link.at, link.says, link.sure);
    const exists: NonEmpty<Said<true>> = [said(true as const, at)];
    if ("outside" in link.to) {
      const key = outsideKey(link.to.outside);
      if (!components.has(key)) components.set(key, outsider(key, link.to.outside, at, said));
    }
    uses.push(useOf(link, exists));
  }
  return {
    unit: stack.unit,
    system: stack.system,
    variants: natures.size === 0 ? [] : [stack.variant],
    main: natures.size === 0 ? undefined : variant,
    // Networks and rights alone start nothing.
    ...(natures.size === 0 && { describes: true as const }),
    components: [...components.values()],
    uses,
    resources: [],
    evidence: ledger.rows(),
    problems: stack.problems,
    places,
  };
}

type Sayer = <T>(value: T, at: EvidenceId) => Said<T>;

function componentOf(
  key: string,
  { name, aliases, kind, technology, version, own, images, folders }: Nature,
  at: EvidenceId,
  said: Sayer,
  note: (place: Place, says: string) => EvidenceId,
): UnitComponent {
  const marks: readonly Mark[] = [
    ...images.map((it) => ({ kind: "image" as const, value: it.repository, at: note(it.at, `${name} runs image ${it.repository}`) })),
    ...folders.map((it) => ({ kind: "folder" as const, value: it.path, at: note(it.at, `${name} is made from ${it.path}`) })),
  ];
  return {
    key,
    name,
    standing: "inside",
    ...(own && { own: true as const }),
    aliases: aliases.map((it) => said(it, at)),
    kind: [said(kind, at)],
    technology: [said(technology, at)],
    version: version === undefined ? [] : [said(version, at)],
    owner: [],
    replicas: [],
    ports: [],
    exists: [said(true as const, at)],
    ...(marks.length > 0 && { marks }),
  };
}

const outsider = (key: string, name: string, at: EvidenceId, said: Sayer): UnitComponent => ({
  key,
  name,
  standing: "outside",
  aliases: [],
  kind: [said<Kind>("external", at)],
  technology: [],
  version: [],
  owner: [],
  replicas: [],
  ports: [],
  exists: [said(true as const, at)],
});

function useOf({ from, to, style, does, protocol, variable }: CloudLink, exists: UnitUse["exists"]): UnitUse {
  const common = { from, style, does, ...(protocol !== undefined && { protocol }), ...(variable !== undefined && { variable }), exists };
  if ("box" in to) return { ...common, to: { key: to.box } };
  if ("outside" in to) return { ...common, to: { key: outsideKey(to.outside) } };
  return { ...common, to, ...(to.port !== undefined && { port: to.port }), onlyIfKnown: true };
}
