import { endpointNamed } from "../graph/asked.ts";
import type { Graph } from "../graph/graph.ts";
import type { Endpoint, Ref } from "../model/index.ts";
import type { Diagram, Drawing, DrawOptions } from "./diagram.ts";
import { compileSequence, type Flowchart, type NodeId } from "./mermaid.ts";
import { proofOf } from "./scene.ts";
import { pathFrom, type Step } from "./sequence/path.ts";
import { chosenSystems } from "./systems.ts";

/** What happens when a route is asked for: who is called, read, written to and told of it, one after the other. */
export const sequence: Diagram = {
  id: "sequence",
  title: "Call path",
  description: "What happens on a request: who is called, what is read and written, who gets messages",
  draw(graph, options) {
    const { systems } = chosenSystems(graph, options);
    const served = systems.flatMap((it) => graph.endpoints(it)).filter(({ server }) => server !== undefined);
    const endpoint = chosen(graph, served, options);
    if (endpoint?.server === undefined) return nothing(options);
    const { steps, cut } = pathFrom(graph, endpoint);
    const asker = "person:caller";
    const parties = [...new Set([asker, endpoint.server, ...steps.flatMap(({ from, to }) => [from, to])])];
    const ids = new Map<string, NodeId>(parties.map((it, index) => [it, `n${index + 1}`]));
    const id = (key: string): NodeId => ids.get(key) ?? "n0";
    const name = (key: string): string =>
      key === asker ? "Caller" : (graph.component(key as Ref)?.name ?? key.slice(key.indexOf("/") + 1));
    const first: Step = {
      from: asker,
      to: endpoint.server,
      says: endpoint.name,
      dotted: false,
      sends: false,
      proof: proofOf(endpoint.exists),
    };
    const all = [first, ...steps];
    const title = `What happens on ${endpoint.name}`;
    const description = `${parties.length} take part in ${all.length} steps, in the order in which the code stands.`;
    const links = all.map((it, index) => ({
      id: `e${index + 1}` as const,
      from: id(it.from),
      to: id(it.to),
      label: it.says,
      dotted: it.dotted,
    }));
    const chart: Flowchart = {
      direction: "LR",
      title,
      description,
      items: parties.map((it) => ({
        id: id(it),
        lines: [name(it)],
        shape: it === asker ? "pill" : "box",
        classes: [it === asker ? "person" : "service"],
      })),
      links: links.map((it, index) => ({ ...it, label: `${index + 1}. ${it.label}` })),
    };
    return {
      view: "sequence",
      title,
      mermaid: compileSequence({
        title,
        description,
        parties: parties.map((it) => ({ id: id(it), name: name(it) })),
        steps: links.map((it, index) => ({ ...it, sends: all[index]?.sends === true })),
      }),
      chart,
      boxes: parties.map((it) => {
        const component = it === asker ? undefined : graph.component(it as Ref);
        return {
          id: id(it),
          ref: component?.id,
          name: name(it),
          about: component === undefined ? "person" : graph.kind(component),
          proof: proofOf(component?.exists ?? []),
        };
      }),
      arrows: links.map((it, index) => ({ ...it, proof: all[index]?.proof ?? [] })),
      system: systems.length === 1 ? systems[0] : undefined,
      variant: undefined,
      omitted: [
        "Steps are what the file of the handler says, in its order; branches and loops are not told apart.",
        ...(cut > 0 ? [`${cut} more steps are not shown.`] : []),
      ].join(" "),
    };
  },
};

/** The endpoint that is asked for; without one, the request from which most follows. */
function chosen(graph: Graph, served: readonly Endpoint[], { endpoint }: DrawOptions): Endpoint | undefined {
  if (endpoint !== undefined) return served.find((it) => it.id === endpoint) ?? endpointNamed(served, endpoint);
  let best: { readonly endpoint: Endpoint; readonly steps: number } | undefined;
  for (const it of served.slice(0, 200)) {
    // Of two that are as long, the one that changes something.
    const steps = pathFrom(graph, it).steps.length + (it.name.startsWith("GET ") ? 0 : 0.5);
    if (steps > (best?.steps ?? -1)) best = { endpoint: it, steps };
  }
  return best?.endpoint;
}

const nothing = ({ endpoint, system }: DrawOptions): Drawing => {
  const title = endpoint === undefined ? "Call path" : `What happens on ${endpoint}`;
  const description = "No code here serves it.";
  return {
    view: "sequence",
    title,
    mermaid: compileSequence({ title, description, parties: [], steps: [] }),
    chart: { direction: "LR", title, description, items: [], links: [] },
    boxes: [],
    arrows: [],
    system,
    variant: undefined,
    omitted: endpoint === undefined ? "No code here serves a route that I can read." : `Nothing that I can read serves ${endpoint}.`,
  };
};
