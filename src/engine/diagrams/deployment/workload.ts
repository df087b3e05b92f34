import type { Graph } from "../../graph/graph.ts";
import { mapAt, mapsAt, textsAt } from "../../graph/kubernetes/names.ts";
import { isKnative, isReplicated, type Pod, podOf, replicasOf } from "../../graph/kubernetes/pods.ts";
import { type Autoscaler, autoscalersOf } from "../../graph/kubernetes/scaling.ts";
import { servicePortsOf, servicesBefore } from "../../graph/kubernetes/services.ts";
import { type EvidenceId, type KubernetesObject, numberAt, textAt, type VariantId } from "../../model/index.ts";
import { imageWords, lines, some } from "./plan.ts";

/** How a workload runs, in the lines of its box, with the objects that say so. */
export function workloadLines(
  object: KubernetesObject,
  variant: VariantId,
  graph: Graph,
): { readonly lines: readonly string[]; readonly proof: readonly EvidenceId[] } {
  const pod = podOf(object);
  if (pod === undefined) return { lines: [`${object.type}, run by its operator`], proof: [object.at] };
  const [scaler] = autoscalersOf(object, variant, graph);
  const services = servicesBefore(pod, variant, graph);
  return {
    lines: lines(howItRuns(object, pod, scaler), imagesOf(pod), serviceLine(services, object.name), nodeLine(pod)),
    proof: [object.at, ...(scaler === undefined ? [] : [scaler.object.at]), ...services.map(({ at }) => at)],
  };
}

/** "Deployment × 3", "StatefulSet × 2–10 by cpu", "DaemonSet · one a node", "CronJob · 0 3 * * *". */
function howItRuns(object: KubernetesObject, pod: Pod, scaler: Autoscaler | undefined): string {
  const { type, tree } = object;
  if (scaler !== undefined) {
    const least = scaler.least ?? (scaler.object.type === "ScaledObject" ? 0 : 1);
    return `${type} × ${least}–${scaler.most ?? "?"}${measured(scaler)}`;
  }
  if (isKnative(object)) return "Knative service · scaled by requests";
  if (isReplicated(object)) return `${type} × ${replicasOf(object) ?? 1}`;
  if (type === "DaemonSet") return "DaemonSet · one a node";
  if (type === "CronJob") {
    const suspended = textAt(tree, "spec", "suspend") === "true";
    return ["CronJob", textAt(tree, "spec", "schedule") ?? "", suspended ? "suspended" : ""].filter((it) => it !== "").join(" · ");
  }
  if (type === "Job" || type === "ScaledJob") {
    const many = numberAt(tree, "spec", "completions") ?? 1;
    return many > 1 ? `${type} × ${many}` : `${type} · once`;
  }
  return pod.workload.type;
}

/** What the autoscaler looks at. */
function measured({ object, utilisation }: Autoscaler): string {
  const resources = [...new Set(utilisation.map(({ resource }) => resource))];
  const others =
    object.type === "ScaledObject"
      ? mapsAt(object.tree, "spec", "triggers").flatMap((it) => textAt(it, "type") ?? [])
      : mapsAt(object.tree, "spec", "metrics").flatMap(
          (it) =>
            textAt(it, "external", "metric", "name") ??
            textAt(it, "pods", "metric", "name") ??
            textAt(it, "object", "metric", "name") ??
            [],
        );
  const all = [...new Set([...resources, ...others])];
  return all.length === 0 ? "" : ` by ${some(all)}`;
}

function imagesOf({ containers }: Pod): string | undefined {
  const [first, ...others] = containers.filter(({ init }) => !init);
  const image = first === undefined ? undefined : textAt(first.node, "image");
  if (image === undefined) return undefined;
  return others.length === 0 ? imageWords(image) : `${imageWords(image)} + ${others.length} sidecar${others.length === 1 ? "" : "s"}`;
}

function serviceLine(services: readonly KubernetesObject[], workload: string): string | undefined {
  // What is governed by a headless Service is reached through its other one, where it has one.
  const [service, ...others] = [...services].sort((a, b) => Number(isHeadless(a)) - Number(isHeadless(b)));
  if (service === undefined) return undefined;
  const ports = servicePortsOf(service).map(({ number, target }) =>
    target === undefined || target === number ? `:${number ?? "?"}` : `:${number ?? "?"} → ${target}`,
  );
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const name = service.name === workload ? "" : service.name;
  return [isHeadless(service) ? "headless service" : "service", name, `${some(ports)}${more}`].filter((it) => it !== "").join(" ");
}

const isHeadless = ({ tree }: KubernetesObject): boolean => textAt(tree, "spec", "clusterIP") === "None";

function nodeLine({ spec }: Pod): string | undefined {
  const chosen = [...textsAt(spec, "nodeSelector")]
    .filter(([key]) => key !== "kubernetes.io/os")
    .map(([key, value]) => `${key.split("/").at(-1)}=${value}`);
  const paths = mapsAt(spec, "volumes").filter((it) => mapAt(it, "hostPath") !== undefined).length;
  return [
    chosen.length === 0 ? "" : `on nodes ${some(chosen)}`,
    textAt(spec, "hostNetwork") === "true" ? "in the node's network" : "",
    paths === 0 ? "" : `mounts ${paths} path${paths === 1 ? "" : "s"} of its node`,
  ]
    .filter((it) => it !== "")
    .join(" · ");
}
