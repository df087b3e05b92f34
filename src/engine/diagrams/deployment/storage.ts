import type { Graph } from "../../graph/graph.ts";
import { mapsAt } from "../../graph/kubernetes/names.ts";
import { type Pod, podOf } from "../../graph/kubernetes/pods.ts";
import { claimsOf } from "../../graph/kubernetes/references.ts";
import { objectsNamed, placeOf } from "../../graph/kubernetes/workloads.ts";
import {
  type ComponentRef,
  type EvidenceId,
  itemsAt,
  type KubernetesObject,
  type Node,
  textAt,
  type VariantId,
} from "../../model/index.ts";
import { type Extra, lines, type Site, type Wire } from "./plan.ts";

interface Kept {
  readonly extras: readonly Extra[];
  readonly wires: readonly Wire[];
}

/** What a workload keeps beyond a restart: claims that it mounts by name, and those that a StatefulSet makes for each of its pods. */
export function storageOf(object: KubernetesObject, owner: ComponentRef, site: Site, variant: VariantId, graph: Graph): Kept {
  const pod = podOf(object);
  if (pod === undefined) return { extras: [], wires: [] };
  const kept: Kept[] = [
    ...claimsOf(pod).map(({ name, at }) => {
      const [claim] = objectsNamed("PersistentVolumeClaim", name, placeOf(object, variant), graph);
      const extra: Extra = {
        key: `claim ${claim?.namespace ?? object.namespace ?? ""} ${name}`,
        what: "storage",
        site,
        name,
        lines: claim === undefined ? ["Volume claim, not in these files"] : claimLines(claim.tree, "Volume claim"),
        proof: [claim?.at ?? at],
        ...(claim === undefined ? { missing: true as const } : {}),
      };
      return { extras: [extra], wires: [wire(owner, extra.key, volumeOf(pod, name), pod, at)] };
    }),
    ...mapsAt(object.tree, "spec", "volumeClaimTemplates").map((template) => {
      const name = textAt(template, "metadata", "name") ?? "data";
      const key = `template ${object.id} ${name}`;
      const extra: Extra = { key, what: "storage", site, name, lines: claimLines(template, "A volume for each pod"), proof: [template.at] };
      return { extras: [extra], wires: [wire(owner, key, name, pod, template.at)] };
    }),
  ];
  return { extras: kept.flatMap((it) => it.extras), wires: kept.flatMap((it) => it.wires) };
}

/** "10Gi · fast-ssd", and how many nodes may mount it. */
function claimLines(claim: Node, what: string): readonly string[] {
  const modes = itemsAt(claim, "spec", "accessModes").flatMap((it) => textAt(it) ?? []);
  const size = textAt(claim, "spec", "resources", "requests", "storage");
  const made = textAt(claim, "spec", "storageClassName");
  return lines(
    [what, size ?? ""].filter((it) => it !== "").join(" · "),
    [made ?? "", modes.join(", ")].filter((it) => it !== "").join(" · "),
  );
}

/** The pod's own name for a claim. */
const volumeOf = ({ spec }: Pod, claim: string): string | undefined =>
  mapsAt(spec, "volumes")
    .filter((it) => textAt(it, "persistentVolumeClaim", "claimName") === claim)
    .flatMap((it) => textAt(it, "name") ?? [])[0];

function wire(from: ComponentRef, to: string, volume: string | undefined, { containers }: Pod, at: EvidenceId): Wire {
  const mounts = containers.flatMap(({ node }) => mapsAt(node, "volumeMounts")).filter((it) => textAt(it, "name") === volume);
  const paths = mounts.flatMap((it) => textAt(it, "mountPath") ?? []);
  return { from, to, label: paths[0] ?? "", proof: [mounts[0]?.at ?? at] };
}
