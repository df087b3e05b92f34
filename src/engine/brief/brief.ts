import { redact } from "../../gate/gate.ts";
import type { Connection, Graph } from "../graph/graph.ts";
import {
  type Component,
  type EvidenceId,
  type Finding,
  fileOf,
  holdsIn,
  type In,
  type Problem,
  type Ref,
  type System,
  type VariantId,
} from "../model/index.ts";

export interface BriefOptions {
  readonly question: string;
  /** Characters, both parts together. */
  readonly budget: number;
  /** What the question is about: findings of these rules come first; a `*` at the end stands for anything. */
  readonly rules?: readonly string[];
  /** What the question is about: facts that rest on these files or folders come first. */
  readonly paths?: readonly string[];
}

/** What a language model is told. `stable` is the same, byte for byte, for every question about one state of the workspace. */
export interface Brief {
  readonly stable: string;
  readonly specific: string;
  /** What did not fit, in words: "12 connections of clinic". */
  readonly omitted: readonly string[];
  /** Values that looked like secrets and were taken out. */
  readonly redactions: number;
}

/** A finding, and what to do about it. */
export type Advised = Finding & { readonly remedy?: string };

/** Most of the budget is the same for every question, so that a provider can cache it. */
const stableShare = 0.7;

/**
 * The facts of a workspace as text for a language model: names, shapes and where they stand, never file text. Every line is one
 * fact; what does not fit is left out from the end and listed.
 */
export function brief(graph: Graph, findings: readonly Advised[], problems: readonly Problem[], { budget, ...about }: BriefOptions): Brief {
  const stable = fitted(sectionsOf(graph, findings, problems), Math.floor(budget * stableShare));
  const left = Math.max(0, budget - stable.text.length);
  const specific = fitted(specificSections(graph, findings, about), left);
  const [a, b] = [redact(stable.text), redact(specific.text)];
  return { stable: a.text, specific: b.text, omitted: [...stable.omitted, ...specific.omitted], redactions: a.count + b.count };
}

interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
  /** What a line is, for the list of what was left out: "connection of clinic". */
  readonly of: string;
}

/** Whole lines while they last; every section gets its heading and a fair share before any gets more. */
function fitted(sections: readonly Section[], budget: number): { readonly text: string; readonly omitted: readonly string[] } {
  const filled = sections.filter((it) => it.lines.length > 0);
  let left = budget - filled.reduce((sum, it) => sum + it.heading.length + 2, 0);
  const taken = filled.map(() => 0);
  for (let open = true; open; ) {
    open = false;
    for (const [index, { lines }] of filled.entries()) {
      const line = lines[taken[index] ?? 0];
      if (line === undefined || line.length + 1 > left) continue;
      left -= line.length + 1;
      taken[index] = (taken[index] ?? 0) + 1;
      open = true;
    }
  }
  const omitted = filled.flatMap(({ lines, of }, index) => {
    const missing = lines.length - (taken[index] ?? 0);
    return missing === 0 ? [] : [`${missing} of ${lines.length} ${of}`];
  });
  const text = filled.flatMap(({ heading, lines }, index) => {
    const shown = lines.slice(0, taken[index]);
    return shown.length === 0 ? [] : [[heading, ...shown].join("\n")];
  });
  return { text: text.join("\n\n"), omitted };
}

function sectionsOf(graph: Graph, findings: readonly Advised[], problems: readonly Problem[]): readonly Section[] {
  const systems = graph.systems();
  return [
    { heading: "SYSTEMS", of: "systems", lines: systems.map((it) => systemFact(graph, it)) },
    { heading: "REQUIREMENTS", of: "requirements", lines: requirementFacts(graph) },
    {
      heading: "FINDINGS (computed by rules; the id in ⟦⟧ stands for the finding)",
      of: "findings",
      lines: findings.map((it, index) => findingFact(it, index, false)),
    },
    ...systems.flatMap((system) => {
      const main = mainOf(graph, system);
      return [
        {
          heading: `COMPONENTS OF ${line(system.id)}`,
          of: `components of ${line(system.id)}`,
          lines: graph.components(system.id).map((it) => componentFact(graph, it, main)),
        },
        {
          heading: `CONNECTIONS OF ${line(system.id)} (declared = a deployed file names the far end; inferred = by convention or start order)`,
          of: `connections of ${line(system.id)}`,
          lines: graph.connections(system.id).map((it) => connectionFact(graph, it, main)),
        },
      ];
    }),
    {
      heading: "WHAT COULD NOT BE READ OR RESOLVED",
      of: "problems",
      lines: problems.map((it) => `- ${line(it.message)} (${line(it.file)})`),
    },
  ];
}

const mainOf = (graph: Graph, system: System): VariantId | undefined => graph.variants(system.id).find((it) => it.main)?.id;

function systemFact(graph: Graph, system: System): string {
  const variants = graph.variants(system.id).map((it) => `${line(it.title)}${it.main ? " [main]" : ""}`);
  return `- ${line(system.id)}: in ${system.folder === "" ? "the workspace root" : line(system.folder)}${variants.length === 0 ? "" : `; variants: ${variants.join(", ")}`}`;
}

function requirementFacts(graph: Graph): readonly string[] {
  const stated = Object.entries(graph.requirements()).map(([topic, value]) => `- stated: ${line(topic)} ${line(JSON.stringify(value))}`);
  return stated.length > 0 ? stated : ["- nothing is stated about traffic, data volume, team or SLO"];
}

const idOf = (ref: Ref): string => `⟦${line(ref.slice(ref.indexOf(":") + 1))}⟧`;

/** "only in compose.yaml?debug", where the main variant does not have it. */
const onlyIn = (where: In, main: VariantId | undefined): string =>
  where === "all" || main === undefined || holdsIn(where, main) ? "" : `; only in ${where.map((it) => line(it)).join(", ")}`;

function componentFact(graph: Graph, it: Component, main: VariantId | undefined): string {
  const said = <T>(values: readonly { readonly value: T }[]) =>
    [...new Set(values.map(({ value }) => String(value)))].map((it) => line(it)).join(" or ");
  const ports = it.ports.map(({ value }) => {
    const open =
      value.published === undefined
        ? ""
        : ` published as ${line(value.published.port)} on ${line(value.published.host ?? "every interface")}`;
    return `${value.number}${value.protocol === "udp" ? "/udp" : ""}${open}`;
  });
  const parts = [
    graph.kind(it),
    it.technology.length === 0 ? "" : `${said(it.technology)}${it.version.length === 0 ? "" : ` ${said(it.version)}`}`,
    it.standing === "inside" ? "" : it.standing === "outside" ? "outside this workspace" : "named here, defined nowhere here",
    ports.length === 0 ? "" : `ports ${[...new Set(ports)].join(", ")}`,
    it.replicas.length === 0 ? "" : `replicas ${said(it.replicas)}`,
  ];
  return `- ${idOf(it.id)} ${parts.filter((part) => part !== "").join("; ")}${onlyIn(whereOf(it.exists), main)} (${fileIn(it.exists)})`;
}

const whereOf = (exists: readonly { readonly in: In }[]): In => {
  const all = exists.flatMap((it) => (it.in === "all" ? ["all"] : it.in));
  return all.includes("all") ? "all" : ([...new Set(all)].sort() as unknown as In);
};

const fileIn = (exists: Component["exists"]): string => {
  const { ground } = exists[0];
  return ground.by === "evidence" ? line(fileOf(ground.proof[0])) : "proposed";
};

function proofsOf(it: Connection): readonly EvidenceId[] {
  return it.uses.flatMap((use) => use.exists.flatMap(({ ground }) => (ground.by === "evidence" ? ground.proof : [])));
}

function connectionFact(graph: Graph, it: Connection, main: VariantId | undefined): string {
  const evidence = proofsOf(it).flatMap((id) => graph.evidence(id) ?? []);
  const solid = evidence.some(({ strength }) => strength !== "inferred");
  const how = [
    ...new Set(
      it.uses.map(({ does, protocol, port }) =>
        [does, protocol, port === undefined ? "" : `:${port}`].filter((word) => word !== undefined && word !== "").join(" "),
      ),
    ),
  ];
  const where = whereOf(it.uses.flatMap((use) => use.exists));
  return `- ${idOf(it.from)} -> ${idOf(it.to)} ${it.style}: ${how.map((word) => line(word)).join(", ")}; ${solid ? "declared" : "inferred"}${onlyIn(where, main)}`;
}

function findingFact(it: Advised, index: number, remedy: boolean): string {
  const about = it.about.map(idOf).join(" ");
  const advice = remedy && it.remedy !== undefined && it.remedy !== "" ? ` Remedy: ${line(it.remedy)}` : "";
  return `- ⟦F${index + 1}⟧ ${it.severity}, ${it.rule}${about === "" ? "" : `, about ${about}`}: ${line(it.message, 400)} (${line(fileOf(it.at[0]))})${advice}`;
}

/** What the question names, with the sentences that prove it, and the findings about it with their remedies. */
function specificSections(
  graph: Graph,
  findings: readonly Advised[],
  { question, paths, rules = [] }: Omit<BriefOptions, "budget">,
): readonly Section[] {
  const words = new Set(question.toLowerCase().match(/[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*/gu) ?? []);
  const within = (file: string) => paths?.some((path) => path === "" || file === path || file.startsWith(`${path}/`)) === true;
  const named = graph.components().filter((it) => {
    const names = [it.name, ...it.aliases.map((said) => said.value), ...it.technology.map((said) => said.value)];
    return names.some((name) => words.has(name.toLowerCase())) || within(fileIn(it.exists));
  });
  const refs = new Set<string>(named.map((it) => it.id));
  const touching = graph.connections().filter((it) => refs.has(it.from) || refs.has(it.to));
  const about = findings
    .map((it, index) => ({ it, index }))
    .filter(({ it }) => it.about.some((ref) => refs.has(ref)) || it.at.some((id) => within(fileOf(id))));
  const ofRules = (it: Advised) =>
    rules.some((pattern) => (pattern.endsWith("*") ? it.rule.startsWith(pattern.slice(0, -1)) : it.rule === pattern));
  const numbered = findings.map((it, index) => ({ it, index }));
  const fitting = numbered.filter(({ it }) => ofRules(it));
  const chosen = about.length > 0 ? about : fitting.length > 0 ? fitting.slice(0, mostFitting) : numbered.slice(0, 5);
  return [
    { heading: "PROOFS OF WHAT THE QUESTION NAMES", of: "proofs", lines: touching.flatMap((it) => proofLines(graph, it)) },
    {
      heading: "FINDINGS THAT MATTER HERE, WITH REMEDIES",
      of: "remedies",
      lines: chosen.map(({ it, index }) => findingFact(it, index, true)),
    },
  ];
}

/** Of a topic: its findings come worst first. */
const mostFitting = 10;

const proofLines = (graph: Graph, it: Connection): readonly string[] =>
  [...new Set(proofsOf(it))].flatMap((id) => {
    const evidence = graph.evidence(id);
    return evidence === undefined
      ? []
      : [`- ${idOf(it.from)} -> ${idOf(it.to)}: ${line(evidence.says)} (${line(evidence.file)}, ${evidence.strength})`];
  });

/** A word of the workspace on one line, of bounded length, without the marks that mean something to us. */
function line(text: string, most = 200): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const flat = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/g, " ").replace(/[⟦⟧]/g, "");
  const tidy = flat.trim();
  return tidy.length > most ? `${tidy.slice(0, most)}…` : tidy;
}
