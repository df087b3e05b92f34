import { probeOf } from "../../knowledge/healthchecks.ts";
import type { ComposeService } from "../../model/index.ts";
import { type RuleFix, type RuleStep, rule } from "../rule.ts";
import { folded, isCheckedByItsImage, isJob, isWhole } from "./folded.ts";
import { productOf } from "./services.ts";

export const composeHealthcheckMissing = rule({
  id: "compose-healthcheck-missing",
  title: "Docker can tell whether a service answers",
  why: "A process that hangs counts as well as long as it has not ended: nothing starts it again, and others are sent to it.",
  remedy: "Give it a `healthcheck` that asks it something, or a `HEALTHCHECK` in its Dockerfile.",
  silent:
    "Services that do their work and end, and services whose Dockerfile here has a HEALTHCHECK. One finding for all services of a project.",
  area: "reliability",
  covers: ["compose-healthcheck-missing"],
  sources: ["https://docs.docker.com/reference/compose-file/services/#healthcheck"],
  default: true,
  scope: "system",
  messages: {
    missing: "{services} {has} no health check: a process that hangs counts as well.",
    disabled: "{services} {has} the health check turned off: a process that hangs counts as well.",
  },
  severity: ({ slo }) => ((slo?.availability ?? 0) >= 99.9 ? "warning" : "note"),
  *check(system, graph) {
    yield* folded(
      system,
      graph,
      "missing",
      (service, project) =>
        service.healthcheck === undefined && isWhole(service) && !isJob(service, project) && !isCheckedByItsImage(service, graph)
          ? service.at
          : undefined,
      probed,
    );
    yield* folded(system, graph, "disabled", ({ healthcheck }) => (healthcheck?.disabled === true ? healthcheck.at : undefined));
  },
  good: [
    {
      title: "Beside the service, in the image, and a job",
      files: {
        "compose.yaml": `services:
  web:
    image: nginx:1.29
    healthcheck: { test: curl -f http://localhost }
  api:
    build: api
    depends_on:
      migrate: { condition: service_completed_successfully }
  migrate:
    image: flyway/flyway:11
`,
        "api/Dockerfile": 'FROM node:24\nUSER node\nHEALTHCHECK CMD ["node", "health.js"]\nCMD ["node", "server.js"]\n',
      },
    },
  ],
  bad: [
    {
      title: "None, and one turned off",
      files: {
        "compose.yaml": `services:
  web:
    image: nginx:1.29
  api:
    build: api
  db:
    image: postgres:17
    healthcheck: { disable: true }
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {}
`,
      },
      says: [
        "api and web have no health check: a process that hangs counts as well.",
        "db has the health check turned off: a process that hangs counts as well.",
      ],
    },
    {
      title: "Products that are known",
      files: {
        "compose.yaml": `services:
  cache:
    image: redis:7.4
    command: [redis-server]
`,
      },
      says: ["cache has no health check: a process that hangs counts as well."],
      fixed: {
        "compose.yaml": `services:
  cache:
    image: redis:7.4
    command: [redis-server]
    healthcheck:
      test: redis-cli ping
      interval: 10s
      timeout: 5s
      retries: 6
`,
      },
    },
  ],
});

/** Products that are known to answer one question, whatever their settings; of the others a person knows what to ask. */
function probed(services: readonly ComposeService[]): RuleFix | undefined {
  const steps = services.flatMap((service): readonly RuleStep[] => {
    const product = service.build === undefined ? productOf(service) : undefined;
    const probe = product === undefined || product.guessed ? undefined : probeOf(product.technology.name);
    if (probe?.sure !== true) return [];
    const value = { test: probe.test, interval: "10s", timeout: "5s", retries: 6 };
    return [{ do: "insert", at: service.at, key: "healthcheck", value }];
  });
  const [first, ...rest] = steps;
  return first === undefined || steps.length < services.length
    ? undefined
    : { title: "Ask the product itself", certain: true, steps: [first, ...rest] };
}
