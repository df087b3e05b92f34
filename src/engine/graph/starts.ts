import {
  type Component,
  type ComponentRef,
  type ComposeService,
  type EvidenceId,
  holdsIn,
  itemsAt,
  type KubernetesObject,
  nodeAt,
  textAt,
  type VariantId,
} from "../model/index.ts";
import type { Graph } from "./graph.ts";
import { mapAt, mapsAt, textsAt } from "./kubernetes/names.ts";
import { type Container, type Pod, podOf } from "./kubernetes/pods.ts";
import { keysIn } from "./kubernetes/references.ts";
import { objectsNamed, placeOf } from "./kubernetes/workloads.ts";

export interface Given {
  readonly at: EvidenceId;
  /** `undefined` = it comes from elsewhere: a Secret, the shell. */
  readonly value: string | undefined;
}

/** How a component is started in a variant: by Compose or Kubernetes, with what its images bring along. */
export interface Start {
  /** Where it is started; the first line of its container where there is one. */
  readonly at: EvidenceId;
  readonly variables: ReadonlyMap<string, Given>;
  /** Nothing else is given to it: no file of variables that is not here, no mounted configuration, no injected secrets. */
  readonly whole: boolean;
  /** Entry point, command and arguments, as one text. */
  readonly command: string;
}

/** Every way in which a component is started in a variant; seldom more than one. */
export function startsOf(component: ComponentRef, variant: VariantId, graph: Graph): readonly Start[] {
  const resources = graph.resourcesOf(component).filter((it) => holdsIn(it.in, variant));
  return resources.flatMap((it) => {
    if (it.kind === "compose-service") return [byCompose(it)];
    const pod = it.kind === "kubernetes-object" ? podOf(it) : undefined;
    return pod === undefined ? [] : [byKubernetes(pod, variant, graph)];
  });
}

/** Names of the variables that the component's images set themselves. */
export const bakedIn = (component: ComponentRef, graph: Graph): ReadonlySet<string> =>
  new Set(
    graph
      .resourcesOf(component)
      .flatMap((it) => (it.kind === "dockerfile" ? it.stages.flatMap(({ instructions }) => instructions) : []))
      .filter(({ name }) => name === "ENV")
      .flatMap(({ variables = [] }) => variables.map(({ name }) => name)),
  );

function byCompose({ at, environment, keys, command, entrypoint }: ComposeService): Start {
  return {
    at,
    variables: new Map(environment.map((it) => [it.name, { at: it.at, value: it.value }])),
    whole: (!keys.includes("env_file") || environment.some(({ from }) => from === "env-file")) && !keys.includes("configs"),
    command: [entrypoint?.value, command?.value].join(" "),
  };
}

function byKubernetes(pod: Pod, variant: VariantId, graph: Graph): Start {
  const containers = pod.containers.filter((it) => !it.init);
  const variables = new Map<string, Given>();
  let whole = !isConfiguredOtherwise(pod);
  for (const { node } of containers) {
    for (const source of mapsAt(node, "envFrom")) {
      const object = sourceOf(source, pod.workload, variant, graph);
      if (object === undefined || keysIn(object).size === 0) whole = false;
      const prefix = textAt(source, "prefix") ?? "";
      if (object !== undefined) for (const [name, given] of givenBy(object)) variables.set(`${prefix}${name}`, given);
    }
    for (const it of mapsAt(node, "env")) {
      const name = textAt(it, "name");
      if (name !== undefined) variables.set(name, { at: it.at, value: textAt(it, "value") });
    }
  }
  return {
    at: placeIn(containers[0]) ?? pod.workload.at,
    variables,
    whole,
    command: containers
      .flatMap(({ node }) => ["command", "args"].flatMap((it) => itemsAt(node, it).flatMap((word) => textAt(word) ?? [])))
      .join(" "),
  };
}

/** A variable that is missing is added where the others are. */
const placeIn = (container: Container | undefined): EvidenceId | undefined =>
  container && (container.node.entries.get("env")?.at ?? container.node.entries.get("envFrom")?.at ?? container.at);

function sourceOf(source: Parameters<typeof mapAt>[0], workload: KubernetesObject, variant: VariantId, graph: Graph) {
  const [type, name] =
    nodeAt(source, "secretRef") === undefined
      ? (["ConfigMap", textAt(source, "configMapRef", "name")] as const)
      : (["Secret", textAt(source, "secretRef", "name")] as const);
  return name === undefined ? undefined : objectsNamed(type, name, placeOf(workload, variant), graph)[0];
}

function* givenBy(object: KubernetesObject): Iterable<readonly [string, Given]> {
  for (const field of ["data", "stringData"])
    for (const [name, { at, value }] of mapAt(object.tree, field)?.entries ?? [])
      yield [name, { at, value: object.type === "Secret" ? undefined : textAt(value) }];
}

/** Files of configuration are mounted, or somebody injects what is not in the template. */
function isConfiguredOtherwise({ workload, spec }: Pod): boolean {
  const mounts = mapsAt(spec, "volumes").some((it) => ["configMap", "secret", "projected", "csi"].some((field) => it.entries.has(field)));
  const notes = [workload.tree, mapAt(workload.tree, "spec", "template")].flatMap((it) => [
    ...textsAt(it, "metadata", "annotations").keys(),
  ]);
  return mounts || notes.some((it) => /vault|secrets?[.-]|dapr\.io|akeyless|doppler|infisical/i.test(it));
}

/** The team's own: no product that somebody else configures. */
export const isOwn = ({ technology, standing }: Component): boolean => standing === "inside" && technology.length === 0;
