import type { Graph } from "../../graph/graph.ts";
import {
  type Component,
  type EvidenceId,
  holdsIn,
  type Kind,
  type NonEmpty,
  type Requirements,
  requirementsFor,
  type System,
  type Variant,
} from "../../model/index.ts";

/** What rules about the size of an architecture ask again and again. */

/** What runs in a variant and is defined here. */
export const partsOf = (system: System, variant: Variant, graph: Graph): readonly Component[] =>
  graph.components(system.id).filter((it) => it.standing === "inside" && it.exists.some((said) => holdsIn(said.in, variant.id)));

/** Only of what runs for users: in a development variant everything is there once, and for other reasons. */
export const mainVariants = (system: System, graph: Graph): readonly Variant[] => graph.variants(system.id).filter((it) => it.main);

const own: ReadonlySet<Kind> = new Set<Kind>(["frontend", "gateway", "service", "function", "job"]);

/** What the team itself deploys: built here, or of a kind that only code can be. */
export const isDeployable = (part: Component, graph: Graph): boolean =>
  own.has(graph.kind(part)) &&
  part.technology.every(({ value }) => !products.test(value)) &&
  graph.resourcesOf(part.id).some((it) => it.kind === "dockerfile" || (it.kind === "compose-service" && it.build !== undefined));
const products = /^(?:nginx|traefik|envoy|haproxy|caddy|kong)$/i;

/** Those who open connections to a part, or reach others through it; watchers and people do not count. */
export function usersOf(part: Component, variant: Variant, graph: Graph): readonly Component[] {
  const uses = [...graph.usesTo(part.id), ...graph.uses().filter((it) => it.through === part.id)].filter((it) =>
    it.exists.some((said) => holdsIn(said.in, variant.id)),
  );
  const users = new Set(uses.map((it) => it.from));
  return [...users].flatMap((ref) => {
    const user = graph.component(ref);
    return user === undefined || user.id === part.id || idle.has(graph.kind(user)) ? [] : [user];
  });
}
const idle: ReadonlySet<Kind> = new Set<Kind>(["monitoring", "person", "infra"]);

/** The most replicas that anything says of it in a variant; one, where nothing does. */
export const replicasIn = ({ id }: Variant, { replicas }: Component): number =>
  Math.max(1, ...replicas.filter((it) => holdsIn(it.in, id)).map(({ value }) => value));

/** Where a part is defined. */
function placesOf(parts: readonly Component[]): readonly EvidenceId[] {
  return parts.flatMap(({ exists }) => {
    const { ground } = exists[0];
    return ground.by === "evidence" ? [ground.proof[0]] : [];
  });
}

/** A finding about parts of a system, in one variant. */
export function aboutParts<M extends string>(
  message: M,
  parts: readonly Component[],
  variant: Variant,
  params: Readonly<Record<string, string | number>>,
  cause: string,
) {
  const [first, ...rest] = placesOf(parts);
  if (first === undefined) return [];
  const at: NonEmpty<EvidenceId> = [first, ...rest];
  const where: NonEmpty<Variant["id"]> = [variant.id];
  return [{ message, params, cause, about: parts.map((it) => it.id), in: where, at }];
}

export const statedFor = (system: System, graph: Graph): Requirements => requirementsFor(graph.requirements(), system.id);

export const numberIn = (value: unknown, usual: number): number => (typeof value === "number" ? value : usual);
