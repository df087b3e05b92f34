import { probeOf } from "../knowledge/healthchecks.ts";
import type { ComposeDependency, ComposeService, EvidenceId } from "../model/index.ts";
import { only, type Product, productOf, serviceNamed, storeOf, variantsOf } from "./compose/services.ts";
import { type RuleFix, type RuleStep, rule } from "./rule.ts";
import { unlessPrototype } from "./weight.ts";

export const dependencyNotReady = rule({
  id: "dependency-not-ready",
  title: "What needs a store waits until the store answers",
  why: "Without a condition Compose waits until the container has started, not until the database accepts connections. The first start after a clean checkout then fails, or works by luck.",
  remedy: "Give the store a healthcheck and wait for it: `depends_on: { db: { condition: service_healthy } }`.",
  silent:
    "Dependencies that are no known store, `service_completed_successfully`, screens and exporters that people start beside a store, commands that wait by themselves (wait-for-it, dockerize …), and a healthcheck that the image may bring along.",
  area: "reliability",
  covers: ["x-depends-on-not-ready"],
  sources: [
    "https://docs.docker.com/compose/how-tos/startup-order/",
    "https://docs.docker.com/reference/compose-file/services/#depends_on",
  ],
  default: true,
  scope: "resource:compose-service",
  messages: {
    started: "{service} starts as soon as {target} ({product}) has started, not when it answers.",
    unprobed: "{service} starts as soon as {target} ({product}) has started, not when it answers; {target} has no healthcheck to wait for.",
    never: "{service} waits until {target} is healthy, but {target} has no healthcheck: Compose refuses to start {service}.",
    disabled: "{service} waits until {target} is healthy, but the healthcheck of {target} is disabled: Compose refuses to start {service}.",
  },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(service, graph) {
    if (service.dependsOn.length === 0) return;
    for (const variant of variantsOf(service, graph)) {
      for (const dependency of service.dependsOn) {
        const target = serviceNamed(dependency.service, service, variant, graph);
        const message = target && faultOf(service, dependency, target);
        if (target === undefined || message === undefined) continue;
        const product = productOf(target);
        const fix = product && waiting(service, dependency, target, product);
        const check = target.healthcheck;
        const isFast = product?.technology.kind === "cache";
        const breaks = message === "never" || message === "disabled";
        const weight = breaks
          ? ({ severity: "error", because: "The project does not start." } as const)
          : isFast
            ? ({ severity: "note", because: `${product.technology.name} answers almost at once.` } as const)
            : undefined;
        yield {
          message,
          params: { service: service.name, target: target.name, product: product?.technology.name ?? "" },
          cause: `${service.name}:${target.name}`,
          about: [service.component, target.component].filter((it) => it !== undefined),
          in: only(variant),
          at: [dependency.at, check?.at ?? target.at],
          ...weight,
          ...(fix && { fixes: [fix] }),
        };
      }
    }
  },
  good: [
    {
      title: "Waiting for a healthy database",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    depends_on:
      db:
        condition: service_healthy
      mailer:
        condition: service_started
  mailer:
    build: mailer
  db:
    image: postgres:16
    healthcheck:
      test: pg_isready -U postgres
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {}
`,
      },
    },
    {
      title: "A command that waits by itself",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    command: ./wait-for-it.sh db:5432 -- npm start
    depends_on: [db]
  db:
    image: postgres:16
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {}
`,
      },
    },
  ],
  bad: [
    {
      title: "Start order only",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    depends_on:
      - db # the main database
      - mailer
  mailer:
    build: mailer
  db:
    image: postgres:16 # as in production
    volumes:
      - data:/var/lib/postgresql/data

volumes:
  data: {}
`,
      },
      says: ["api starts as soon as db (PostgreSQL) has started, not when it answers; db has no healthcheck to wait for."],
      fixed: {
        "compose.yaml": `services:
  api:
    build: .
    depends_on:
      db: # the main database
        condition: service_healthy
      mailer:
        condition: service_started
  mailer:
    build: mailer
  db:
    image: postgres:16 # as in production
    volumes:
      - data:/var/lib/postgresql/data
    healthcheck:
      test: pg_isready -U "$$\{POSTGRES_USER:-postgres}"
      interval: 5s
      timeout: 5s
      retries: 12

volumes:
  data: {}
`,
      },
    },
    {
      title: "A healthcheck that nobody waits for",
      files: {
        "compose.yaml": `services:
  worker:
    build: .
    depends_on:
      queue: { condition: service_started }
  queue:
    image: rabbitmq:4.0
    healthcheck: { test: rabbitmq-diagnostics -q ping }
    volumes: [queue:/var/lib/rabbitmq]
volumes:
  queue: {}
`,
      },
      says: ["worker starts as soon as queue (RabbitMQ) has started, not when it answers."],
      fixed: {
        "compose.yaml": `services:
  worker:
    build: .
    depends_on:
      queue: { condition: service_healthy }
  queue:
    image: rabbitmq:4.0
    healthcheck: { test: rabbitmq-diagnostics -q ping }
    volumes: [queue:/var/lib/rabbitmq]
volumes:
  queue: {}
`,
      },
    },
    {
      title: "Waiting for health that nobody checks",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    depends_on:
      db:
        condition: service_healthy
  db:
    image: mysql:8.4
    volumes: [data:/var/lib/mysql]
volumes:
  data: {}
`,
      },
      says: ["api waits until db is healthy, but db has no healthcheck: Compose refuses to start api."],
      fixed: {
        "compose.yaml": `services:
  api:
    build: .
    depends_on:
      db:
        condition: service_healthy
  db:
    image: mysql:8.4
    volumes: [data:/var/lib/mysql]
    healthcheck:
      test: mysqladmin ping -h 127.0.0.1 --silent
      interval: 5s
      timeout: 5s
      retries: 12
volumes:
  data: {}
`,
      },
    },
  ],
});

type Message = "started" | "unprobed" | "never" | "disabled";

function faultOf(service: ComposeService, { condition }: ComposeDependency, target: ComposeService): Message | undefined {
  const { healthcheck } = target;
  if (condition === "service_completed_successfully") return undefined;
  if (condition === "service_healthy") {
    if (healthcheck?.disabled === true) return "disabled";
    const product = productOf(target);
    // Only of these products it is known that their images bring no healthcheck along.
    const isBare =
      product !== undefined && !product.guessed && target.build === undefined && probeOf(product.technology.name)?.sure === true;
    return healthcheck === undefined && isBare ? "never" : undefined;
  }
  if (storeOf(target) === undefined || waitsByItself(service)) return undefined;
  const dependent = productOf(service)?.technology;
  if (dependent !== undefined && (dependent.people || dependent.kind === "monitoring")) return undefined;
  return healthcheck === undefined || healthcheck.disabled ? "unprobed" : "started";
}

const waitsByItself = ({ command, entrypoint }: ComposeService): boolean =>
  [command, entrypoint].some(
    (it) => it !== undefined && /wait[-_]?for|dockerize\b.*-wait|\bwait4|\bwaitforit|\buntil\s|pg_isready|\bnc -z/i.test(it.value),
  );

/** The store gets a healthcheck where it has none, and the dependency the condition. */
function waiting(service: ComposeService, dependency: ComposeDependency, target: ComposeService, product: Product): RuleFix | undefined {
  const steps: RuleStep[] = [];
  const probe = probeOf(product.technology.name);
  if (target.healthcheck?.disabled === true) return undefined;
  if (target.healthcheck === undefined) {
    if (probe === undefined) return undefined;
    const value = { test: probe.test, interval: "5s", timeout: "5s", retries: 12 };
    steps.push({ do: "insert", at: target.at, key: "healthcheck", value });
  }
  if (dependency.condition !== "service_healthy") steps.push(condition(service, dependency));
  const [first, ...rest] = steps;
  if (first === undefined) return undefined;
  const certain = target.healthcheck !== undefined || (probe?.sure === true && !product.guessed);
  return { title: `Wait until ${target.name} answers`, certain, steps: [first, ...rest] };
}

/** A list of names has no conditions, so it becomes a mapping; what else it names keeps waiting for the start only. */
function condition({ dependsOn }: ComposeService, { at, service }: ComposeDependency): RuleStep {
  const list = listOf(at);
  if (!at.endsWith("]") || at.endsWith('"]')) return { do: "set", at: `${at}.condition`, value: "service_healthy" };
  const together = dependsOn.filter((it) => listOf(it.at) === list);
  const value = Object.fromEntries(
    together.map((it) => [it.service, { condition: it.service === service ? "service_healthy" : it.condition }]),
  );
  return { do: "set", at: list, value };
}

const listOf = (at: EvidenceId): EvidenceId => at.slice(0, at.lastIndexOf("depends_on") + "depends_on".length) as EvidenceId;
