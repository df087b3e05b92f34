import type { Graph } from "../graph/graph.ts";
import type { Ref } from "../model/index.ts";
import type { Arrow, Box, Diagram, DrawOptions } from "./diagram.ts";
import { compile, type Flowchart, type Group, type GroupId, type Link, type Node, type NodeId } from "./mermaid.ts";
import { brokerless, type Channel, channelsOf } from "./messages/channels.ts";
import { proofOf } from "./scene.ts";
import { chosenSystems } from "./systems.ts";
import { listed } from "./words.ts";

/** More topics than these are no picture any more: those that join most components are shown. */
const mostTopics = 40;

/** Topics, queues and exchanges broker by broker, with who puts messages in and who takes them out. */
export const messages: Diagram = {
  id: "messages",
  title: "Messages",
  description: "Topics and queues, who publishes to them, and who consumes",
  draw(graph, options) {
    const { systems, others } = chosenSystems(graph, options);
    const all = systems.flatMap((it) => channelsOf(graph, it)).filter((it) => isNear(it, options));
    const shown = [...all]
      .sort((a, b) => b.parties.length - a.parties.length || (a.name < b.name ? -1 : 1))
      .slice(0, mostTopics)
      .sort((a, b) => (a.broker ?? "~").localeCompare(b.broker ?? "~") || (a.name < b.name ? -1 : 1));
    const parties = [...new Set(shown.flatMap((it) => it.parties.map(({ component }) => component)))].sort();
    const idOf = new Map<string, NodeId>([...parties, ...shown.map(({ key }) => key)].map((it, index) => [it, `n${index + 1}`]));
    const id = (key: string): NodeId => idOf.get(key) ?? "n0";
    const links: (Link & Pick<Arrow, "proof"> & { readonly from: NodeId; readonly to: NodeId })[] = [];
    for (const topic of shown) {
      for (const it of topic.parties) {
        const [from, to] = it.does === "publishes" ? [it.component, topic.key] : [topic.key, it.component];
        const proof = proofOf(it.exists);
        const dotted = proof.length > 0 && proof.every((one) => graph.evidence(one)?.strength === "inferred");
        links.push({ id: `e${links.length + 1}`, from: id(from), to: id(to), label: it.does, dotted, proof });
      }
    }
    const chart: Flowchart = {
      direction: "LR",
      title: systems.length === 1 ? `Messages of ${systems[0]}` : "Messages",
      description: `${shown.length} topics and ${parties.length} components that publish or consume.`,
      items: [...parties.map((it) => partyNode(graph, it, id(it))), ...groupsOf(graph, shown, id)],
      links: links.map(({ proof: _, ...it }) => it),
    };
    return {
      view: "messages",
      title: chart.title,
      mermaid: compile(chart),
      chart,
      boxes: [...parties.map((it) => partyBox(graph, it, id(it))), ...shown.map((it) => topicBox(graph, it, id(it.key)))],
      arrows: links.map(({ id: link, from, to, label, dotted, proof }) => ({ id: link, from, to, label, dotted, proof })),
      system: systems.length === 1 ? systems[0] : undefined,
      variant: undefined,
      omitted: whatIsMissing(all.length - shown.length, others, shown),
    };
  },
};

/** With a focus, the topics that one of the focused takes part in, and the focused topics themselves. */
const isNear = (channel: Channel, { focus = [] }: DrawOptions): boolean =>
  focus.length === 0 ||
  focus.some(
    (it) => channel.ids.some((id) => id === it) || channel.broker === it || channel.parties.some(({ component }) => component === it),
  );

const partyNode = (graph: Graph, ref: Ref, id: NodeId): Node => {
  const component = graph.component(ref);
  return { id, lines: [nameIn(graph, ref)], shape: "box", classes: [component === undefined ? "service" : graph.kind(component)] };
};

/** A boundary around the topics of each broker; those whose broker nothing says stand alone. */
function groupsOf(graph: Graph, shown: readonly Channel[], id: (key: string) => NodeId): readonly (Node | Group)[] {
  const nodes = (those: readonly Channel[]): readonly Node[] =>
    those.map((it) => ({ id: id(it.key), lines: [it.name], shape: "pipe", classes: ["broker"] }));
  const brokers = [...new Set(shown.flatMap(({ broker }) => broker ?? []))];
  return [
    ...brokers.map((broker, index) => ({
      id: `g${index + 1}` as GroupId,
      title: nameIn(graph, broker),
      classes: ["system"],
      items: nodes(shown.filter((it) => it.broker === broker)),
    })),
    ...nodes(shown.filter(brokerless)),
  ];
}

const nameIn = (graph: Graph, ref: Ref): string => graph.component(ref)?.name ?? ref.slice(ref.indexOf("/") + 1);

function partyBox(graph: Graph, ref: Ref, id: NodeId): Box {
  const component = graph.component(ref);
  return {
    id,
    ref,
    name: nameIn(graph, ref),
    about: component === undefined ? "component" : graph.kind(component),
    proof: proofOf(component?.exists ?? []),
  };
}

function topicBox(graph: Graph, { ids, name, broker, parties, exists }: Channel, id: NodeId): Box {
  const count = (does: string): number => parties.filter((it) => it.does === does).length;
  const where = broker === undefined ? "broker not known" : `in ${nameIn(graph, broker)}`;
  return {
    id,
    ref: ids[0],
    name,
    about: `topic, ${where}, ${count("publishes")} publish, ${count("consumes")} consume`,
    proof: proofOf(exists),
  };
}

function whatIsMissing(gone: number, others: readonly string[], shown: readonly Channel[]): string | undefined {
  const lonely = shown.filter(({ parties }) => parties.length === 0).length;
  const said = [
    ...(gone > 0 ? [`${gone} more topics are not shown; focus on a component to see its own.`] : []),
    ...(lonely > 0 ? [`Of ${lonely} ${lonely === 1 ? "topic" : "topics"} nothing says who uses ${lonely === 1 ? "it" : "them"}.`] : []),
    ...(others.length > 0 ? [`Also in this workspace: ${listed(others)}. Choose a system to see it.`] : []),
  ];
  return said.length === 0 ? undefined : said.join(" ");
}
