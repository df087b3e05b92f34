import type { Graph } from "../../graph/graph.ts";
import {
  type Component,
  type EvidenceId,
  type NonEmpty,
  overlaps,
  type Said,
  storeKinds,
  type Variant,
  type VariantId,
} from "../../model/index.ts";
import { listed } from "../kubernetes/objects.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { type Sides, sidesOf } from "./sides.ts";

export const versionsDrift = rule({
  id: "versions-drift",
  title: "Stores are the same in development and in production",
  why: "Another major version, or another product, sorts, locks, plans and forgets in its own way: what passed every test meets production's database for the first time in production.",
  remedy: "Run production's major version on developers' machines; for an upgrade, let development go first for days, not for seasons.",
  silent: "Minor versions, images without a version, stores that production takes from elsewhere, and everything where a side is missing.",
  area: "operability",
  covers: ["x-compose-k8s-drift"],
  sources: ["https://12factor.net/dev-prod-parity"],
  default: true,
  scope: "system",
  messages: {
    version: "{stores} runs {technology} {development} in {here} and {production} in {there}.",
    versions: "{stores} run {technology} {development} in {here} and {production} in {there}.",
    technology: "{stores} is {development} in {here} and {production} in {there}.",
    technologies: "{stores} are {development} in {here} and {production} in {there}.",
  },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(system, graph) {
    const found = new Map<string, [Drift, ...Drift[]]>();
    for (const component of graph.components(system.id)) {
      const drift = driftOf(component, graph);
      if (drift === undefined) continue;
      const key = [drift.what, drift.technology, drift.here.value, drift.there.value].join(" ");
      const alike = found.get(key);
      if (alike === undefined) found.set(key, [drift]);
      else alike.push(drift);
    }
    // One decision of the team, however many stores it is about.
    for (const [cause, drifts] of found) {
      const [{ what, technology, here, there, sides }, ...others] = drifts;
      const many = others.length > 0;
      yield {
        message: what === "version" ? (many ? "versions" : "version") : many ? "technologies" : "technology",
        params: {
          stores: listed(drifts.map(({ component }) => component.name).sort()),
          technology,
          development: here.value,
          production: there.value,
          here: titleOf(here, sides.development),
          there: titleOf(there, sides.production),
        },
        cause,
        about: drifts.map(({ component }) => component.id),
        in: idsOf(sides.production),
        at: placesOf(drifts),
        ...(!drifts.some(({ component }) => component.kind.some(({ value }) => value === "database")) && {
          severity: "note" as const,
          because: "None of them is a database.",
        }),
      };
    }
  },
  good: [
    {
      title: "The same major version, and one that nobody says",
      files: {
        "compose.yaml": `services:
  api: {build: ., environment: {DB: "postgres://db/app"}}
  db: {image: "postgres:17"}
  cache: {image: redis}
`,
        "k8s/stores.yaml": `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: "postgres:17.6"}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cache}
spec:
  selector: {matchLabels: {app: cache}}
  template:
    metadata: {labels: {app: cache}}
    spec: {containers: [{name: cache, image: "redis:8.2"}]}
`,
      },
    },
  ],
  bad: [
    {
      title: "A major version apart",
      files: {
        "compose.yaml": `services:
  api: {build: ., environment: {DB: "postgres://db/app"}}
  db: {image: "postgres:17"}
`,
        "k8s/stores.yaml": `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: "postgres:14.2"}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "shop/api:1.2"}]}
`,
      },
      says: ["db runs PostgreSQL 17 in compose.yaml and 14.2 in k8s/stores.yaml."],
    },
    {
      title: "Another product",
      files: {
        "compose.yaml": `services:
  api: {build: ., environment: {DB: "mysql://db/app"}}
  db: {image: "mysql:8.4"}
`,
        "compose.prod.yaml": `services:
  db: {image: "mariadb:11.8"}
`,
      },
      says: ["db is MySQL in compose.yaml and MariaDB in compose.prod.yaml."],
    },
  ],
});

/** A value that files say; a proposal runs nowhere yet. */
type Proved = Said<string> & { readonly ground: { readonly by: "evidence" } };

interface Drift {
  readonly component: Component;
  readonly what: "version" | "technology";
  readonly technology: string;
  readonly here: Proved;
  readonly there: Proved;
  readonly sides: Sides;
}

function driftOf(component: Component, graph: Graph): Drift | undefined {
  const [technology] = component.technology;
  if (technology === undefined || !component.kind.some(({ value }) => storeKinds.has(value))) return undefined;
  const sides = sidesOf(component, graph);
  if (sides === undefined) return undefined;
  const products = apart(component.technology, sides, (it) => it.toLowerCase());
  if (products !== undefined) return { component, what: "technology", technology: "", ...products, sides };
  const versions = apart(component.version, sides, majorOf);
  return versions && { component, what: "version", technology: technology.value, ...versions, sides };
}

const isProved = (said: Said<string>): said is Proved => said.ground.by === "evidence";

/** What either side says, where each says one thing and the two are not the same. */
function apart(
  values: Component["version"],
  { development, production }: Sides,
  essence: (value: string) => string | undefined,
): Pick<Drift, "here" | "there"> | undefined {
  const saidIn = (side: NonEmpty<Variant>): readonly Proved[] => values.filter(isProved).filter((it) => overlaps(it.in, idsOf(side)));
  const [[here, ...others], [there, ...more]] = [saidIn(development), saidIn(production)];
  if (here === undefined || there === undefined || others.length > 0 || more.length > 0) return undefined;
  const [one, other] = [essence(here.value), essence(there.value)];
  return one === undefined || other === undefined || one === other ? undefined : { here, there };
}

/** The part of a version that breaks: `17` of `17.2-alpine`, `5.7` of MySQL's `5.7.44`, `0.4` of `0.4.1`. */
function majorOf(version: string): string | undefined {
  const [, major, minor] = /^v?(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  if (major === undefined || major.length > 3) return undefined;
  return major === "0" || (major === "5" && minor === "7") ? `${major}.${minor ?? ""}` : major;
}

const idsOf = ([first, ...others]: NonEmpty<Variant>): NonEmpty<VariantId> => [first.id, ...others.map((it) => it.id)];

const titleOf = (said: Said<string>, side: NonEmpty<Variant>): string => (side.find(({ id }) => overlaps(said.in, [id])) ?? side[0]).title;

function placesOf([first, ...others]: NonEmpty<Drift>): NonEmpty<EvidenceId> {
  const [place, ...rest] = first.there.ground.proof;
  return [
    place,
    ...rest,
    ...first.here.ground.proof,
    ...others.flatMap(({ there, here }) => [...there.ground.proof, ...here.ground.proof]),
  ];
}
