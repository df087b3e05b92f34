import type { Graph } from "../../graph/graph.ts";
import { bakedIn, isOwn, type Start, startsOf } from "../../graph/starts.ts";
import type { Component, EvidenceId, NonEmpty, Variant, VariantId } from "../../model/index.ts";
import { listed } from "../kubernetes/objects.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { isTelling, keyOf, speakOfTheSame } from "./names.ts";
import { type Sides, sidesOf } from "./sides.ts";

export const variablesDrift = rule({
  id: "variables-drift",
  title: "What a component is told in development it is told in production",
  why: "A variable that only developers' machines set is the classic of the first deployment: all tests are green, and in production the program calls nobody, or `undefined`.",
  remedy: "Set it in production as well, give it a default in the image, or remove it where nothing reads it any more.",
  silent:
    "Variables that only one side needs (debugging, logging, tuning, `*_ENV`), numbers and switches, ports, names that an image sets itself or that say what another variable says there, products that are not built here, and everything where a side takes variables or configuration from elsewhere: a Secret or file that is not in these files, mounted configuration.",
  area: "operability",
  covers: ["x-compose-k8s-drift"],
  sources: ["https://12factor.net/config", "https://12factor.net/dev-prod-parity"],
  default: true,
  scope: "component",
  messages: {
    production: "{component} is given {variables} in {here}, and not in {there}.",
    development: "{component} is given {variables} in {there}, and not in {here}: there it does not reach what runs beside it.",
  },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(component, graph) {
    const sides = isOwn(component) ? sidesOf(component, graph) : undefined;
    if (sides === undefined) return;
    const started = startedOn(component, sides, graph);
    if (started === undefined) return;
    const { here, there } = started;
    const baked = bakedIn(component.id, graph);
    const words = { component: component.name, here: sides.development[0].title, there: sides.production[0].title };
    const missing = missingIn(there, here, baked, sides.production, component, graph);
    if (missing !== undefined)
      yield {
        message: "production",
        params: { ...words, variables: listed(missing.names) },
        cause: `${component.name} production`,
        about: [component.id],
        in: idsOf(sides.production),
        at: [there[0].at, ...missing.at],
      };
    const reached = new Set(reachedThrough(component, sides, graph));
    const lacking = missingIn(here, there, baked, sides.development, component, graph, (at) => reached.has(at));
    if (lacking !== undefined)
      yield {
        message: "development",
        params: { ...words, variables: listed(lacking.names) },
        cause: `${component.name} development`,
        about: [component.id],
        in: idsOf(sides.development),
        at: [here[0].at, ...lacking.at],
        severity: "note",
        because: "Developers meet it first.",
      };
  },
  good: [
    {
      title: "Another name for the same, one that only developers need, and one of the image",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    environment:
      DATABASE_URL: postgres://db:5432/app
      SEARCH_URL: http://search:9200
      DEBUG_URL: http://localhost:9229
      TEMPLATES: https://templates.example.com
  db: {image: "postgres:17"}
`,
        Dockerfile: `FROM node:24
ENV TEMPLATES=https://templates.example.com
CMD ["node", "server.js"]
`,
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: shop/api:1.2
          env:
            - {name: DB_HOST, value: db.example.com}
            - {name: SEARCH_URL, value: "https://search.example.com"}
`,
      },
    },
    {
      title: "The rest comes from a Secret that is not here",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    environment: {CATALOG_URL: "http://catalog:80", STRIPE_KEY: "\${STRIPE_KEY}"}
  catalog: {build: catalog}
`,
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: shop/api:1.2
          env: [{name: CATALOG_URL, value: "http://catalog:80"}]
          envFrom: [{secretRef: {name: api-from-the-vault}}]
`,
      },
    },
  ],
  bad: [
    {
      title: "Forgotten in the cluster",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    environment:
      CATALOG_URL: http://catalog:80
      PUBLIC_URL: http://localhost:8080
      LOG_LEVEL: debug
  catalog: {build: catalog}
`,
        "k8s/api.yaml": `apiVersion: v1
kind: ConfigMap
metadata: {name: api}
data: {CATALOG_URL: "http://catalog:80"}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: shop/api:1.2
          envFrom: [{configMapRef: {name: api}}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: catalog}
spec:
  selector: {matchLabels: {app: catalog}}
  template:
    metadata: {labels: {app: catalog}}
    spec: {containers: [{name: catalog, image: "shop/catalog:1.2"}]}
`,
      },
      says: ["api is given PUBLIC_URL in compose.yaml, and not in k8s/api.yaml."],
    },
    {
      title: "Forgotten on developers' machines",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    environment: {CATALOG_URL: "http://catalog:80"}
  catalog: {build: catalog}
  prices: {build: prices, expose: ["80"]}
`,
        "compose.prod.yaml": `services:
  api:
    image: shop/api:1.2
    environment: {CATALOG_URL: "http://catalog:80", PRICES_URL: "http://prices:80"}
  catalog: {image: "shop/catalog:1.2"}
  prices: {image: "shop/prices:1.2"}
`,
      },
      says: ["api is given PRICES_URL in compose.prod.yaml, and not in compose.yaml: there it does not reach what runs beside it."],
    },
  ],
});

type Starts = NonEmpty<Start>;

/** How it is started on either side; `undefined` where it is not, or where not all that it is given is known. */
function startedOn({ id }: Component, { development, production }: Sides, graph: Graph): { here: Starts; there: Starts } | undefined {
  const startsIn = (side: Sides["development"]): readonly Start[] => side.flatMap((it) => startsOf(id, it.id, graph));
  const [here, ...more] = startsIn(development);
  const [there, ...others] = startsIn(production);
  if (here === undefined || there === undefined) return undefined;
  return { here: [here, ...more], there: [there, ...others] };
}

interface Missing {
  readonly names: readonly string[];
  readonly at: readonly EvidenceId[];
}

/**
 * What every start of `there` is given and none of `here` is. Where more is missing than both sides share, it is configured in
 * another way there, and nothing is missing.
 */
function missingIn(
  here: Starts,
  there: Starts,
  baked: ReadonlySet<string>,
  variants: NonEmpty<Variant>,
  component: Component,
  graph: Graph,
  matters: (at: EvidenceId) => boolean = () => true,
): Missing | undefined {
  if (here.some((it) => !it.whole)) return undefined;
  const set = new Set(
    [...baked, ...here.flatMap(({ variables }) => [...variables.keys()]), ...injected(variants, component, graph)].map(keyOf),
  );
  const told = [...there[0].variables].filter(
    ([name, { value }]) => isTelling(name, value) && there.every(({ variables }) => variables.has(name)),
  );
  const known = new Set(there.flatMap(({ variables }) => [...variables.keys()]).map(keyOf));
  const instead = here.flatMap(({ variables }) => [...variables.keys()]).filter((it) => !known.has(keyOf(it)));
  const commands = keyOf(here.map(({ command }) => command).join(" "));
  const missing = told.filter(
    ([name]) => !set.has(keyOf(name)) && !commands.includes(keyOf(name)) && !instead.some((it) => speakOfTheSame(name, it)),
  );
  const shared = told.filter(([name]) => set.has(keyOf(name))).length;
  if (shared === 0 || missing.length > shared) return undefined;
  const mattering = missing.filter(([, { at }]) => matters(at));
  return mattering.length === 0 ? undefined : { names: mattering.map(([name]) => name).sort(), at: mattering.map(([, { at }]) => at) };
}

/** Variables that Kubernetes gives to every pod: `CATALOG_SERVICE_HOST` for each Service. */
function injected(variants: NonEmpty<Variant>, { system }: Component, graph: Graph): readonly string[] {
  if (variants.every(({ origin }) => origin === "compose")) return [];
  return graph.objects("Service", system).flatMap(({ name }) => {
    const stem = name.toUpperCase().replaceAll("-", "_");
    return [`${stem}_SERVICE_HOST`, `${stem}_SERVICE_PORT`, `${stem}_PORT`];
  });
}

/** Places of variables through which, in production, something is reached that runs in development as well. */
function* reachedThrough({ id }: Component, { development }: Sides, graph: Graph): Iterable<EvidenceId> {
  for (const { to, exists } of graph.usesFrom(id)) {
    const target = graph.component(to);
    const runs = target?.exists.some((it) => it.in === "all" || development.some((variant) => it.in.includes(variant.id)));
    if (target?.standing !== "inside" || runs !== true) continue;
    for (const { ground } of exists) if (ground.by === "evidence") yield* ground.proof;
  }
}

const idsOf = ([first, ...others]: NonEmpty<Variant>): NonEmpty<VariantId> => [first.id, ...others.map((it) => it.id)];
