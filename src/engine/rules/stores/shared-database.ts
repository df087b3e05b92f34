import type { Graph } from "../../graph/graph.ts";
import { podOf } from "../../graph/kubernetes/pods.ts";
import { startsOf } from "../../graph/starts.ts";
import { type Component, holdsIn, textAt, type Variant } from "../../model/index.ts";
import { grouped, inWords } from "../compose/folded.ts";
import { rule } from "../rule.ts";
import { mainVariants, partsOf } from "../size/parts.ts";
import { databasesOf } from "./databases.ts";

export const sharedDatabase = rule({
  id: "shared-database",
  title: "A database has one service that writes it",
  why: "Services that share a database share its tables: none of them can change a column, move to another engine or be scaled without asking the others, and a slow query of one is the outage of all.",
  remedy:
    "Give each service a database (or a schema with a user of its own), and let the others ask its owner; or, where they change together anyway, make one service of them.",
  silent:
    "Programs made from the same image or folder (a server, its workers and its migrations), jobs, screens to administer data, exporters and backups, products that are not built here, databases whose name nothing says or that comes from a Secret, and all but the main variant.",
  area: "data",
  covers: ["x-shared-database"],
  sources: [
    "https://microservices.io/patterns/data/database-per-service.html",
    "https://learn.microsoft.com/en-us/dotnet/architecture/cloud-native/distributed-data",
  ],
  default: true,
  scope: "system",
  messages: { shared: "{services} use the same database, {database} on {host}: none of them can change its tables alone." },
  severity: () => "note",
  *check(system, graph) {
    for (const variant of mainVariants(system, graph)) {
      const users = partsOf(system, variant, graph)
        .filter((it) => isProgram(it, variant, graph))
        .flatMap((part) => databasesIn(part, variant, graph).map((database) => ({ part, ...database })));
      for (const [, group] of grouped(users, ({ host, name }) => `${host}/${name}`)) {
        const programs = grouped(group, ({ part }) => sourceOf(part, variant, graph));
        const [first, second] = [...programs.values()].flatMap(([it]) => it ?? []);
        if (first === undefined || second === undefined) continue;
        const all = [...programs.values()].flatMap(([it]) => it ?? []);
        yield {
          message: "shared",
          params: { services: inWords(all.map(({ part }) => part.name).sort()), database: first.name, host: first.host },
          cause: `${first.host}/${first.name}`,
          about: all.map(({ part }) => part.id),
          in: [variant.id],
          at: [first.at, ...all.slice(1).map(({ at }) => at)],
        };
      }
    }
  },
  good: [
    {
      title: "One database each, on one server",
      files: {
        "compose.yaml": `services:
  orders:
    build: orders
    environment: {DATABASE_URL: "postgres://orders:x@db:5432/orders"}
  stock:
    build: stock
    environment: {DATABASE_URL: "postgres://stock:x@db:5432/stock"}
  db: {image: "postgres:17", volumes: ["data:/var/lib/postgresql/data"]}
volumes: {data: {}}
`,
      },
    },
    {
      title: "A server, its worker and its migrations",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    environment: {DATABASE_URL: "postgres://db:5432/shop"}
  worker:
    build: .
    command: worker
    environment: {DATABASE_URL: "postgres://db:5432/shop"}
  migrate:
    build: migrations
    restart: "no"
    environment: {DATABASE_URL: "postgres://db:5432/shop"}
  db: {image: "postgres:17", volumes: ["data:/var/lib/postgresql/data"]}
volumes: {data: {}}
`,
      },
    },
    {
      title: "A screen and an exporter",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    environment: {DB_HOST: db, DB_NAME: shop}
  screen:
    image: dpage/pgadmin4:9
    environment: {DB_HOST: db, DB_NAME: shop}
  metrics:
    image: prometheuscommunity/postgres-exporter:v0.16.0
    environment: {DATA_SOURCE_NAME: "postgresql://db:5432/shop"}
  db: {image: "postgres:17", volumes: ["data:/var/lib/postgresql/data"]}
volumes: {data: {}}
`,
      },
    },
  ],
  bad: [
    {
      title: "The same URL",
      files: {
        "compose.yaml": `services:
  orders:
    build: orders
    environment: {DATABASE_URL: "postgres://shop@db:5432/shop?sslmode=disable"}
  stock:
    build: stock
    environment: {SPRING_DATASOURCE_URL: "jdbc:postgresql://db:5432/shop"}
  db: {image: "postgres:17", volumes: ["data:/var/lib/postgresql/data"]}
volumes: {data: {}}
`,
      },
      says: ["orders and stock use the same database, shop on db: none of them can change its tables alone."],
    },
    {
      title: "Host and name apart, and a connection string",
      files: {
        "compose.yaml": `services:
  orders:
    build: orders
    environment: {DB_HOST: db, DB_PORT: "3306", DB_NAME: shop}
  stock:
    build: stock
    environment: {MYSQL_HOST: db, MYSQL_DATABASE: shop}
  reports:
    build: reports
    environment: {ConnectionStrings__Default: "Server=db;Database=shop;Uid=app"}
  db: {image: "mysql:8.4", volumes: ["data:/var/lib/mysql"]}
volumes: {data: {}}
`,
      },
      says: ["orders, reports and stock use the same database, shop on db: none of them can change its tables alone."],
    },
    {
      title: "In Kubernetes, by a ConfigMap and by the long name",
      files: {
        "k8s/all.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: orders, namespace: shop}
spec:
  selector: {matchLabels: {app: orders}}
  template:
    metadata: {labels: {app: orders}}
    spec: {containers: [{name: orders, image: "shop/orders:1.2", envFrom: [{configMapRef: {name: settings}}]}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data: {MONGO_URL: "mongodb://mongo.shop.svc.cluster.local:27017/shop"}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: stock, namespace: shop}
spec:
  selector: {matchLabels: {app: stock}}
  template:
    metadata: {labels: {app: stock}}
    spec: {containers: [{name: stock, image: "shop/stock:1.2", env: [{name: MONGO_URL, value: "mongodb://mongo:27017/shop"}]}]}
`,
      },
      says: ["orders and stock use the same database, shop on mongo: none of them can change its tables alone."],
    },
  ],
});

const programs: ReadonlySet<string> = new Set(["service", "function"]);
const besides = /(?:^|[-_])(?:migrat\w*|seed\w*|init|setup|backup|exporter|admin|import\w*|bootstrap|cron|job)(?:$|[-_])/i;

const isProgram = (part: Component, variant: Variant, graph: Graph): boolean =>
  programs.has(graph.kind(part, variant.id)) && part.technology.length === 0 && !besides.test(part.name) && !isOnce(part, variant, graph);

/** It does its work and ends. */
const isOnce = ({ id }: Component, variant: Variant, graph: Graph): boolean =>
  graph
    .resourcesOf(id)
    .some(
      (it) =>
        holdsIn(it.in, variant.id) &&
        ((it.kind === "compose-service" && /^(?:no|false)$/i.test(it.restart?.value ?? "")) ||
          (it.kind === "kubernetes-object" && /^(?:Cron)?Job$/.test(it.type))),
    );

/** Each database once, at the first place that names it. */
function databasesIn(part: Component, variant: Variant, graph: Graph) {
  const found = startsOf(part.id, variant.id, graph).flatMap(databasesOf);
  return [...grouped(found, ({ host, name }) => `${host}/${name}`).values()].flatMap(([it]) => it ?? []);
}

/** What a program is made from: the same folder or image is the same program, started in another way. */
function sourceOf({ id, name }: Component, variant: Variant, graph: Graph): string {
  for (const it of graph.resourcesOf(id)) {
    if (!holdsIn(it.in, variant.id)) continue;
    if (it.kind === "compose-service") return it.build?.context ?? withoutTag(it.image?.value ?? name);
    const image = it.kind === "kubernetes-object" ? textAt(podOf(it)?.containers.find(({ init }) => !init)?.node, "image") : undefined;
    if (image !== undefined) return withoutTag(image);
  }
  return name;
}

const withoutTag = (image: string): string => image.replace(/@.*$/, "").replace(/:[^:/]*$/, "");
