import type { Graph } from "../../graph/graph.ts";
import { type Component, holdsIn, type NonEmpty, type SystemId, type Variant } from "../../model/index.ts";

/** What developers start, and what users meet. */
export interface Sides {
  readonly development: NonEmpty<Variant>;
  readonly production: NonEmpty<Variant>;
}

/**
 * The variants of either side that a component runs in; `undefined` where one side is missing or cannot be told. Production is what
 * says so, else Kubernetes beside Compose; development is what says so, else Compose that says nothing.
 */
export function sidesOf({ id: component, system }: Component, graph: Graph): Sides | undefined {
  const starts = graph.resourcesOf(component).filter(({ kind }) => kind === "compose-service" || kind === "kubernetes-object");
  const runs = graph.variants(system).filter(({ id }) => starts.some((it) => holdsIn(it.in, id)));
  const said = runs.filter(({ environment }) => environment === "production");
  const [production, ...others] = said.length > 0 ? said : isProductionSaid(system, graph) ? [] : runs.filter(isUnnamedCluster);
  const [development, ...more] = runs.filter(
    ({ environment, origin }) => environment === "development" || (environment === undefined && origin === "compose"),
  );
  if (production === undefined || development === undefined) return undefined;
  return { development: [development, ...more], production: [production, ...others] };
}

/** Where some variant says that it is production, none of the others is taken for it. */
const isProductionSaid = (system: SystemId, graph: Graph): boolean =>
  graph.variants(system).some(({ environment }) => environment === "production");

const isUnnamedCluster = ({ origin, environment }: Variant): boolean =>
  environment === undefined && origin !== "compose" && origin !== "terraform";
