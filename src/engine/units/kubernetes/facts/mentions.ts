import { type EvidenceId, entriesAt, itemsAt, type Node, nodeAt, textAt } from "../../../model/index.ts";
import { argumentsOf } from "../../facts/arguments.ts";
import { argumentMentions, type Mention, silentMention, textMention, variableMentions } from "../../facts/mentions.ts";
import type { Cluster, Runner } from "../cluster.ts";
import type { Container } from "../workload.ts";
import { type Taken, variablesOf } from "./variables.ts";

/** A mention, with what Kubernetes adds to it. */
export interface Said extends Mention {
  readonly also: readonly EvidenceId[];
  /** Why nothing surer than a guess comes of it. */
  readonly doubt: string | undefined;
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

/** Everything that a workload's containers say about others. */
export function* mentionsOf(runner: Runner, cluster: Cluster, shares: Shares): Iterable<Said> {
  for (const container of runner.workload?.containers ?? []) yield* containerMentions(container, runner, cluster, shares);
}

function* containerMentions(container: Container, runner: Runner, cluster: Cluster, shares: Shares): Iterable<Said> {
  const { namespace } = runner.manifest;
  const variables = variablesOf(container, namespace, cluster);
  const given = (["command", "args"] as const).map((field) => ({ field, list: argumentsOf(nodeAt(container.node, field)) }));
  // An init container that waits does nothing with whom it names.
  const waits = container.init && given.some(({ list }) => list.some((it) => it.waits));
  const byPlace = new Map<EvidenceId, Taken>(variables.map((it) => [it.at, it]));
  for (const mention of variableMentions(variables)) {
    const taken = byPlace.get(mention.at);
    const where = taken?.from === undefined ? mention.where : `${mention.where.replace(/^environment/, "variable")} of ${taken.from}`;
    const shared = taken?.whole === undefined ? 0 : (shares.get(taken.whole.at) ?? 0);
    const doubt = shared > 1 ? `${shared} workloads take all of it` : undefined;
    yield { ...mention, where, waits: mention.waits || waits, also: taken?.also ?? [], doubt, file: false };
  }
  const values = new Map(variables.map((it) => [it.name, it]));
  for (const { field, list } of given) {
    const filled = list.map((it) => (it.value.includes("$") ? { ...it, value: filledIn(it.value, values) } : it));
    for (const it of argumentMentions(filled, field)) yield { ...it, waits: it.waits || waits, also: [], doubt: undefined, file: false };
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
function* mountedFiles({ node }: Container, { workload, manifest }: Runner, cluster: Cluster): Iterable<Said> {
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
        if (mention !== undefined) yield { ...mention, also: [source.at], doubt: undefined, file: true };
      }
    }
  }
}

/** Of a Secret that is mounted, the hosts its values name are known, and nothing else. */
function* mountedSecret(source: Node, namespace: string | undefined, cluster: Cluster): Iterable<Said> {
  const name = textAt(source, "secret", "secretName") ?? textAt(source, "secret", "name");
  const secret = name === undefined ? undefined : cluster.find("Secret", namespace, name);
  for (const [key, addresses] of secret?.hosts ?? []) {
    const entry = entriesAt(secret?.tree, "data").get(key) ?? entriesAt(secret?.tree, "stringData").get(key);
    if (entry === undefined) continue;
    const mention = { ...silentMention(entry.at, `${key} in Secret ${name}`), addresses };
    yield { ...mention, also: [source.at], doubt: undefined, file: true };
  }
}
