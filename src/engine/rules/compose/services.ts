import type { Graph } from "../../graph/graph.ts";
import { technologyOf } from "../../knowledge/images.ts";
import type { Technology } from "../../knowledge/technology.ts";
import { type ComposeService, componentRef, holdsIn, type NonEmpty, storeKinds, type VariantId } from "../../model/index.ts";

/** What rules about Compose services ask again and again. */

/** The variants a service holds in, one by one: who else there is differs from one to the next. */
export function variantsOf(service: ComposeService, graph: Graph): readonly VariantId[] {
  return service.in === "all" ? graph.variants(service.system).map((it) => it.id) : service.in;
}

/** A project's part of a cause: nothing for the one its system is named by, for a folder's name is another in every clone. */
export const projectIn = ({ project, system }: Pick<ComposeService, "project" | "system">): string => (project === system ? "" : project);

export const only = (variant: VariantId): NonEmpty<VariantId> => [variant];

/** The services of the same project that run in a variant. */
export const servicesIn = (
  variant: VariantId,
  project: Pick<ComposeService, "system" | "project">,
  graph: Graph,
): readonly ComposeService[] =>
  graph.resources("compose-service", project.system).filter((it) => it.project === project.project && holdsIn(it.in, variant));

/** A service by name, beside another. Asked for by its component first, so that a change to a third one asks no rule again. */
export function serviceNamed(name: string, beside: ComposeService, variant: VariantId, graph: Graph): ComposeService | undefined {
  const isIt = (it: ComposeService): boolean => it.name === name && it.project === beside.project && holdsIn(it.in, variant);
  const likely = graph.resourcesOf(componentRef(beside.system, name)).find((it) => it.kind === "compose-service" && isIt(it));
  if (likely?.kind === "compose-service") return likely;
  return graph.resources("compose-service", beside.system).find(isIt);
}

export interface Product {
  readonly technology: Technology;
  /** Only its name suggests it. */
  readonly guessed: boolean;
}

/** The product that a service runs, as far as its image says so. What is built here may be anything, whatever it is called. */
export function productOf({ image, build }: ComposeService): Product | undefined {
  const found = image === undefined ? undefined : technologyOf(image.value);
  return found !== undefined && build !== undefined && found.guessed ? undefined : found;
}

export const storeOf = (service: ComposeService): Product | undefined => {
  const product = productOf(service);
  return product !== undefined && storeKinds.has(product.technology.kind) ? product : undefined;
};
