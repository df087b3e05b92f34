import type { Graph } from "../../graph/graph.ts";
import { type CodePackage, type EvidenceId, type Node, type NonEmpty, type Site, textAt, type VariantId } from "../../model/index.ts";
import type { Says } from "../rule.ts";
import { aboutSites, isAside } from "./site-rule.ts";

/** Findings about a package that runs more than once and has places that only one of its processes knows of. */
export function* replicated(code: CodePackage, graph: Graph, wrong: (site: Site) => boolean): Generator<Says<"says">> {
  const sites = code.sites.filter((it) => !isAside(it.file) && wrong(it));
  const component = code.component === undefined ? undefined : graph.component(code.component);
  if (sites.length === 0 || component === undefined) return;
  const many = component.replicas.filter((it) => it.value > 1);
  const [most] = [...many].sort((a, b) => b.value - a.value);
  if (most === undefined) return;
  const proofs = many.flatMap(({ ground }) => (ground.by === "evidence" ? [ground.proof[0]] : []));
  const where = many.every((it) => it.in !== "all")
    ? ([...new Set(many.flatMap((it) => it.in as readonly VariantId[]))].sort() as unknown as NonEmpty<VariantId>)
    : "all";
  const sticky = isSticky(code, graph);
  const { params, at, ...rest } = aboutSites(code, sites, code.folder);
  yield {
    message: "says",
    ...rest,
    params: { ...params, component: component.name, replicas: most.value },
    at: [...at, ...new Set<EvidenceId>(proofs)] as unknown as NonEmpty<EvidenceId>,
    in: where,
    ...(sticky && { severity: "note" as const, because: "Requests of one client are led to the same replica." }),
  };
}

/** Whether something leads the requests of one client to one replica. */
function isSticky({ system }: CodePackage, graph: Graph): boolean {
  const kinds = ["Ingress", "Service", "DestinationRule", "IngressRoute"];
  return kinds.some((kind) => graph.objects(kind, system).some((it) => leadsBack(it.tree, 0)));
}

function leadsBack(node: Node, depth: number): boolean {
  if (node.kind === "seq") return node.items.some((it) => leadsBack(it, depth + 1));
  if (node.kind === "scalar" || depth > 8) return false;
  return [...node.entries].some(([key, { value }]) =>
    key === "sessionAffinity" ? textAt(value) === "ClientIP" : /affinity$|sticky|consistentHash/i.test(key) || leadsBack(value, depth + 1),
  );
}
