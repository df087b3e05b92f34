import type {
  Component,
  ComponentRef,
  Endpoint,
  Entity,
  Evidence,
  EvidenceId,
  Kind,
  KubernetesObject,
  NonEmpty,
  Ref,
  Requirements,
  Resource,
  ResourceId,
  ResourceKind,
  ResourceOf,
  Style,
  System,
  SystemId,
  Topic,
  Use,
  Variant,
  VariantId,
} from "../model/index.ts";

/** The fold of the uses that share (from, to, style). Solid if any proof is declared, stated or measured. */
export interface Connection {
  readonly from: ComponentRef;
  readonly to: Ref;
  readonly style: Style;
  readonly uses: readonly Use[];
}

/**
 * The questions one asks an architecture; rules, diagrams and estimates ask here, so that they stay short.
 * Every answer is in a stable order. The engine hands rules a graph that notes what was asked: a rule is called again for a
 * subject only when one of those answers may have changed.
 */
export interface Graph {
  systems(): readonly System[];
  variants(system: SystemId): readonly Variant[];
  variant(id: VariantId): Variant | undefined;
  components(system?: SystemId): readonly Component[];
  component(ref: Ref): Component | undefined;
  /** The kind most proofs agree on, in one variant or (without one) the main variant first. */
  kind(component: Component, variant?: VariantId): Kind;
  uses(): readonly Use[];
  usesFrom(ref: Ref): readonly Use[];
  usesTo(ref: Ref): readonly Use[];
  connections(system?: SystemId): readonly Connection[];
  /** Tables and collections of a system. */
  entities(system: SystemId): readonly Entity[];
  /** What is served: routes, methods, queries. */
  endpoints(system: SystemId): readonly Endpoint[];
  topics(system: SystemId): readonly Topic[];
  resource(id: ResourceId): Resource | undefined;
  resources<K extends ResourceKind>(kind: K, system?: SystemId): readonly ResourceOf<K>[];
  /** Kubernetes objects of one kind (`Service`, `Deployment`, …) of a system. */
  objects(type: string, system: SystemId): readonly KubernetesObject[];
  /** Those under a key of `kubernetes/words.ts`; of several keys, under the one that fewest are found under. */
  objectsUnder(keys: NonEmpty<string>, system: SystemId): readonly KubernetesObject[];
  /** Whether there is any under a key: a question whose answer seldom changes. */
  hasUnder(key: string, system: SystemId): boolean;
  resourcesOf(component: ComponentRef): readonly Resource[];
  evidence(id: EvidenceId): Evidence | undefined;
  requirements(): Requirements;
}
