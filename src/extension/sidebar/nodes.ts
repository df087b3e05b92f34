/** What the view of systems shows, as data: their variants and components. Knows no editor. */
import type { ComponentLine, Overview, PlacedFinding, ReviewAnswer } from "../../protocol.ts";
import { joinedIn } from "../corrections/subject.ts";

type SystemLine = Overview["systems"][number];

/** `id` outlives an edit: by it the editor knows what was open and what was selected. */
export type Node = { readonly id: string; readonly children: readonly Node[] } & (
  | { readonly what: "system"; readonly system: SystemLine }
  | { readonly what: "variants"; readonly label: string; readonly description: string }
  | { readonly what: "kind"; readonly kind: ComponentLine["kind"]; readonly open: boolean }
  | { readonly what: "variant"; readonly system: string; readonly variant: SystemLine["variants"][number]; readonly shown: boolean }
  /** `splits`: several files name it otherwise, and were taken for one. */
  | { readonly what: "component"; readonly line: ComponentLine; readonly findings: readonly PlacedFinding[]; readonly splits: boolean }
);

const kinds: readonly ComponentLine["kind"][] = [
  "person",
  "frontend",
  "gateway",
  "service",
  "function",
  "job",
  "database",
  "cache",
  "search",
  "storage",
  "broker",
  "config",
  "discovery",
  "identity",
  "monitoring",
  "infra",
  "external",
];
/** A system with more components opens with its kinds closed. */
const mostOpen = 30;

/** Nothing at all where no component is known. */
export function nodesOf({ overview, findings }: Pick<ReviewAnswer, "overview" | "findings">): readonly Node[] {
  const about = byComponent(findings);
  return overview.systems.filter(({ components }) => components.length > 0).map((it) => systemNode(it, about));
}

function systemNode(system: SystemLine, about: ReadonlyMap<string, readonly PlacedFinding[]>): Node {
  const id = `system ${system.id}`;
  const component = (line: ComponentLine): Node => ({
    id: `${id} ${line.ref}`,
    what: "component",
    line,
    findings: about.get(line.ref) ?? [],
    splits: joinedIn(line).length > 0,
    children: [],
  });
  const ofKind = kinds.flatMap((kind): readonly Node[] => {
    const those = system.components.filter((it) => kindOf(it) === kind);
    const open = system.components.length <= mostOpen;
    return those.length === 0 ? [] : [{ id: `${id} kind ${kind}`, what: "kind", kind, open, children: those.map(component) }];
  });
  return { id, what: "system", system, children: [...variantsNode(system, id), ...ofKind] };
}

/** What lies outside stands with what lies outside, whatever it is. */
const kindOf = ({ kind, standing }: ComponentLine): ComponentLine["kind"] =>
  standing === "inside" || kind === "person" ? kind : "external";

function variantsNode({ id: system, variants, shown }: SystemLine, parent: string): readonly Node[] {
  if (variants.length === 0) return [];
  const children = variants.map(
    (variant): Node => ({
      id: `${parent} variant ${variant.id}`,
      what: "variant",
      system,
      variant,
      shown: variant.id === shown,
      children: [],
    }),
  );
  const title = variants.find(({ id }) => id === shown)?.title ?? "";
  return [{ id: `${parent} variants`, what: "variants", label: system, description: title, children }];
}

/** What holds where one looks, by the components it is about. */
function byComponent(findings: readonly PlacedFinding[]): ReadonlyMap<string, readonly PlacedFinding[]> {
  const all = new Map<string, PlacedFinding[]>();
  for (const finding of findings) {
    if (finding.elsewhere === true) continue;
    for (const ref of new Set<string>(finding.about)) {
      const known = all.get(ref);
      if (known === undefined) all.set(ref, [finding]);
      else known.push(finding);
    }
  }
  return all;
}
