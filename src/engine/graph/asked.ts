import { type Endpoint, systemOf, type Use } from "../model/index.ts";
import type { Graph } from "./graph.ts";

/** The endpoint of its far end that a use asks for: by name, or by verb and path. */
export function endpointAsked(graph: Graph, use: Use): Endpoint | undefined {
  const { about } = use;
  if (about === undefined || use.style !== "call") return undefined;
  return endpointNamed(
    graph.endpoints(systemOf(use.to)).filter((it) => it.server === use.to),
    about,
  );
}

/** The endpoint that a request fits best: `POST /tickets/7`, a path alone, or a method of gRPC. */
export function endpointNamed(endpoints: readonly Endpoint[], asked: string): Endpoint | undefined {
  const [, verb, path] = /^(?:([A-Za-z]+)\s+)?(\/\S*)$/.exec(asked.trim()) ?? [];
  if (path === undefined)
    return endpoints.find((it) => it.name === asked || it.name.endsWith(`.${asked}`) || it.name.endsWith(`/${asked}`));
  const wanted = partsOf(path);
  let best: { readonly endpoint: Endpoint; readonly score: number } | undefined;
  for (const endpoint of endpoints) {
    const [, own, route] = /^([A-Z]+) (\/.*)$/.exec(endpoint.name) ?? [];
    if (own === undefined || route === undefined) continue;
    if (verb !== undefined && own !== "ANY" && own !== verb.toUpperCase()) continue;
    const score = likeness(partsOf(route), wanted);
    if (score > (best?.score ?? 0)) best = { endpoint, score };
  }
  return best?.endpoint;
}

/** Who asks for an endpoint, and by which use. */
export const callersOf = (graph: Graph, endpoint: Endpoint): readonly Use[] =>
  endpoint.server === undefined ? [] : graph.usesTo(endpoint.server).filter((use) => endpointAsked(graph, use)?.id === endpoint.id);

const partsOf = (path: string): readonly string[] =>
  path
    .replace(/[?#].*$/, "")
    .split("/")
    .filter((it) => it !== "");
const isOpen = (part: string): boolean => part.includes("{") || part === "*" || part.startsWith(":");

/** How many parts are the same; 0 = it does not fit. What a gateway puts before a path may be missing in it. */
function likeness(route: readonly string[], wanted: readonly string[]): number {
  const extra = wanted.length - route.length;
  if (extra < 0 || extra > 2 || (route.length === 0 && extra > 0)) return 0;
  let same = 1 - extra * 0.4;
  for (const [index, part] of route.entries()) {
    const other = wanted[index + extra] ?? "";
    if (part === other) same += 1;
    else if (!isOpen(part) && !isOpen(other)) return 0;
    else if (isOpen(part) !== isOpen(other)) same += 0.2;
    else same += 0.5;
  }
  return extra > 0 && !route.some((it) => !isOpen(it)) ? 0 : same;
}
