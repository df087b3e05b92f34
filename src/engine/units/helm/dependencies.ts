import { chartNamed } from "../../knowledge/charts.ts";
import { evidenceId } from "../../model/index.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { charsOf } from "./evaluate/value.ts";
import type { Release } from "./release.ts";
import { type Filled, type FilledPart, valueAt } from "./values.ts";

/**
 * What charts bring that lie somewhere else: their product by the chart's name, reached by the names that such charts give their
 * Services. A chart whose name says of no product is not known, and nothing comes of it.
 */
export function* brought(root: Filled, release: Release): Iterable<Manifest> {
  for (const it of root.parts) {
    if (it.filled !== undefined) yield* brought(it.filled, release);
    else if (it.part.declared !== undefined) yield* productOf(it, release);
  }
}

function* productOf({ part, given }: FilledPart, release: Release): Iterable<Manifest> {
  const { declared, name } = part;
  const known = declared && chartNamed(declared.name);
  if (declared === undefined || known === undefined) return;
  const said = (path: string): string | undefined => {
    const value = valueAt(given, path);
    return value === undefined ? undefined : charsOf(value) || undefined;
  };
  const own = said("nameOverride") ?? name;
  const full = said("fullnameOverride") ?? (release.name.includes(own) ? release.name : `${release.name}-${own}`);
  const at = evidenceId(declared.file, declared.anchor);
  const version = said("image.tag");
  const { technology, services } = known;
  yield {
    apiVersion: "helm.sh/v1",
    kind: "Chart",
    name: full,
    namespace: release.namespace,
    labels: { "app.kubernetes.io/name": own, "app.kubernetes.io/instance": release.name },
    tree: { kind: "map", entries: new Map(), at },
    at,
    file: declared.file,
    operated: {
      product: version === undefined ? known.product : `${known.product}:${version}`,
      services: services.map((it) => it.replace("*", full)),
      runsAs: undefined,
      replicas: [],
      says: `the chart ${declared.name} brings ${technology.name}`,
      byConvention: true,
    },
  };
}
