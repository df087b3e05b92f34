/** What the side bar shows, as data: systems with their variants and components, and the findings. Knows no editor. */
import type { ComponentLine, Overview, PlacedFinding, ReviewAnswer } from "../../protocol.ts";

type SystemLine = Overview["systems"][number];

/** `id` outlives an edit: by it the editor knows what was open and what was selected. */
export type Node = { readonly id: string; readonly children: readonly Node[] } & (
  | { readonly what: "system"; readonly system: SystemLine }
  | { readonly what: "variants"; readonly label: string; readonly description: string }
  | { readonly what: "kind"; readonly kind: ComponentLine["kind"]; readonly open: boolean }
  | { readonly what: "findings"; readonly description: string }
  | { readonly what: "severity"; readonly severity: PlacedFinding["severity"] }
  | { readonly what: "elsewhere" }
  | { readonly what: "variant"; readonly system: string; readonly variant: SystemLine["variants"][number]; readonly shown: boolean }
  | { readonly what: "component"; readonly line: ComponentLine; readonly findings: readonly PlacedFinding[] }
  | { readonly what: "finding"; readonly finding: PlacedFinding }
  | { readonly what: "more"; readonly count: number }
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
const severities: readonly PlacedFinding["severity"][] = ["error", "warning", "note"];
/** Who has more reads them in Problems. */
const mostFindings = 200;
/** A system with more components opens with its kinds closed. */
const mostOpen = 30;

/** Nothing at all where no component and no finding is known. */
export function nodesOf({ overview, findings }: Pick<ReviewAnswer, "overview" | "findings">): readonly Node[] {
  const about = byComponent(findings);
  const systems = overview.systems.filter(({ components }) => components.length > 0).map((it) => systemNode(it, about));
  return [...systems, ...(systems.length > 0 || findings.length > 0 ? [findingsNode(findings)] : [])];
}

function systemNode(system: SystemLine, about: ReadonlyMap<string, readonly PlacedFinding[]>): Node {
  const id = `system ${system.id}`;
  const component = (line: ComponentLine): Node => ({
    id: `${id} ${line.ref}`,
    what: "component",
    line,
    findings: about.get(line.ref) ?? [],
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

function findingsNode(findings: readonly PlacedFinding[]): Node {
  const here = findings.filter(({ elsewhere }) => elsewhere !== true);
  const elsewhere = findings.filter((it) => it.elsewhere === true);
  const groups = severities.flatMap((severity): readonly Node[] => {
    const those = here.filter((it) => it.severity === severity);
    const id = `findings ${severity}`;
    return those.length === 0 ? [] : [{ id, what: "severity", severity, children: listed(id, those) }];
  });
  return {
    id: "findings",
    what: "findings",
    description: findings.length === 0 ? "none" : String(here.length),
    children: [
      ...groups,
      ...(elsewhere.length === 0
        ? []
        : [{ id: "findings elsewhere", what: "elsewhere" as const, children: listed("findings elsewhere", elsewhere) }]),
    ],
  };
}

function listed(parent: string, findings: readonly PlacedFinding[]): readonly Node[] {
  const shown = findings
    .slice(0, mostFindings)
    .map((finding): Node => ({ id: `${parent} ${finding.id}`, what: "finding", finding, children: [] }));
  const left = findings.length - shown.length;
  return left === 0 ? shown : [...shown, { id: `${parent} more`, what: "more", count: left, children: [] }];
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

/** Errors that hold where one looks: the number on the icon. */
export const errorsIn = (findings: readonly PlacedFinding[]): number =>
  findings.filter(({ severity, elsewhere }) => severity === "error" && elsewhere !== true).length;
