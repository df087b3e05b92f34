import type { KubernetesObject, NonEmpty, SystemId } from "../model/index.ts";
import type { Graph } from "./graph.ts";
import { questions } from "./store.ts";

/** A graph that notes what it was asked, in the same keys that a change notes: when the two meet, ask again. */
export interface Recording {
  readonly graph: Graph;
  /** What was asked since this was last called. */
  asked(): readonly string[];
}

export function recording(graph: Graph): Recording {
  const asked = new Set<string>();
  const note = <T>(key: string, answer: T): T => {
    asked.add(key);
    return answer;
  };
  return {
    asked() {
      // Most rules look at their subject alone.
      if (asked.size === 0) return nothing;
      const noted = [...asked];
      asked.clear();
      return noted;
    },
    graph: {
      systems: () => note(questions.systems, graph.systems()),
      variants: (system) => note(questions.variants(system), graph.variants(system)),
      variant: (id) => note(id, graph.variant(id)),
      components: (system) => note(questions.components(system), graph.components(system)),
      component: (ref) => note(ref, graph.component(ref)),
      kind(component, variant) {
        asked.add(component.id);
        if (variant === undefined) asked.add(questions.variants(component.system));
        return graph.kind(component, variant);
      },
      uses: () => note(questions.uses, graph.uses()),
      usesFrom: (ref) => note(questions.usesFrom(ref), graph.usesFrom(ref)),
      usesTo: (ref) => note(questions.usesTo(ref), graph.usesTo(ref)),
      connections: (system) => note(questions.connections(system), graph.connections(system)),
      entities: (system) => note(questions.entities(system), graph.entities(system)),
      endpoints: (system) => note(questions.endpoints(system), graph.endpoints(system)),
      topics: (system) => note(questions.topics(system), graph.topics(system)),
      resource: (id) => note(id, graph.resource(id)),
      resources: (kind, system) => note(questions.resources(kind, system), graph.resources(kind, system)),
      objects: (type, system) => note(questions.objects(type, system), graph.objects(type, system)),
      objectsUnder(keys, system) {
        const [key, objects] = rarest(graph, keys, system);
        return note(questions.objectsUnder(key, system), objects);
      },
      hasUnder: (key, system) => note(questions.hasUnder(key, system), graph.hasUnder(key, system)),
      resourcesOf: (component) => note(questions.resourcesOf(component), graph.resourcesOf(component)),
      evidence: (id) => note(id, graph.evidence(id)),
      requirements: () => note(questions.requirements, graph.requirements()),
    },
  };
}

const nothing: readonly never[] = [];

/** The key that counts: whatever is found under all keys is found under this one, now and after any change. */
function rarest(graph: Graph, keys: NonEmpty<string>, system: SystemId): readonly [string, readonly KubernetesObject[]] {
  let [best] = keys;
  let found = graph.objectsUnder([best], system);
  for (const key of keys.slice(1)) {
    const next = graph.objectsUnder([key], system);
    if (next.length < found.length) [best, found] = [key, next];
  }
  return [best, found];
}
