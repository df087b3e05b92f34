import { type Area, type Rule, rule } from "../rule.ts";
import { dangling, type Search } from "./dangling.ts";

/** What tells one of this family from the others. */
interface Elsewhere {
  readonly id: string;
  readonly title: string;
  readonly area: Area;
  /** The row of the catalogue, whose rule decides where files are whole. */
  readonly covers: string;
  readonly kinds: readonly string[];
  readonly search: Search;
  readonly alone: string;
  readonly together: string;
  readonly says: string;
}

/**
 * The strict side of a rule about references: these files hold nothing of the kind that is named, so whether it exists cannot be seen.
 * Off unless asked for, by those whose repository is meant to hold all of a namespace.
 */
export const elsewhere = ({ id, title, area, covers, kinds, search, alone, together, says }: Elsewhere): Rule =>
  rule({
    id,
    title,
    why: "Where a repository is meant to hold all of a namespace, a name that nothing here could answer to is a mistake. Where another repository, a chart or an operator brings it, this rule has nothing to say.",
    remedy: "Put what is named beside it, or leave this rule off.",
    silent: `Files that hold others of the kind: \`${covers}\` decides there.`,
    area,
    covers: [covers],
    sources: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/"],
    default: false,
    scope: "resource:kubernetes-object",
    kinds,
    messages: { elsewhere: "{object} names {target}, of which these files hold none." },
    severity: () => "note",
    check: (object, graph) => dangling(object, graph, search, "elsewhere", false),
    good: [{ title: "It is here", files: { "k8s/all.yaml": `${alone}---\n${together}` } }],
    bad: [{ title: "It is not", files: { "k8s/part.yaml": alone }, says: [says] }],
  });
