import type { ComponentRef } from "../../model/index.ts";
import { listed } from "../kubernetes/objects.ts";
import { rule } from "../rule.ts";
import { calledBy } from "./calls.ts";
import { aboutParts, mainVariants, partsOf } from "./parts.ts";

export const syncCycle = rule({
  id: "sync-cycle",
  title: "Services do not wait for each other in a circle",
  why: "Services that call each other in a circle are one program over a network: none of them starts, is changed or is up without the others, and a slow one makes all of them wait for themselves.",
  remedy: "Turn one of the calls round into a message, hand over what the other needs in the first call, or make one service of them.",
  silent:
    "Frontends and gateways (they are called back by their address for other reasons), addresses that a service is given of itself or to hand out (callbacks, public URLs, CORS), and calls that are only inferred.",
  area: "reliability",
  covers: ["x-sync-cycle"],
  sources: ["https://learn.microsoft.com/en-us/azure/architecture/microservices/design/interservice-communication"],
  default: true,
  scope: "system",
  messages: { cycle: "{services} call each other in a circle ({path}): none of them works without the others." },
  severity: () => "note",
  *check(system, graph) {
    for (const variant of mainVariants(system, graph)) {
      const parts = partsOf(system, variant, graph).filter((it) => ["service", "function", "job"].includes(graph.kind(it, variant.id)));
      const byRef = new Map(parts.map((it) => [it.id, it]));
      const calls = new Map(parts.map((it) => [it.id, calledBy(it, variant, graph).filter((to) => byRef.has(to))]));
      for (const path of circlesIn(calls)) {
        const around = path.flatMap((it) => byRef.get(it) ?? []);
        const names = around.map((it) => it.name);
        const params = { services: listed([...names].sort()), path: [...names, names[0]].join(" → ") };
        yield* aboutParts("cycle", around, variant, params, [...names].sort().join(" "));
      }
    }
  },
  good: [
    {
      title: "A chain",
      files: {
        "compose.yaml": `services:
  orders:
    build: orders
    environment:
      STOCK_URL: http://stock:8080
  stock:
    build: stock
    environment:
      PRICES_URL: http://prices:8080
  prices:
    build: prices
`,
      },
    },
    {
      title: "An address to be called back by",
      files: {
        "compose.yaml": `services:
  orders:
    build: orders
    environment:
      PAYMENTS_URL: http://payments:8080
  payments:
    build: payments
    environment:
      CALLBACK_URL: http://orders:8080/paid
`,
      },
    },
  ],
  bad: [
    {
      title: "Round and back",
      files: {
        "compose.yaml": `services:
  orders:
    build: orders
    environment:
      STOCK_URL: http://stock:8080
  stock:
    build: stock
    environment:
      PRICES_URL: http://prices:8080
  prices:
    build: prices
    environment:
      ORDERS_URL: http://orders:8080
`,
      },
      says: [
        "orders, prices and stock call each other in a circle (orders → stock → prices → orders): none of them works without the others.",
      ],
    },
  ],
});

/** One way round for each knot: the shortest from its first part, by name. */
function circlesIn(calls: ReadonlyMap<ComponentRef, readonly ComponentRef[]>): readonly (readonly ComponentRef[])[] {
  const told = new Set<ComponentRef>();
  const found: (readonly ComponentRef[])[] = [];
  for (const start of [...calls.keys()].sort()) {
    if (told.has(start)) continue;
    const path = wayBack(start, calls);
    if (path === undefined || path.some((it) => told.has(it))) continue;
    for (const it of path) told.add(it);
    found.push(path);
  }
  return found;
}

function wayBack(start: ComponentRef, calls: ReadonlyMap<ComponentRef, readonly ComponentRef[]>): readonly ComponentRef[] | undefined {
  const before = new Map<ComponentRef, ComponentRef>();
  const queue = [start];
  for (const at of queue)
    for (const to of calls.get(at) ?? []) {
      if (to === start) {
        const path = [at];
        for (let it = before.get(at); it !== undefined; it = before.get(it)) path.unshift(it);
        return path;
      }
      if (before.has(to)) continue;
      before.set(to, at);
      queue.push(to);
    }
  return undefined;
}
