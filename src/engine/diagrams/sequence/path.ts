import { endpointAsked } from "../../graph/asked.ts";
import type { Graph } from "../../graph/graph.ts";
import { type ComponentRef, type Endpoint, type EvidenceId, fileOf, systemOf, type Use, type Values } from "../../model/index.ts";
import { proofOf } from "../scene.ts";

/** One thing that happens: who turns to whom, and what for. */
export interface Step {
  readonly from: string;
  readonly to: string;
  readonly says: string;
  readonly dotted: boolean;
  /** Nobody waits for it: a message. */
  readonly sends: boolean;
  readonly proof: readonly EvidenceId[];
}

const mostSteps = 30;
const deepest = 5;

/** What follows from a request, as far as the code of the handlers' files says it. */
export function pathFrom(graph: Graph, start: Endpoint): { readonly steps: readonly Step[]; readonly cut: number } {
  const steps: Step[] = [];
  let cut = 0;
  const seen = new Set<string>([start.id]);
  const put = (step: Step): boolean => {
    if (steps.length >= mostSteps) {
      cut++;
      return false;
    }
    steps.push(step);
    return true;
  };

  const handled = (endpoint: Endpoint, depth: number): void => {
    if (endpoint.server === undefined) return;
    const files = new Set(proofOf(endpoint.exists).map(fileOf));
    happens(endpoint.server, files, depth);
  };

  /** What a component does in some of its files; where those say nothing, in any. */
  const happens = (server: ComponentRef, files: ReadonlySet<string>, depth: number): void => {
    if (depth > deepest) return;
    const uses = graph.usesFrom(server).filter((it) => isCode(graph, it.exists));
    const near = uses.filter((it) => isIn(it.exists, files));
    const told = new Set<string>();
    const sent = graph
      .topics(systemOf(server))
      .flatMap((topic) =>
        (topic.parties ?? []).flatMap((it) =>
          it.component === server && it.does === "publishes" && isIn(it.exists, files) ? [{ topic, it }] : [],
        ),
      );
    // What is sent and taken is told by its topic.
    const carries =
      sent.length > 0 || graph.topics(systemOf(server)).some(({ parties = [] }) => parties.some((it) => it.component === server));
    const chosen = near.length > 0 || sent.length > 0 ? near : uses;
    for (const use of chosen) {
      const far = graph.component(use.to);
      if (far === undefined || (use.style === "message" && carries)) continue;
      const asked = endpointAsked(graph, use);
      const says = asked?.name ?? use.about ?? doing(use);
      const key = `${server}>${use.to}>${says}`;
      if (told.has(key)) continue;
      told.add(key);
      const dotted = !near.includes(use) || isInferred(graph, use.exists);
      if (!put({ from: server, to: far.id, says, dotted, sends: use.style === "message", proof: proofOf(use.exists) })) continue;
      if (asked === undefined || seen.has(asked.id)) continue;
      seen.add(asked.id);
      handled(asked, depth + 1);
    }
    for (const { topic, it } of sent) {
      const via = topic.broker ?? topic.id;
      if (seen.has(`${topic.id}>${server}`)) continue;
      seen.add(`${topic.id}>${server}`);
      put({
        from: server,
        to: via,
        says: `publishes ${topic.name}`,
        dotted: isInferred(graph, it.exists),
        sends: true,
        proof: proofOf(it.exists),
      });
      for (const other of topic.parties ?? []) {
        if (other.does !== "consumes" || graph.component(other.component) === undefined || other.component === server) continue;
        const shown = put({
          from: via,
          to: other.component,
          says: topic.name,
          dotted: isInferred(graph, other.exists),
          sends: true,
          proof: proofOf(other.exists),
        });
        if (shown && !seen.has(`${topic.id}<${other.component}`)) {
          seen.add(`${topic.id}<${other.component}`);
          happens(other.component, new Set(proofOf(other.exists).map(fileOf)), depth + 1);
        }
      }
    }
  };

  handled(start, 0);
  return { steps, cut };
}

const doing = ({ style, does, protocol }: Use): string =>
  style === "data" ? "reads and writes" : `${does}${protocol === undefined ? "" : ` by ${protocol}`}`;

const isIn = (said: Values<unknown>, files: ReadonlySet<string>): boolean => proofOf(said).some((it) => files.has(fileOf(it)));

const isCode = (graph: Graph, said: Values<unknown>): boolean => proofOf(said).some((it) => graph.evidence(it)?.reader === "source");

const isInferred = (graph: Graph, said: Values<unknown>): boolean => {
  const proof = proofOf(said);
  return proof.length > 0 && proof.every((it) => graph.evidence(it)?.strength === "inferred");
};
