import type { ComposeAddress, ComposePort, ComposeService, EvidenceId, NonEmpty } from "../model/index.ts";
import { only, productOf, serviceNamed, variantsOf } from "./compose/services.ts";
import { type RuleFix, rule } from "./rule.ts";
import { unlessPrototype } from "./weight.ts";

export const wrongPort = rule({
  id: "wrong-port",
  title: "Services call each other on a port that the other one listens on",
  why: "Between containers only the container's own port counts; the one published on the host exists on the host alone. A call to any other port is refused.",
  remedy: "Call the port inside the container (the right-hand one of `ports`), or declare the port that is meant with `expose`.",
  silent:
    "A service that says nothing about its ports, and whose image is not a known product; ports from variables without a value; and a port that the called service mentions anywhere in its environment, command, healthcheck or labels.",
  area: "reliability",
  covers: ["x-client-port-mismatch"],
  sources: ["https://docs.docker.com/compose/how-tos/networking/"],
  default: true,
  scope: "resource:compose-service",
  messages: {
    published:
      "{service} calls {target}:{port} in {where}, but {port} is published on the host only; inside the network {target} listens on {listens}.",
    mismatch: "{service} calls {target}:{port} in {where}, but {target} listens on {listens}.",
  },
  severity: (requirements) => unlessPrototype("error", requirements),
  *check(service, graph) {
    const called = service.addresses.filter((it) => it.service !== undefined && it.service !== service.name && it.port !== undefined);
    if (called.length === 0) return;
    for (const variant of variantsOf(service, graph)) {
      for (const address of called) {
        const target = serviceNamed(address.service ?? "", service, variant, graph);
        const port = address.port ?? 0;
        const listens = target === undefined ? undefined : portsOf(target);
        if (target === undefined || listens === undefined || listens.ports.has(port) || mentions(target, port)) continue;
        const published = target.ports.filter((it) => it.published === String(port) && it.target !== undefined);
        const about = [service.component, target.component].filter((it) => it !== undefined);
        const fix = rightPort(service, address, published, listens.ports);
        yield {
          message: published.length > 0 ? "published" : "mismatch",
          params: { service: service.name, target: target.name, port, where: address.where, listens: inWords(listens.ports) },
          cause: `${service.name}:${address.where}:${target.name}:${port}`,
          about,
          in: only(variant),
          at: [address.at, ...(published.length > 0 ? published.map((it) => it.at) : listens.proof)],
          ...(fix && { fixes: [fix] }),
        };
      }
    }
  },
  good: [
    {
      title: "The container's port",
      files: {
        "compose.yaml": `services:
  web:
    build: web
    environment:
      API_URL: http://api:3000
      QUEUE_URL: amqp://queue
  api:
    build: api
    ports: ["127.0.0.1:8080:3000"]
  queue:
    image: rabbitmq:4.0
    volumes: [queue:/var/lib/rabbitmq]
volumes:
  queue: {}
`,
      },
    },
    {
      title: "A port that only an environment variable names",
      files: {
        "compose.yaml": `services:
  web:
    build: web
    environment:
      - METRICS=http://api:9100/metrics
  api:
    build: api
    expose: [3000]
    environment:
      METRICS_PORT: 9100
`,
      },
    },
  ],
  bad: [
    {
      title: "The port of the host",
      files: {
        "compose.yaml": `services:
  web:
    build: web
    environment:
      - API_URL=http://api:8080/v1
  api:
    build: api
    ports:
      - "127.0.0.1:8080:3000"
`,
      },
      says: ["web calls api:8080 in environment API_URL, but 8080 is published on the host only; inside the network api listens on 3000."],
      fixed: {
        "compose.yaml": `services:
  web:
    build: web
    environment:
      - API_URL=http://api:3000/v1
  api:
    build: api
    ports:
      - "127.0.0.1:8080:3000"
`,
      },
    },
    {
      title: "Another product's port",
      files: {
        "compose.yaml": `services:
  api:
    build: api
    environment:
      DB_URL: postgres://db:3306/app
  db:
    image: postgres:16
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {}
`,
      },
      says: ["api calls db:3306 in environment DB_URL, but db listens on 5432."],
    },
  ],
});

/** What a service listens on as far as it is known, and what says so; `undefined` = it says nothing that one could rely on. */
function portsOf(target: ComposeService): { readonly ports: ReadonlySet<number>; readonly proof: NonEmpty<EvidenceId> } | undefined {
  if (target.ports.some((it) => it.target === undefined)) return undefined;
  const product = productOf(target);
  const known =
    product === undefined || product.guessed ? [] : [product.technology.port, ...Object.keys(product.technology.also).map(Number)];
  const ports = new Set([...target.ports.map((it) => it.target), ...target.expose, ...known].filter((it) => it !== undefined));
  // A product's own image without a port in our table, or a build that declares none.
  if (ports.size === 0) return undefined;
  const [first, ...rest] = target.ports.map((it) => it.at);
  return { ports, proof: first === undefined ? [target.image?.at ?? target.at] : [first, ...rest] };
}

/** Settings name ports that no `expose` does: `PORT=3000`, `--port 6380`, an advertised listener. */
function mentions(target: ComposeService, port: number): boolean {
  const number = new RegExp(`(?<![\\w.])${port}(?![\\w.])`);
  const said = [target.command?.value, target.entrypoint?.value, target.healthcheck?.test, ...target.environment.map((it) => it.value)];
  return [...said, ...Object.values(target.labels)].some((it) => it !== undefined && number.test(it));
}

/** The published port's own mapping says what was meant; otherwise which of the two is wrong is for people to say. */
function rightPort(
  service: ComposeService,
  address: ComposeAddress,
  published: readonly ComposePort[],
  listens: ReadonlySet<number>,
): RuleFix | undefined {
  const targets = new Set(published.length > 0 ? published.map((it) => it.target) : listens);
  const [target] = targets;
  if (targets.size !== 1 || target === undefined) return undefined;
  const variable = service.environment.find((it) => it.at === address.at);
  const text = variable?.written ?? variable?.value ?? "";
  const from = `${address.host}:${address.port}`;
  if (!text.includes(from)) return undefined;
  return {
    title: `Call ${address.host}:${target}`,
    certain: published.length > 0,
    steps: [{ do: "replace-text", at: address.at, from, value: `${address.host}:${target}` }],
  };
}

function inWords(ports: ReadonlySet<number>): string {
  const all = [...ports].sort((a, b) => a - b).map(String);
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}
