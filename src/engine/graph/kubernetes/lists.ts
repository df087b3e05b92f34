import type { KubernetesObject } from "../../model/index.ts";

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
