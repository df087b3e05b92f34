/** What the view of findings shows, as data: grouped as somebody wants them, and only those that fit what is looked for. Knows no editor. */
import type { Overview, PlacedFinding, ReviewAnswer } from "../../protocol.ts";

export const groupings = ["severity", "component", "rule", "file"] as const;
export type Grouping = (typeof groupings)[number];

/** `id` outlives an edit: by it the editor knows what was open and what was selected. */
export type Node = { readonly id: string; readonly children: readonly Node[] } & (
  | {
      readonly what: "group";
      readonly by: Grouping;
      readonly name: string;
      readonly worst: PlacedFinding["severity"];
      readonly count: number;
    }
  /** What holds in no variant that is looked at. */
  | { readonly what: "elsewhere"; readonly count: number }
  | { readonly what: "finding"; readonly finding: PlacedFinding }
  | { readonly what: "more"; readonly count: number }
);

/** A group with more is read in Problems. */
const mostShown = 200;
const severities: readonly PlacedFinding["severity"][] = ["error", "warning", "note"];

export function nodesOf(
  { findings, overview }: Pick<ReviewAnswer, "findings" | "overview">,
  by: Grouping,
  filter: string,
): readonly Node[] {
  const fits = fitting(filter, overview);
  const all = findings.filter(fits);
  const here = all.filter(({ elsewhere }) => elsewhere !== true);
  const elsewhere = all.filter((it) => it.elsewhere === true);
  const groups = groupsOf(here, by, overview).map(([key, name, those]): Node => {
    const id = `${by} ${key}`;
    return { id, what: "group", by, name, worst: worstOf(those), count: those.length, children: listed(id, those) };
  });
  if (elsewhere.length === 0) return groups;
  return [...groups, { id: "elsewhere", what: "elsewhere", count: elsewhere.length, children: listed("elsewhere", elsewhere) }];
}

type Group = readonly [key: string, name: string, findings: readonly PlacedFinding[]];

function groupsOf(findings: readonly PlacedFinding[], by: Grouping, overview: Overview): readonly Group[] {
  const names = by === "component" ? namesIn(overview) : new Map<string, string>();
  const groups = new Map<string, { readonly name: string; readonly findings: PlacedFinding[] }>();
  for (const finding of findings) {
    for (const [key, name] of keysOf(finding, by, names)) {
      const group = groups.get(key) ?? { name, findings: [] };
      groups.set(key, group);
      group.findings.push(finding);
    }
  }
  const sorted = [...groups].map(([key, { name, findings: those }]): Group => [key, name, those]);
  if (by === "file") return sorted.sort(([a], [b]) => (a < b ? -1 : 1));
  // The worst first, and of two alike the one with more of it.
  return sorted.sort(([, a, those], [, b, others]) => rank(those) - rank(others) || others.length - those.length || (a < b ? -1 : 1));
}

/** A finding about several components stands at each of them; one about none at the empty name. */
function keysOf(finding: PlacedFinding, by: Grouping, names: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  switch (by) {
    case "severity":
      return [[finding.severity, finding.severity]];
    case "rule":
      return [[finding.rule, finding.title]];
    case "file":
      return [[finding.places[0].file, finding.places[0].file]];
    case "component": {
      const about = [...new Set<string>(finding.about)].flatMap((ref): readonly (readonly [string, string])[] => {
        const name = names.get(ref);
        return name === undefined ? [] : [[ref, name]];
      });
      return about.length === 0 ? [["", ""]] : about;
    }
  }
}

/** Where several systems have one, the system is said, too. */
function namesIn({ systems }: Overview): ReadonlyMap<string, string> {
  const several = systems.length > 1;
  return new Map(systems.flatMap(({ id, components }) => components.map((it) => [it.ref, several ? `${id}/${it.name}` : it.name])));
}

/** Every word has to be somewhere: in what is said, in the rule, the file, the severity or a component's name. */
function fitting(filter: string, overview: Overview): (finding: PlacedFinding) => boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  const names = namesIn(overview);
  return ({ message, title, rule, severity, places, about }) => {
    const about_ = about.map((it) => names.get(it) ?? "");
    const text = [message, title, rule, severity, ...places.map(({ file }) => file), ...about_].join("\n").toLowerCase();
    return words.every((it) => text.includes(it));
  };
}

function listed(parent: string, findings: readonly PlacedFinding[]): readonly Node[] {
  const sorted = [...findings].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const shown = sorted
    .slice(0, mostShown)
    .map((finding): Node => ({ id: `${parent} ${finding.id}`, what: "finding", finding, children: [] }));
  const left = findings.length - shown.length;
  return left === 0 ? shown : [...shown, { id: `${parent} more`, what: "more", count: left, children: [] }];
}

const rank = (findings: readonly PlacedFinding[]): number => severities.indexOf(worstOf(findings));
const worstOf = (findings: readonly PlacedFinding[]): PlacedFinding["severity"] =>
  severities.find((severity) => findings.some((it) => it.severity === severity)) ?? "note";

/** The findings of some entries and of all below them, each once and in order. */
export function findingsIn(nodes: readonly Node[]): readonly PlacedFinding[] {
  const all = new Map<string, PlacedFinding>();
  const visit = (node: Node): void => {
    if (node.what === "finding") all.set(node.finding.id, node.finding);
    node.children.forEach(visit);
  };
  nodes.forEach(visit);
  return [...all.values()];
}

/** Errors that hold where one looks: the number on the icon. */
export const errorsIn = (findings: readonly PlacedFinding[]): number =>
  findings.filter(({ severity, elsewhere }) => severity === "error" && elsewhere !== true).length;
