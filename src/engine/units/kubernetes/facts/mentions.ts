import { type EvidenceId, entriesAt, itemsAt, type MapNode, type Node, nodeAt, textAt } from "../../../model/index.ts";
import { argumentsOf } from "../../facts/arguments.ts";
import { argumentMentions, type Mention, silentMention, textMention, variableMentions } from "../../facts/mentions.ts";
import type { Cluster, Runner } from "../cluster.ts";
import type { Container } from "../workload.ts";
import { type Taken, variablesOf } from "./variables.ts";

/** A mention, with what Kubernetes adds to it. */
export interface Said extends Mention {
  readonly also: readonly EvidenceId[];
  /** The ConfigMap or Secret it comes from, where all of that is taken, whatever is in it. */
  readonly whole: EvidenceId | undefined;
  /** Counts only where a name of the cluster stands in it: a file is full of texts. */
  readonly file: boolean;
}

/** Who takes a ConfigMap or Secret whole, by where it stands. */
export type Shares = ReadonlyMap<EvidenceId, number>;

/** How many workloads take each ConfigMap and Secret whole: what all of them take says little about each. */
export function sharesOf(cluster: Cluster): Shares {
  const shares = new Map<EvidenceId, number>();
  for (const { workload, manifest } of cluster.runners) {
    const taken = new Set<EvidenceId>();
    for (const { node } of workload?.containers ?? [])
      for (const source of itemsAt(node, "envFrom"))
        for (const [field, kind] of [
          ["configMapRef", "ConfigMap"],
          ["secretRef", "Secret"],
        ] as const) {
          const name = textAt(source, field, "name");
          const object = name === undefined ? undefined : cluster.find(kind, manifest.namespace, name);
          if (object !== undefined) taken.add(object.at);
        }
    for (const at of taken) shares.set(at, (shares.get(at) ?? 0) + 1);
  }
  return shares;
}

type Find = Pick<Cluster, "find">;

/** What a workload says, and the objects that were looked up for it: while those are the same, so is what it says. */
interface Known {
  readonly said: readonly Said[];
  readonly asked: readonly { readonly kind: string; readonly name: string; readonly found: MapNode | undefined }[];
}
const known = new WeakMap<MapNode, Known>();

/** Everything that a workload's containers say about others. */
export function mentionsOf(runner: Runner, cluster: Find): readonly Said[] {
  const { tree, namespace } = runner.manifest;
  const before = known.get(tree);
  if (before?.asked.every((it) => cluster.find(it.kind, namespace, it.name)?.tree === it.found)) return before.said;
  const asked: Known["asked"][number][] = [];
  const recording: Find = {
    find(kind, where, name) {
      const found = cluster.find(kind, where, name);
      asked.push({ kind, name, found: found?.tree });
      return found;
    },
  };
  const said = (runner.workload?.containers ?? []).flatMap((it) => [...containerMentions(it, runner, recording)]);
  known.set(tree, { said, asked });
  return said;
}

function* containerMentions(container: Container, runner: Runner, cluster: Find): Iterable<Said> {
  const { namespace } = runner.manifest;
  const variables = variablesOf(container, namespace, cluster);
  const given = (["command", "args"] as const).map((field) => ({ field, list: argumentsOf(nodeAt(container.node, field)) }));
  // An init container that waits does nothing with whom it names.
  const waits = container.init && given.some(({ list }) => list.some((it) => it.waits));
  const byPlace = new Map<EvidenceId, Taken>(variables.map((it) => [it.at, it]));
  for (const mention of variableMentions(variables)) {
    const taken = byPlace.get(mention.at);
    const where = taken?.from === undefined ? mention.where : `${mention.where.replace(/^environment/, "variable")} of ${taken.from}`;
    yield { ...mention, where, waits: mention.waits || waits, also: taken?.also ?? [], whole: taken?.whole?.at, file: false };
  }
  const values = new Map(variables.map((it) => [it.name, it]));
  for (const { field, list } of given) {
    const filled = list.map((it) => (it.value.includes("$") ? { ...it, value: filledIn(it.value, values) } : it));
    for (const it of argumentMentions(filled, field)) yield { ...it, waits: it.waits || waits, also: [], whole: undefined, file: false };
  }
  yield* mountedFiles(container, runner, cluster);
}

/** `$(DB_HOST)`, and in scripts `$DB_HOST` and `${DB_HOST}`. */
const filledIn = (text: string, values: ReadonlyMap<string, Taken>): string =>
  text.replace(/\$(?:\(([A-Za-z_]\w*)\)|\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g, (all, ...names: (string | undefined)[]) => {
    const name = names.slice(0, 3).find((it) => it !== undefined) ?? "";
    return values.get(name)?.value ?? all;
  });

/** Files of ConfigMaps that the container mounts: nginx.conf, application.yaml, prometheus.yml … */
function* mountedFiles({ node }: Container, { workload, manifest }: Runner, cluster: Find): Iterable<Said> {
  const mounted = new Set(itemsAt(node, "volumeMounts").flatMap((it) => textAt(it, "name") ?? []));
  if (mounted.size === 0) return;
  for (const volume of itemsAt(workload?.spec, "volumes")) {
    if (!mounted.has(textAt(volume, "name") ?? "")) continue;
    for (const source of [volume, ...itemsAt(volume, "projected", "sources")]) {
      yield* mountedSecret(source, manifest.namespace, cluster);
      const name = textAt(source, "configMap", "name");
      const map = name === undefined ? undefined : cluster.find("ConfigMap", manifest.namespace, name);
      if (map === undefined) continue;
      const chosen = itemsAt(source, "configMap", "items").flatMap((it) => textAt(it, "key") ?? []);
      for (const [key, entry] of entriesAt(map.tree, "data")) {
        const text = chosen.length > 0 && !chosen.includes(key) ? undefined : textAt(entry.value);
        const mention = text === undefined ? undefined : textMention(entry.at, `${key} in ConfigMap ${map.name}`, text);
        if (mention !== undefined) yield { ...mention, also: [source.at], whole: undefined, file: true };
      }
    }
  }
}

/** Of a Secret that is mounted, the hosts its values name are known, and nothing else. */
function* mountedSecret(source: Node, namespace: string | undefined, cluster: Find): Iterable<Said> {
  const name = textAt(source, "secret", "secretName") ?? textAt(source, "secret", "name");
  const secret = name === undefined ? undefined : cluster.find("Secret", namespace, name);
  for (const [key, addresses] of secret?.hosts ?? []) {
    const entry = entriesAt(secret?.tree, "data").get(key) ?? entriesAt(secret?.tree, "stringData").get(key);
    if (entry === undefined) continue;
    const mention = { ...silentMention(entry.at, `${key} in Secret ${name}`), addresses };
    yield { ...mention, also: [source.at], whole: undefined, file: true };
  }
}
