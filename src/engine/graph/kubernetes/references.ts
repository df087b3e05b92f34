import { type EvidenceId, type KubernetesObject, type MapNode, textAt } from "../../model/index.ts";
import { isTrue, mapAt, mapsAt } from "./names.ts";
import type { Pod } from "./pods.ts";

/** A ConfigMap or Secret that a pod reads, or one key of it. */
export interface ConfigReference {
  readonly type: "ConfigMap" | "Secret";
  readonly name: string;
  /** `undefined` = all of it. */
  readonly key: string | undefined;
  /** The pod starts without it as well. */
  readonly optional: boolean;
  readonly at: EvidenceId;
}

/** Everything that a pod's containers and volumes take from ConfigMaps and Secrets. */
export function configReferencesOf({ containers, spec }: Pod): readonly ConfigReference[] {
  return [
    ...containers.flatMap(({ node }) => [
      ...mapsAt(node, "env").flatMap((it) => [
        ...keyOf(mapAt(it, "valueFrom", "configMapKeyRef"), "ConfigMap"),
        ...keyOf(mapAt(it, "valueFrom", "secretKeyRef"), "Secret"),
      ]),
      ...mapsAt(node, "envFrom").flatMap((it) => [
        ...whole(mapAt(it, "configMapRef"), "ConfigMap", "name"),
        ...whole(mapAt(it, "secretRef"), "Secret", "name"),
      ]),
    ]),
    ...mapsAt(spec, "volumes").flatMap((volume) => [
      ...inVolume(mapAt(volume, "configMap"), "ConfigMap", "name"),
      ...inVolume(mapAt(volume, "secret"), "Secret", "secretName"),
      ...mapsAt(volume, "projected", "sources").flatMap((it) => [
        ...inVolume(mapAt(it, "configMap"), "ConfigMap", "name"),
        ...inVolume(mapAt(it, "secret"), "Secret", "name"),
      ]),
    ]),
  ];
}

function whole(node: MapNode | undefined, type: ConfigReference["type"], field: string): readonly ConfigReference[] {
  const name = textAt(node, field);
  if (node === undefined || name === undefined || name === "") return [];
  return [{ type, name, key: undefined, optional: isTrue(node, "optional"), at: node.entries.get(field)?.at ?? node.at }];
}

const keyOf = (node: MapNode | undefined, type: ConfigReference["type"]): readonly ConfigReference[] =>
  whole(node, type, "name").map((it) => ({ ...it, key: textAt(node, "key"), at: node?.entries.get("key")?.at ?? it.at }));

/** A volume names the keys it shows, or shows them all. */
function inVolume(node: MapNode | undefined, type: ConfigReference["type"], field: string): readonly ConfigReference[] {
  const [all] = whole(node, type, field);
  if (all === undefined) return [];
  const items = mapsAt(node, "items").filter((it) => textAt(it, "key") !== undefined);
  return items.length === 0 ? [all] : items.map((it) => ({ ...all, key: textAt(it, "key"), at: it.entries.get("key")?.at ?? all.at }));
}

/** The keys an object has; `undefined` where they are written down nowhere (a SealedSecret is another kind). */
export const keysIn = ({ tree }: KubernetesObject): ReadonlySet<string> =>
  new Set(["data", "stringData", "binaryData"].flatMap((it) => [...(mapAt(tree, it)?.entries.keys() ?? [])]));

/** The account its pods act as, where one is named. */
export function serviceAccountOf({ spec }: Pod): { readonly name: string; readonly at: EvidenceId } | undefined {
  for (const field of ["serviceAccountName", "serviceAccount"]) {
    const name = textAt(spec, field);
    if (name !== undefined && name !== "") return { name, at: spec?.entries.get(field)?.at ?? (spec as MapNode).at };
  }
  return undefined;
}

/** Claims that a pod mounts by name. */
export const claimsOf = ({ spec }: Pod): readonly { readonly name: string; readonly at: EvidenceId; readonly readOnly: boolean }[] =>
  mapsAt(spec, "volumes").flatMap((volume) => {
    const claim = mapAt(volume, "persistentVolumeClaim");
    const name = textAt(claim, "claimName");
    return claim === undefined || name === undefined
      ? []
      : [{ name, at: claim.entries.get("claimName")?.at ?? claim.at, readOnly: isTrue(claim, "readOnly") }];
  });

/** Claims that only one node at a time can mount, by the modes they ask for. */
export const isSingleNode = (claim: KubernetesObject): boolean => {
  const node = mapAt(claim.tree, "spec")?.entries.get("accessModes")?.value;
  const modes = node?.kind === "seq" ? node.items.flatMap((it) => textAt(it) ?? []) : [];
  return modes.length > 0 && modes.every((it) => it === "ReadWriteOnce" || it === "ReadWriteOncePod");
};
