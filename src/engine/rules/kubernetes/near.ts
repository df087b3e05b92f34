import type { Graph } from "../../graph/graph.ts";
import { mapAt } from "../../graph/kubernetes/names.ts";
import { podOf } from "../../graph/kubernetes/pods.ts";
import { matches, type Selector } from "../../graph/kubernetes/selectors.ts";
import { keys } from "../../graph/kubernetes/words.ts";
import { isAt, objectsAt, type Place } from "../../graph/kubernetes/workloads.ts";
import { meantBy } from "../../knowledge/near.ts";
import type { EvidenceId, MapNode } from "../../model/index.ts";
import type { RuleFix } from "../rule.ts";

/** What a name that nothing has can be a typing error of, and the fix of it. */

/**
 * The written word replaced by the one that is there, if just one can be meant. It is replaced where it stands as it is written: a name
 * that a kustomization made of another stands nowhere, and is no typing error.
 */
export function misspelt(at: EvidenceId | undefined, word: string, candidates: Iterable<string>): readonly RuleFix[] {
  const meant = meantBy(word, candidates);
  return at === undefined || meant === undefined
    ? []
    : [{ title: `Call it ${meant}`, certain: true, steps: [{ do: "replace-text", at, from: word, value: meant }] }];
}

/** The name of an object of that kind in the same place. */
export const misspeltName = (at: EvidenceId, name: string, type: string, place: Place, graph: Graph): readonly RuleFix[] =>
  misspelt(
    at,
    name,
    objectsAt(type, place, graph).map((it) => it.name),
  );

/** One label of a selector, where all the others are those of something that is there. `has`: the labels of each. */
export function misspeltLabel(
  labels: MapNode | undefined,
  { labels: wanted, expressions }: Selector,
  has: readonly ReadonlyMap<string, string>[],
): readonly RuleFix[] {
  const fixes = [...wanted].flatMap(([key, value]) => {
    const rest = { labels: new Map([...wanted].filter(([it]) => it !== key)), expressions };
    const candidates = has.filter((it) => matches(rest, it)).flatMap((it) => it.get(key) ?? []);
    return misspelt(labels?.entries.get(key)?.at, value, candidates);
  });
  return fixes.length === 1 ? fixes : [];
}

/** The same of a selector for pods; `node` is the selector as it stands, in either form. */
export const misspeltPods = (node: MapNode | undefined, selector: Selector, place: Place, graph: Graph): readonly RuleFix[] =>
  misspeltLabel(
    mapAt(node, "matchLabels") ?? node,
    selector,
    graph
      .objectsUnder([keys.pods], place.system)
      .filter((it) => isAt(it, place))
      .flatMap((it) => podOf(it)?.labels ?? []),
  );
