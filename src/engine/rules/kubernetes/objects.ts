import type { Graph } from "../../graph/graph.ts";
import type { Budget } from "../../graph/kubernetes/budgets.ts";
import { mapAt, titleOf, variantsOf } from "../../graph/kubernetes/names.ts";
import type { Pod } from "../../graph/kubernetes/pods.ts";
import type { EvidenceId, In, KubernetesObject, NonEmpty, Severity, StepValue, VariantId } from "../../model/index.ts";
import type { RuleFix, RuleStep, Says } from "../rule.ts";

/** What rules about Kubernetes objects say again and again. */

interface About<M extends string> {
  readonly message: M;
  readonly params?: Readonly<Record<string, string | number>>;
  /** What else makes it this cause, beside the object: a container, a key. */
  readonly cause?: string;
  readonly at: NonEmpty<EvidenceId>;
  /** Where not all variants of the object are meant. */
  readonly in?: In;
  readonly fixes?: readonly RuleFix[];
  readonly severity?: Severity;
  readonly because?: string;
}

/**
 * A finding about an object. Variants and namespaces that have an object of that name have one cause, with a place in each: what is
 * wrong with it is wrong wherever it is written once more.
 */
export const about = <M extends string>(object: KubernetesObject, { params, cause, in: where, ...rest }: About<M>): Says<M> => ({
  ...rest,
  params: { object: titleOf(object), ...params },
  cause: cause === undefined ? titleOf(object) : `${titleOf(object)} ${cause}`,
  about: object.component === undefined ? [] : [object.component],
  in: where ?? object.in,
});

/** Says the same once for all variants in which it is so: `look` is asked variant by variant, and answers are told apart by cause. */
export function* inVariants<M extends string>(
  object: KubernetesObject,
  graph: Graph,
  look: (variant: VariantId) => Iterable<About<M>>,
): Iterable<Says<M>> {
  const found = new Map<string, { first: About<M>; variants: [VariantId, ...VariantId[]] }>();
  for (const variant of variantsOf(object, graph))
    for (const it of look(variant)) {
      const known = found.get(it.cause ?? "");
      if (known === undefined) found.set(it.cause ?? "", { first: it, variants: [variant] });
      else if (!known.variants.includes(variant)) known.variants.push(variant);
    }
  for (const { first, variants } of found.values()) yield about(object, { ...first, in: variants });
}

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: Iterable<string>): string => {
  const all = [...new Set(words)];
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
};

export const set = (at: EvidenceId, value: StepValue): RuleStep => ({ do: "set", at, value });
export const insert = (at: EvidenceId, key: string, value: StepValue): RuleStep => ({ do: "insert", at, key, value });
export const remove = (at: EvidenceId): RuleStep => ({ do: "remove", at });

/** A budget that keeps as many as there are, where more than one runs: said as what may go, it holds for any number. */
export function onePodAway({ object, minAvailable, maxUnavailable }: Budget): readonly RuleFix[] {
  const spec = mapAt(object.tree, "spec");
  if (spec === undefined || minAvailable === undefined || maxUnavailable !== undefined) return [];
  return certainly("Let one pod go at a time", remove(minAvailable.at), insert(spec.at, "maxUnavailable", 1));
}

/** Over nodes and over zones, where there is room: nothing stays unscheduled for it. */
export function spread({ spec, labels, selector }: Pod): readonly RuleFix[] {
  const own = selector !== undefined && selector.labels.size > 0 && selector.expressions.length === 0 ? selector.labels : labels;
  if (spec === undefined || own.size === 0 || spec.entries.has("topologySpreadConstraints")) return [];
  const over = (topologyKey: string): StepValue => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: Object.fromEntries(own) },
  });
  const value = [over("topology.kubernetes.io/zone"), over("kubernetes.io/hostname")];
  return certainly("Spread them over zones and nodes", insert(spec.at, "topologySpreadConstraints", value));
}

export const certainly = (title: string, first: RuleStep, ...rest: readonly RuleStep[]): readonly RuleFix[] => [
  { title, certain: true, steps: [first, ...rest] },
];
export const perhaps = (title: string, first: RuleStep, ...rest: readonly RuleStep[]): readonly RuleFix[] => [
  { title, certain: false, steps: [first, ...rest] },
];
