import type { Overview, PlacedFinding } from "../../protocol.ts";
import { componentsOf, type Link, linksOf } from "../facts.ts";
import type { Piece } from "../turn.ts";

type Stated = Overview["requirements"];

/** What is known when a topic is judged: the architecture, the findings of the topic, and what the team stated. */
export interface Dossier {
  readonly overview: Overview;
  readonly findings: readonly PlacedFinding[];
  readonly stated: Stated;
  readonly inside: Overview["systems"][number]["components"];
  readonly links: readonly Link[];
}

/** A way to go, as somebody would argue for and against it. */
export interface Option {
  readonly what: readonly Piece[];
  readonly effort: string;
  readonly gains: string;
  readonly costs: string;
  /** The value at which it would be right. */
  readonly when: string;
}

/** A number that decides, in the words of `.architect/requirements.yaml`. */
export type Decider = "traffic" | "data" | "team" | "slo" | "budget";

/** A topic that a slash command is about. One file a topic; its playbook stands under the same name in `agent/playbooks`. */
export interface Topic {
  readonly name: string;
  readonly description: string;
  /** Rules whose findings belong to it; a `*` at the end stands for anything. */
  readonly rules: readonly string[];
  readonly view?: string;
  /** The first sentence: somebody who stops there still does the right thing. */
  verdict(dossier: Dossier): readonly Piece[];
  /** What the files say about it, a point each, every name leading to its line. */
  seen(dossier: Dossier): readonly (readonly Piece[])[];
  /** In order of effort. */
  options(dossier: Dossier): readonly Option[];
  /** What would be too early, and until when. */
  notYet(dossier: Dossier): readonly (readonly Piece[])[];
  readonly decides: readonly Decider[];
}

export function dossierOf(overview: Overview, findings: readonly PlacedFinding[], { rules }: Pick<Topic, "rules">): Dossier {
  const belongs = (rule: string): boolean => rules.some((it) => (it.endsWith("*") ? rule.startsWith(it.slice(0, -1)) : rule === it));
  return {
    overview,
    findings: findings.filter((it) => belongs(it.rule)),
    stated: overview.requirements,
    inside: componentsOf(overview).filter((it) => it.standing === "inside"),
    links: linksOf(overview),
  };
}
