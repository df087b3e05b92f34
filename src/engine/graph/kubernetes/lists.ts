import type { KubernetesObject } from "../../model/index.ts";
import type { Pod } from "./pods.ts";
import { matches, type Selector } from "./selectors.ts";

/**
 * Entries under a key, made once a list: the graph hands out the same list until one of its rows changes, so that a question about
 * one object does not go through all others.
 */
export function indexed<Entry>(entries: (object: KubernetesObject) => Iterable<readonly [string, Entry]>) {
  const known = new WeakMap<readonly KubernetesObject[], ReadonlyMap<string, readonly Entry[]>>();
  return (objects: readonly KubernetesObject[], key: string): readonly Entry[] => {
    let index = known.get(objects);
    if (index === undefined) {
      index = grouped(objects, entries);
      known.set(objects, index);
    }
    return index.get(key) ?? [];
  };
}

function grouped<Entry>(objects: readonly KubernetesObject[], entries: (object: KubernetesObject) => Iterable<readonly [string, Entry]>) {
  const groups = new Map<string, Entry[]>();
  for (const object of objects)
    for (const [key, entry] of entries(object)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [entry]);
      else group.push(entry);
    }
  return groups;
}

/** What selects pods, found by the pod: it stands under the first label it asks for, or under none. */
export function selecting<Entry extends { readonly selector: Selector | undefined }>(
  read: (object: KubernetesObject) => Entry | undefined,
) {
  const byFirstLabel = indexed<Entry>((object) => {
    const entry = read(object);
    const [first] = entry?.selector?.labels ?? [];
    return entry?.selector === undefined ? [] : [[first?.join("=") ?? "", entry]];
  });
  return (objects: readonly KubernetesObject[], pod: Pod): readonly Entry[] => {
    const labels = [...pod.labels, ...(pod.selector?.labels ?? [])].map((it) => it.join("="));
    const near = ["", ...new Set(labels)].flatMap((label) => byFirstLabel(objects, label));
    return near.filter(({ selector }) => selector !== undefined && takes(selector, pod));
  };
}

/** A workload whose template and selector disagree is taken by either: that they do is one finding of its own, and not one for all. */
export const takes = (selector: Selector, pod: Pod): boolean =>
  matches(selector, pod.labels) || (pod.selector !== undefined && matches(selector, pod.selector.labels));
