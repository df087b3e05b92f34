import { podOf, workloadTypes } from "./graph/kubernetes/pods.ts";
import { claimsOf, configReferencesOf } from "./graph/kubernetes/references.ts";
import { imageNameOf } from "./knowledge/images.ts";
import {
  type ComponentRef,
  type Entity,
  type EvidenceId,
  entriesAt,
  type Ground,
  type KubernetesObject,
  nameOf,
  nodeAt,
  type Resource,
  type Said,
  type Topic,
  textAt,
} from "./model/index.ts";

/** What a name in a file stands for that is no component: told apart by its sort and by where it counts. */
export interface Named {
  readonly sort: "image" | "table" | "topic" | "configmap" | "secret" | "key" | "volume" | "variable";
  /** The same for every place that means the same. */
  readonly id: string;
  readonly name: string;
  /** What it belongs to: the ConfigMap of a key, the store of a table, the broker of a topic. */
  readonly of?: string;
  /** What is in it, in a line: the columns of a table. */
  readonly about?: string;
}

/** A place where a name stands: it is made there, only used, or a part of what is made (a column). */
export interface Spot {
  readonly named: Named;
  readonly at: EvidenceId;
  readonly role: "defined" | "used" | "part";
  /** Who uses it. */
  readonly by?: ComponentRef;
  /** "16.4", of an image: what is said of it there. */
  readonly says?: string;
}

/** The places of a resource in which such names stand. */
export function spotsOf(resource: Resource): readonly Spot[] {
  const { component: by } = resource;
  const used = (named: Named, at: EvidenceId, says?: string): Spot => ({
    named,
    at,
    role: "used",
    ...(by && { by }),
    ...(says !== undefined && { says }),
  });
  switch (resource.kind) {
    case "compose-service": {
      return [
        ...(resource.image === undefined || resource.image.templated ? [] : imageSpot(resource.image.value, resource.image.at, used)),
        ...resource.mounts.flatMap(({ type, source, at }) =>
          type === "volume" && source !== undefined ? [used(volume(resource.system, source), at)] : [],
        ),
        ...resource.environment.map(({ name, at }) => used(variable(resource.system, name), at)),
      ];
    }
    case "compose-volume":
      return [{ named: volume(resource.system, resource.name), at: resource.at, role: "defined" }];
    case "kubernetes-object":
      return inCluster(resource, used);
    case "dockerfile":
      return resource.stages.flatMap(({ base }, index) =>
        base.templated || resource.stages.slice(0, index).some(({ name }) => name === base.value)
          ? []
          : imageSpot(base.value, base.at, used),
      );
    default:
      return [];
  }
}

const volume = (system: string, name: string): Named => ({ sort: "volume", id: `volume ${system} ${name}`, name });
const variable = (system: string, name: string): Named => ({ sort: "variable", id: `variable ${system} ${name}`, name });

function imageSpot(text: string, at: EvidenceId, used: (named: Named, at: EvidenceId, says?: string) => Spot): readonly Spot[] {
  const image = imageNameOf(text);
  if (image === undefined || image.repository === "scratch") return [];
  const name = image.registry === undefined ? image.repository : `${image.registry}/${image.repository}`;
  return [used({ sort: "image", id: `image ${name}`, name }, at, image.tag)];
}

function inCluster(object: KubernetesObject, used: (named: Named, at: EvidenceId, says?: string) => Spot): readonly Spot[] {
  const { system, type, name } = object;
  if (type === "ConfigMap" || type === "Secret") {
    const whole = configuration(system, type, name);
    const keys = ["data", "stringData", "binaryData"].flatMap((field) => [...entriesAt(object.tree, field)]);
    return [
      { named: whole, at: nodeAt(object.tree, "metadata", "name")?.at ?? object.at, role: "defined" },
      ...keys.map(([key, { at }]): Spot => ({ named: keyOf(whole, key), at, role: "defined" })),
    ];
  }
  if (type === "PersistentVolumeClaim")
    return [{ named: claim(system, name), at: nodeAt(object.tree, "metadata", "name")?.at ?? object.at, role: "defined" }];
  const pod = workloadTypes.includes(type) ? podOf(object) : undefined;
  if (pod === undefined) return [];
  return [
    ...pod.containers.flatMap(({ node }) => {
      const image = node.entries.get("image");
      const text = textAt(node, "image");
      const environment = nodeAt(node, "env");
      return [
        ...(image === undefined || text === undefined ? [] : imageSpot(text, image.value.at, used)),
        ...(environment?.kind !== "seq" ? [] : environment.items).flatMap((it) => {
          const called = textAt(it, "name");
          const at = nodeAt(it, "name")?.at;
          return called === undefined || at === undefined ? [] : [used(variable(system, called), at)];
        }),
      ];
    }),
    ...configReferencesOf(pod).map(({ type: sort, name: of, key, at }) => {
      const whole = configuration(system, sort, of);
      return used(key === undefined ? whole : keyOf(whole, key), at);
    }),
    ...claimsOf(pod).map(({ name: of, at }) => used(claim(system, of), at)),
  ];
}

const configuration = (system: string, type: "ConfigMap" | "Secret", name: string): Named => ({
  sort: type === "ConfigMap" ? "configmap" : "secret",
  id: `${type} ${system} ${name}`,
  name,
});
const keyOf = (whole: Named, key: string): Named => ({ sort: "key", id: `${whole.id} ${key}`, name: key, of: whole.name });
const claim = (system: string, name: string): Named => ({ sort: "volume", id: `claim ${system} ${name}`, name });

/** A table is defined where it is made and where it is changed; who points at it with a key uses it. */
export function spotsOfTable(entity: Entity): readonly Spot[] {
  const named = tableNamed(entity);
  const system = systemPart(entity.id);
  const defined = new Set(proofs(entity.exists));
  const parts = new Set([...entity.columns, ...entity.keys].flatMap(({ at }) => (at === undefined || defined.has(at) ? [] : [at])));
  return [
    ...[...defined].map((at): Spot => ({ named, at, role: "defined" })),
    ...[...parts].map((at): Spot => ({ named, at, role: "part" })),
    ...entity.keys.flatMap(({ references, at }): readonly Spot[] =>
      references === undefined || at === undefined
        ? []
        : [
            {
              named: { sort: "table", id: `table ${system} ${named.of ?? ""} ${references.entity}`, name: references.entity },
              at,
              role: "used",
              says: entity.name,
            },
          ],
    ),
  ];
}

const tableNamed = ({ id, name, store, columns }: Entity): Named => {
  const of = store === undefined ? undefined : nameOf(store);
  return {
    sort: "table",
    id: `table ${systemPart(id)} ${of ?? ""} ${name}`,
    name,
    about: columns.map((it) => it.name).join(", "),
    ...(of !== undefined && { of }),
  };
};

export function spotsOfTopic({ id, name, broker, exists, parties = [] }: Topic): readonly Spot[] {
  const named: Named = { sort: "topic", id: `topic ${id}`, name, ...(broker !== undefined && { of: nameOf(broker) }) };
  const spoken = parties.flatMap(({ component, does, exists: said }) =>
    proofs(said).map((at): Spot => ({ named, at, role: "used", by: component, says: does })),
  );
  const taken = new Set(spoken.map(({ at }) => at));
  return [...spoken, ...proofs(exists).flatMap((at): readonly Spot[] => (taken.has(at) ? [] : [{ named, at, role: "defined" }]))];
}

const systemPart = (id: string): string => id.slice(id.indexOf(":") + 1, id.indexOf("/"));
const proofs = (said: readonly Said<unknown>[]): readonly EvidenceId[] => said.flatMap(({ ground }) => proofOf(ground));
const proofOf = (ground: Ground): readonly EvidenceId[] => (ground.by === "evidence" ? ground.proof : []);
