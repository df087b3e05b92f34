import type { EvidenceId } from "../../model/index.ts";
import type { Loading } from "./loading.ts";
import type { Model } from "./model.ts";
import { profilesOf } from "./profiles.ts";
import type { MapNode, Service } from "./project.ts";
import { fieldOf, textOf } from "./short.ts";

/**
 * What Compose refuses to start: references to a service that is not defined, or whose profile is not on, and services that wait
 * for each other.
 */
export function checkReferences(services: ReadonlyMap<string, Service>, model: Model, loading: Loading): void {
  const graph = new Map<string, readonly Reference[]>();
  for (const service of services.values()) {
    const references = [...referencesOf(service.value)];
    graph.set(
      service.name,
      references.filter((it) => services.has(it.to)),
    );
    for (const { to, at, what, required } of references) {
      if (services.has(to) || !required) continue;
      const defined = model.services.get(to);
      if (defined === undefined) loading.say("error", `${service.name} ${what} ${to}, and there is no service ${to} in this project.`, at);
      else {
        const [profile = ""] = profilesOf(defined);
        loading.say("warning", `${service.name} ${what} ${to}, which runs only with the profile ${profile}.`, at);
      }
    }
  }
  for (const { way, at } of cyclesOf(graph)) {
    const message =
      way.length === 1 ? `The service ${way[0]} waits for itself.` : `Services wait for each other: ${[...way, way[0]].join(", ")}.`;
    loading.say("error", message, at);
  }
}

interface Reference {
  readonly to: string;
  readonly at: EvidenceId;
  readonly what: string;
  readonly required: boolean;
}

/** Whatever makes Compose start the other service first. */
function* referencesOf(service: MapNode): Iterable<Reference> {
  const dependencies = fieldOf(service, "depends_on");
  if (dependencies?.kind === "map") {
    for (const [to, { at, value }] of dependencies.entries) {
      yield { to, at, what: "depends on", required: textOf(fieldOf(value, "required"))?.toLowerCase() !== "false" };
    }
  } else yield* namesIn(service, "depends_on", "depends on");
  yield* namesIn(service, "links", "links to");
  yield* namesIn(service, "volumes_from", "takes the volumes of");
  for (const [key, what] of shared) {
    const mode = fieldOf(service, key);
    const to = /^service:([^$]+)$/.exec(textOf(mode) ?? "")?.[1];
    if (mode !== undefined && to !== undefined) yield { to, at: mode.at, what: `shares the ${what} of`, required: true };
  }
}

const shared = [
  ["network_mode", "network"],
  ["ipc", "memory"],
  ["pid", "processes"],
] as const;

function* namesIn(service: MapNode, key: string, what: string): Iterable<Reference> {
  const list = fieldOf(service, key);
  for (const item of list?.kind === "seq" ? list.items : []) {
    const name = textOf(item)?.split(":")[0] ?? "";
    // `container:name` is one that Compose did not start.
    const isOther = key === "volumes_from" && name === "container";
    if (name !== "" && !isOther && !(item.kind === "scalar" && item.templated)) yield { to: name, at: item.at, what, required: true };
  }
}

/** Every way back to a service that is still open: one for each reference that closes one. Without recursion, chains can be long. */
function* cyclesOf(
  graph: ReadonlyMap<string, readonly Reference[]>,
): Iterable<{ readonly way: readonly string[]; readonly at: EvidenceId }> {
  const done = new Set<string>();
  for (const start of graph.keys()) {
    const open = new Map<string, Iterator<Reference>>();
    if (!done.has(start)) open.set(start, (graph.get(start) ?? [])[Symbol.iterator]());
    const way = [...open.keys()];
    for (let name = way.at(-1); name !== undefined; name = way.at(-1)) {
      const next = open.get(name)?.next();
      if (next === undefined || next.done === true) {
        done.add(name);
        open.delete(name);
        way.pop();
      } else if (open.has(next.value.to)) {
        yield { way: way.slice(way.indexOf(next.value.to)), at: next.value.at };
      } else if (!done.has(next.value.to)) {
        open.set(next.value.to, (graph.get(next.value.to) ?? [])[Symbol.iterator]());
        way.push(next.value.to);
      }
    }
  }
}
