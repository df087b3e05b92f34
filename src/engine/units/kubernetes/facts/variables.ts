import { type EvidenceId, entriesAt, itemsAt, type Node, nodeAt, textAt } from "../../../model/index.ts";
import type { Variable } from "../../facts/mentions.ts";
import type { Cluster } from "../cluster.ts";
import type { Manifest } from "../manifest.ts";
import type { Container } from "../workload.ts";

/** A variable as a container has it. */
export interface Taken extends Variable {
  /** For people: where its value stands, when not in the container. */
  readonly from: string | undefined;
  /** The container's own line, where the value stands elsewhere. */
  readonly also: readonly EvidenceId[];
  /** The whole ConfigMap or Secret is taken, whatever is in it. */
  readonly whole: Manifest | undefined;
}

/** The variables of a container, the last of a name holding: whole ConfigMaps and Secrets first, then its own. */
export function variablesOf({ node }: Container, namespace: string | undefined, cluster: Pick<Cluster, "find">): readonly Taken[] {
  const taken = new Map<string, Taken>();
  const put = (it: Taken): void => {
    taken.set(it.name, it);
  };
  for (const source of itemsAt(node, "envFrom")) for (const it of wholeOf(source, namespace, cluster)) put(it);
  for (const item of itemsAt(node, "env")) {
    const name = textAt(item, "name");
    if (name === undefined) continue;
    const value = nodeAt(item, "value");
    const text = textAt(value);
    if (value !== undefined && text !== undefined)
      put({ name, value: expanded(text, taken), at: value.at, from: undefined, also: [], whole: undefined });
    else for (const it of referredTo(item, name, namespace, cluster)) put(it);
  }
  return [...taken.values()];
}

/** `$(DB_HOST):5432` with what is known before it; `$$(…)` is meant as it stands. */
export function expanded(text: string, taken: ReadonlyMap<string, Variable>): string {
  if (!text.includes("$(")) return text;
  return text.replace(/(\$?)\$\(([A-Za-z_][\w.-]*)\)/g, (all, doubled: string, name: string) =>
    doubled === "" ? (taken.get(name)?.value ?? all) : all,
  );
}

function* wholeOf(source: Node, namespace: string | undefined, cluster: Pick<Cluster, "find">): Iterable<Taken> {
  const prefix = textAt(source, "prefix") ?? "";
  for (const [field, kind] of [
    ["configMapRef", "ConfigMap"],
    ["secretRef", "Secret"],
  ] as const) {
    const name = textAt(source, field, "name");
    const object = name === undefined ? undefined : cluster.find(kind, namespace, name);
    if (object === undefined) continue;
    for (const key of keysOf(object)) {
      const found = heldBy(object, key);
      if (found !== undefined)
        yield { ...found, name: `${prefix}${key}`, from: `${kind} ${object.name}`, also: [source.at], whole: object };
    }
  }
}

function* referredTo(item: Node, name: string, namespace: string | undefined, cluster: Pick<Cluster, "find">): Iterable<Taken> {
  for (const [field, kind] of [
    ["configMapKeyRef", "ConfigMap"],
    ["secretKeyRef", "Secret"],
  ] as const) {
    const ref = nodeAt(item, "valueFrom", field);
    const object = ref && cluster.find(kind, namespace, textAt(ref, "name") ?? "");
    const found = object && heldBy(object, textAt(ref, "key") ?? "");
    if (object !== undefined && found !== undefined)
      yield { ...found, name, from: `${kind} ${object.name}`, also: [item.at], whole: undefined };
  }
}

const keysOf = ({ tree }: Manifest): readonly string[] => [...entriesAt(tree, "data").keys(), ...entriesAt(tree, "stringData").keys()];

function heldBy({ tree, kind, hosts }: Manifest, key: string): Variable | undefined {
  for (const field of ["stringData", "data"] as const) {
    const entry = entriesAt(tree, field).get(key);
    if (entry === undefined) continue;
    if (kind !== "Secret") return { name: key, value: textAt(entry.value), at: entry.at };
    const addresses = hosts?.get(key);
    return addresses === undefined ? undefined : { name: key, addresses, at: entry.at };
  }
  return undefined;
}
