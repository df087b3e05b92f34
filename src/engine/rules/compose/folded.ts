import type { Graph } from "../../graph/graph.ts";
import { type ComposeService, componentRef, type EvidenceId, holdsIn, type NonEmpty, type System } from "../../model/index.ts";
import { lastOf } from "../dockerfile/stages.ts";
import type { RuleFix, Says } from "../rule.ts";
import { only, projectIn } from "./services.ts";

/**
 * One finding for all the services of a project that lack the same thing: one each would be a page of them. `lacking` gives the place
 * that shows it.
 */
export function* folded<M extends string>(
  system: System,
  graph: Graph,
  message: M,
  lacking: (service: ComposeService, project: readonly ComposeService[]) => EvidenceId | undefined,
  mend: (found: readonly ComposeService[]) => RuleFix | undefined = () => undefined,
): Generator<Says<M>> {
  for (const variant of graph.variants(system.id)) {
    const running = graph.resources("compose-service", system.id).filter((it) => holdsIn(it.in, variant.id));
    for (const [project, services] of grouped(running, (it) => it.project)) {
      const found = services.flatMap((service) => {
        const at = lacking(service, services);
        return at === undefined ? [] : [{ service, at }];
      });
      const [first, ...others] = found;
      if (first === undefined) continue;
      const fix = mend(found.map((it) => it.service));
      const at: NonEmpty<EvidenceId> = [first.at, ...others.map((it) => it.at)];
      yield {
        message,
        params: {
          services: inWords(found.map((it) => it.service.name)),
          is: others.length === 0 ? "is" : "are",
          has: others.length === 0 ? "has" : "have",
        },
        cause: `${projectIn({ project, system: system.id })}:${message}`,
        about: found.flatMap((it) => it.service.component ?? []),
        in: only(variant.id),
        at,
        ...(fix && { fixes: [fix] }),
      };
    }
  }
}

/** Items by what they have in common, in the order they come. */
export function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** `api`, `api and web`, `api, web, db and 4 more`. */
export function inWords(names: readonly string[]): string {
  if (names.length > 4) return `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** Something that can be started: what has neither image nor build is a part of a service that another file completes. */
export const isWhole = ({ image, build }: ComposeService): boolean => image !== undefined || build !== undefined;

/** It does its work and ends: others wait for its end, or it says that it is not started again, or its name does. */
export const isJob = (service: ComposeService, project: readonly ComposeService[]): boolean =>
  /^(?:no|false)$/i.test(service.restart?.value ?? "") ||
  service.restartPolicy?.condition === "none" ||
  /(?:^|[-_])(?:init|migrat\w*|seed\w*|setup|bootstrap|createbuckets?|create[-_]\w+)(?:$|[-_])/i.test(service.name) ||
  project.some((it) => it.dependsOn.some((to) => to.service === service.name && to.condition === "service_completed_successfully"));

/** The Dockerfile that builds it brings a health check along. */
export const isCheckedByItsImage = (service: ComposeService, graph: Graph): boolean =>
  service.build !== undefined &&
  graph
    .resourcesOf(service.component ?? componentRef(service.system, service.name))
    .some((it) => it.kind === "dockerfile" && !/^none\b/i.test(lastOf(it, "HEALTHCHECK")?.text ?? "none"));
