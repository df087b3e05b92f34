import type { Graph } from "../../graph/graph.ts";
import type { ComponentRef, NonEmpty, Party, Said, SystemId, Topic, TopicRef } from "../../model/index.ts";

/** A topic as a picture shows it: several descriptions of one name come together where no broker says that they are two. */
export interface Channel {
  readonly key: string;
  readonly ids: NonEmpty<TopicRef>;
  readonly name: string;
  readonly broker: ComponentRef | undefined;
  readonly parties: readonly Party[];
  readonly exists: readonly Said<true>[];
}

export const brokerless = ({ broker }: Channel): boolean => broker === undefined;

/** The topics of a system, each once. */
export function channelsOf(graph: Graph, system: SystemId): readonly Channel[] {
  const byName = new Map<string, Topic[]>();
  for (const it of graph.topics(system)) byName.set(it.name, [...(byName.get(it.name) ?? []), it]);
  return [...byName.values()].flatMap((same) => {
    const brokers = [...new Set(same.flatMap(({ broker }) => broker ?? []))];
    if (brokers.length <= 1) return channel(graph, same, brokers[0]);
    return [...brokers, undefined].flatMap((broker) =>
      channel(
        graph,
        same.filter((it) => it.broker === broker),
        broker,
      ),
    );
  });
}

function channel(graph: Graph, topics: readonly Topic[], broker: ComponentRef | undefined): readonly Channel[] {
  const [first, ...others] = topics;
  if (first === undefined) return [];
  const parties = new Map<string, Party>();
  for (const it of topics.flatMap((topic) => topic.parties ?? [])) {
    if (graph.component(it.component) === undefined) continue;
    const key = `${it.component} ${it.does}`;
    const known = parties.get(key);
    parties.set(key, known === undefined ? it : { ...it, exists: [...known.exists, ...it.exists] });
  }
  return [
    {
      key: first.id,
      ids: [first.id, ...others.map(({ id }) => id)],
      name: first.name,
      broker,
      parties: [...parties.values()],
      exists: topics.flatMap(({ exists }) => exists),
    },
  ];
}
