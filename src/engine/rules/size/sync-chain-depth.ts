import type { ComponentRef } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { calledBy } from "./calls.ts";
import { aboutParts, mainVariants, numberIn, partsOf } from "./parts.ts";

export const syncChainDepth = rule({
  id: "sync-chain-depth",
  title: "A request waits for few services one behind another",
  why: "In a chain of calls every service is as slow as all behind it together, and as often away as the sum of them: five services that are each away for nine hours a year make one that is away for two days.",
  remedy:
    "Hand over in the first call what the later ones fetch, keep a copy of what seldom changes, or turn the part nobody waits for into a message.",
  silent:
    "Calls that are only inferred, addresses that are handed out (callbacks, public URLs), services that call each other in a circle (`sync-cycle` tells it), stores and brokers at the end of the chain, and all but the main variant.",
  area: "reliability",
  covers: ["x-sync-chain-depth"],
  sources: [
    "https://learn.microsoft.com/en-us/dotnet/architecture/microservices/architect-microservice-container-applications/communication-in-microservice-architecture",
    "https://sre.google/sre-book/embracing-risk/",
  ],
  default: true,
  scope: "system",
  messages: { deep: "{path}: {hops} calls one behind another, and {first} is up only while all of them are." },
  options: { hops: { usual: 3, says: "how many calls may wait for each other, one behind another" } },
  severity: () => "note",
  *check(system, graph, options) {
    const most = numberIn(options["hops"], 3);
    for (const variant of mainVariants(system, graph)) {
      const parts = partsOf(system, variant, graph).filter((it) => callers.has(graph.kind(it, variant.id)));
      const byRef = new Map(parts.map((it) => [it.id, it]));
      const calls = new Map(parts.map((it) => [it.id, calledBy(it, variant, graph).filter((to) => byRef.has(to))]));
      const path = longestIn(calls).flatMap((it) => byRef.get(it) ?? []);
      const [first] = path;
      if (first === undefined || path.length - 1 <= most) continue;
      const params = { path: path.map((it) => it.name).join(" → "), hops: path.length - 1, first: first.name };
      yield* aboutParts("deep", path, variant, params, `${first.name} ${path.at(-1)?.name ?? ""}`);
    }
  },
  good: [
    {
      title: "Three calls, and a database behind them",
      files: {
        "compose.yaml": `services:
  web: {build: web, environment: {ORDERS_URL: "http://orders:8080"}}
  orders: {build: orders, environment: {STOCK_URL: "http://stock:8080"}}
  stock: {build: stock, environment: {PRICES_URL: "http://prices:8080"}}
  prices: {build: prices, environment: {DB_URL: "postgres://db:5432/prices"}}
  db: {image: "postgres:17"}
`,
      },
    },
    {
      title: "Side by side, not one behind another",
      files: {
        "compose.yaml": `services:
  web:
    build: web
    environment: {A_URL: "http://a:80", B_URL: "http://b:80", C_URL: "http://c:80", D_URL: "http://d:80", E_URL: "http://e:80"}
  a: {build: a}
  b: {build: b}
  c: {build: c}
  d: {build: d}
  e: {build: e}
`,
      },
    },
    {
      title: "A chain that a broker divides",
      files: {
        "compose.yaml": `services:
  web: {build: web, environment: {ORDERS_URL: "http://orders:8080"}}
  orders: {build: orders, environment: {STOCK_URL: "http://stock:8080", AMQP_URL: "amqp://broker:5672"}}
  stock: {build: stock}
  mails: {build: mails, environment: {AMQP_URL: "amqp://broker:5672", TEXTS_URL: "http://texts:8080"}}
  texts: {build: texts, environment: {PRICES_URL: "http://prices:8080"}}
  prices: {build: prices}
  broker: {image: "rabbitmq:4.1"}
`,
      },
    },
    {
      title: "An address to be called back by",
      files: {
        "compose.yaml": `services:
  web: {build: web, environment: {ORDERS_URL: "http://orders:8080"}}
  orders: {build: orders, environment: {STOCK_URL: "http://stock:8080"}}
  stock: {build: stock, environment: {PRICES_URL: "http://prices:8080"}}
  prices: {build: prices, environment: {CALLBACK_URL: "http://bank:8080/done"}}
  bank: {build: bank}
`,
      },
    },
  ],
  bad: [
    {
      title: "Four calls by URL",
      files: {
        "compose.yaml": `services:
  web: {build: web, environment: {ORDERS_URL: "http://orders:8080"}}
  orders: {build: orders, environment: {STOCK_URL: "http://stock:8080"}}
  stock: {build: stock, environment: {PRICES_URL: "http://prices:8080"}}
  prices: {build: prices, environment: {TAXES_URL: "http://taxes:8080"}}
  taxes: {build: taxes}
`,
      },
      says: ["web → orders → stock → prices → taxes: 4 calls one behind another, and web is up only while all of them are."],
    },
    {
      title: "The longest of several ways",
      files: {
        "compose.yaml": `services:
  gate: {build: gate, environment: {A_HOST: "a:50051", E_HOST: "e:50051"}}
  a: {build: a, environment: {B_HOST: "b:50051", C_HOST: "c:50051"}}
  b: {build: b, environment: {C_HOST: "c:50051"}}
  c: {build: c, environment: {D_HOST: "d:50051"}}
  d: {build: d}
  e: {build: e, environment: {D_HOST: "d:50051"}}
`,
      },
      says: ["gate → a → b → c → d: 4 calls one behind another, and gate is up only while all of them are."],
    },
    {
      title: "In Kubernetes",
      files: {
        "k8s/all.yaml": ["a", "b", "c", "d", "e"]
          .map((name, index, all) => {
            const next = all[index + 1];
            const env = next === undefined ? "" : `, env: [{name: ${next.toUpperCase()}_URL, value: "http://${next}:8080"}]`;
            return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: ${name}, image: "shop/${name}:1.2"${env}}]}
---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: ${name}}, ports: [{port: 8080}]}
`;
          })
          .join("---\n"),
      },
      says: ["a → b → c → d → e: 4 calls one behind another, and a is up only while all of them are."],
    },
  ],
});

const callers: ReadonlySet<string> = new Set(["frontend", "gateway", "service", "function", "job"]);

/** The longest way through what is called by nobody twice: a way that comes back to itself ends there. Each part is looked at once. */
function longestIn(calls: ReadonlyMap<ComponentRef, readonly ComponentRef[]>): readonly ComponentRef[] {
  const from = new Map<ComponentRef, readonly ComponentRef[]>();
  const open = new Set<ComponentRef>();
  const wayFrom = (start: ComponentRef): readonly ComponentRef[] => {
    const known = from.get(start);
    if (known !== undefined) return known;
    if (open.has(start)) return [];
    open.add(start);
    let best: readonly ComponentRef[] = [];
    for (const to of calls.get(start) ?? []) {
      const way = wayFrom(to);
      if (way.length > best.length) best = way;
    }
    open.delete(start);
    const way = [start, ...best];
    from.set(start, way);
    return way;
  };
  let longest: readonly ComponentRef[] = [];
  for (const start of [...calls.keys()].sort()) {
    const way = wayFrom(start);
    if (way.length > longest.length) longest = way;
  }
  return longest;
}
