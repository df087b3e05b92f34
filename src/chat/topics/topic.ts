import type { ComponentLine, Overview, PlacedFinding } from "../../protocol.ts";
import { componentsOf, type Link, linksOf } from "../facts.ts";
import type { Piece } from "../turn.ts";

type Stated = Overview["requirements"];

/** What is known when a topic is judged: the architecture, the findings of the topic, and what the team stated. */
export interface Dossier {
  readonly overview: Overview;
  /** Of the topic, in the variants that are looked at. */
  readonly findings: readonly PlacedFinding[];
  /** Of the topic, in other variants only. */
  readonly elsewhere: readonly PlacedFinding[];
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

/** Rules whose findings belong to a topic; a `*` at the end stands for anything. With `of`, only where they are about such a component. */
type Concern = string | { readonly rule: string; readonly of: readonly ComponentLine["kind"][] };

/** A topic that a slash command is about. One file a topic; its playbook stands under the same name in `agent/playbooks`. */
export interface Topic {
  readonly name: string;
  readonly description: string;
  readonly rules: readonly Concern[];
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

/** The topic's rules, as whoever tells findings to a model asks for them. */
export const patternsOf = ({ rules }: Pick<Topic, "rules">): readonly string[] =>
  rules.map((it) => (typeof it === "string" ? it : it.rule));

export function dossierOf(overview: Overview, findings: readonly PlacedFinding[], { rules }: Pick<Topic, "rules">): Dossier {
  const kinds = new Map<string, ComponentLine["kind"]>(componentsOf(overview).map((it) => [it.ref, it.kind]));
  const belongs = (finding: PlacedFinding): boolean =>
    rules.some((it) => {
      const pattern = typeof it === "string" ? it : it.rule;
      if (!(pattern.endsWith("*") ? finding.rule.startsWith(pattern.slice(0, -1)) : finding.rule === pattern)) return false;
      return typeof it === "string" || finding.about.some((ref) => it.of.includes(kinds.get(ref) ?? "service"));
    });
  const own = findings.filter(belongs);
  const systems = lookedAt(overview);
  return {
    overview,
    findings: own.filter((it) => it.elsewhere !== true),
    elsewhere: own.filter((it) => it.elsewhere === true),
    stated: overview.requirements,
    inside: systems.flatMap((it) => it.components).filter((it) => it.standing === "inside"),
    links: linksOf(overview).filter(({ from }) => systems.some((it) => it.components.includes(from))),
  };
}

/** A system that runs only in tests or on developers' machines is no subject of advice where another is there that serves people. */
function lookedAt({ systems }: Overview): Overview["systems"] {
  const served = systems.filter((it) => {
    const shown = it.variants.find(({ id }) => id === it.shown);
    return shown?.environment !== "development" && shown?.environment !== "test";
  });
  return served.some((it) => it.components.length > 0) ? served : systems;
}
