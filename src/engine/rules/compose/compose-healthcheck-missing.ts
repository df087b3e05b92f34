import { rule } from "../rule.ts";
import { folded, isCheckedByItsImage, isJob, isWhole } from "./folded.ts";

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
    yield* folded(system, graph, "missing", (service, project) =>
      service.healthcheck === undefined && isWhole(service) && !isJob(service, project) && !isCheckedByItsImage(service, graph)
        ? service.at
        : undefined,
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
  ],
});
