import type { EvidenceId, Problem, Span, UnitFacts, UnitId } from "../../../model/index.ts";
import { type LinkedVariant, usesOf } from "../../facts/connections.ts";
import { type Ledger, openLedger } from "../../facts/ledger.ts";
import { openRows } from "../../facts/resources.ts";
import { type Cluster, clusterOf } from "../cluster.ts";
import type { Rendering } from "../manifest.ts";
import { componentsOf } from "./components.ts";
import { type ReadCluster, readCluster } from "./variant.ts";

/** What the objects of a unit say, its renderings side by side; the first is the one that is meant when nobody names one. */
export function factsOf(unit: UnitId, system: UnitFacts["system"], renderings: readonly Rendering[], reader = "kubernetes"): UnitFacts {
  const ledger = openLedger(reader);
  const clusters = renderings.map(clusterOf);
  const elsewhere = (host: string): boolean => clusters.some((it) => it.resolve(host, undefined) !== undefined);
  const variants = clusters.map((it) => readCluster(it, elsewhere));
  const components = componentsOf(variants, ledger);
  const uses = usesOf(variants.map(linkedOf), ledger);
  const resources = resourcesOf(unit, clusters, ledger);
  // What nothing runs of (definitions, rights, rules for alerts) says more about a system than that it is one.
  const describes = components.every((it) => it.standing !== "inside");
  return {
    unit,
    system,
    variants: renderings.map(({ id, origin, files, environment, title, partial }) => ({
      id,
      origin,
      files,
      environment,
      title,
      ...(partial && { partial }),
    })),
    ...(describes && { describes }),
    main: renderings[0]?.id,
    components,
    uses,
    resources,
    evidence: ledger.rows(),
    problems: problemsOf(renderings),
    places: placesOf(renderings),
  };
}

const linkedOf = ({ cluster, natures, links }: ReadCluster): LinkedVariant => {
  const names = new Map(cluster.runners.map((it) => [it.key, it.name]));
  return {
    id: cluster.rendering.id,
    links,
    end: (key) => {
      const nature = natures.get(key);
      return nature && { name: names.get(key) ?? key, kind: nature.kind, technology: nature.technology };
    },
  };
};

function resourcesOf(unit: UnitId, clusters: readonly Cluster[], ledger: Ledger): UnitFacts["resources"] {
  const rows = openRows(unit);
  for (const { rendering, runners } of clusters) {
    const keys = new Map(runners.map((it) => [it.manifest, it.key]));
    for (const it of rendering.objects) {
      const { apiVersion, kind, name, namespace, labels, tree, at, rendered } = it;
      const component = keys.get(it);
      ledger.note(at, `${kind} ${name}`, rendering.id);
      const content = { kind: "kubernetes-object", at, apiVersion, type: kind, name, labels, tree } as const;
      const path = `${kind}/${namespace ?? ""}/${name}`;
      rows.put(
        path,
        {
          ...content,
          ...(namespace !== undefined && { namespace }),
          ...(component !== undefined && { component }),
          ...(rendered !== undefined && { rendered }),
        },
        rendering.id,
      );
    }
  }
  return rows.rows();
}

/** Each problem is told once, however many variants have it. */
function problemsOf(renderings: readonly Rendering[]): readonly Problem[] {
  const told = new Map<string, Problem>();
  for (const it of renderings.flatMap(({ problems }) => problems)) told.set(`${it.file}\n${it.span?.start}\n${it.message}`, it);
  return [...told.values()];
}

function placesOf(renderings: readonly Rendering[]): ReadonlyMap<EvidenceId, Span> {
  const [first, ...others] = [...new Set(renderings.map((it) => it.places))];
  if (first === undefined || others.length === 0) return first ?? new Map();
  return new Map([first, ...others].flatMap((it) => [...it]));
}
