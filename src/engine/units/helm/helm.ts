import type { UnitFacts } from "../../model/index.ts";
import type { Unit, UnitKind } from "../unit.ts";
import { chartsIn, filesOf } from "./charts.ts";
import { type Deployment, standalone } from "./discover.ts";
import type { Installation } from "./release.ts";
import { releasedIn } from "./releases.ts";
import { rendered } from "./rendered.ts";

/** Charts that are installed together. */
export interface HelmUnit extends Unit {
  readonly kind: "helm";
  readonly system: UnitFacts["system"];
  readonly installations: readonly Installation[];
}

/** Helm charts: each with its values, and what files of releases install (helmfile, Argo CD). */
export const helmUnits: UnitKind<HelmUnit> = {
  id: "helm",
  title: "Helm charts",
  discover(library) {
    if (library.of("helm-chart").length === 0) return [];
    const charts = chartsIn(library);
    const releases = releasedIn(charts, library);
    const released = new Set(releases.flatMap((it) => it.installations).flatMap((it) => it.releases.map(({ chart }) => chart.folder)));
    return [...releases, ...standalone(charts, released, library)].map((it) => unitOf(it));
  },
  render: rendered,
};

function unitOf({ system, installations }: Deployment): HelmUnit {
  const files = new Set<string>();
  for (const it of installations) {
    for (const file of it.files) files.add(file);
    for (const release of it.releases) {
      for (const file of filesOf(release.chart)) files.add(file);
      for (const file of release.values) files.add(file);
    }
  }
  return { id: `unit:helm:${installations[0].id}`, kind: "helm", system, installations, files: [...files] };
}
