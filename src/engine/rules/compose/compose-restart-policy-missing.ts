import type { ComposeService, EvidenceId } from "../../model/index.ts";
import { type RuleFix, type RuleStep, rule } from "../rule.ts";
import { folded, isJob, isWhole } from "./folded.ts";
import { storeOf } from "./services.ts";

export const composeRestartPolicyMissing = rule({
  id: "compose-restart-policy-missing",
  title: "What ends by mistake is started again, and not for ever",
  why: "Without a restart policy a service that crashes, or a machine that starts again, leaves it down until somebody notices. `on-failure` without a number starts what cannot work again and again, and it looks as if it ran.",
  remedy:
    '`restart: unless-stopped` for what serves, `restart: on-failure:5` for what works and ends, `restart: "no"` where nothing shall happen.',
  silent: "Services that do their work and end, and services that say `no`. One finding for all services of a project.",
  area: "reliability",
  covers: ["compose-restart-policy-missing"],
  sources: [
    "https://docs.docker.com/engine/containers/start-containers-automatically/",
    "https://docs.docker.com/reference/compose-file/services/#restart",
  ],
  default: true,
  scope: "system",
  messages: {
    missing: "{services} {is} not started again after a crash or a restart of the machine: no restart policy says so.",
    endless: "{services} {is} started again after every failure, however often: on-failure has no limit.",
  },
  severity: ({ slo }) => ((slo?.availability ?? 0) >= 99.9 ? "warning" : "note"),
  *check(system, graph) {
    yield* folded(
      system,
      graph,
      "missing",
      (service, project) =>
        isWhole(service) && service.restart === undefined && service.restartPolicy === undefined && !isJob(service, project)
          ? service.at
          : undefined,
      started,
    );
    yield* folded(system, graph, "endless", endless);
  },
  good: [
    {
      title: "A policy each, and a job",
      files: {
        "compose.yaml": `services:
  web:
    image: nginx:1.29
    restart: unless-stopped
  api:
    build: api
    deploy: { restart_policy: { condition: on-failure, max_attempts: 5 } }
  worker:
    build: worker
    restart: on-failure:5
  once:
    build: once
    restart: "no"
`,
      },
    },
  ],
  bad: [
    {
      title: "None, and one without an end",
      files: {
        "compose.yaml": `services:
  web:
    image: nginx:1.29
  worker:
    build: worker
    restart: on-failure
`,
      },
      says: [
        "web is not started again after a crash or a restart of the machine: no restart policy says so.",
        "worker is started again after every failure, however often: on-failure has no limit.",
      ],
    },
    {
      title: "What publishes a port is meant to stay",
      files: {
        "compose.yaml": `services:
  web:
    image: nginx:1.29
    ports:
      - "80:80"

  # what people have bought
  db:
    image: postgres:17
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {}
`,
      },
      says: ["db and web are not started again after a crash or a restart of the machine: no restart policy says so."],
      fixed: {
        "compose.yaml": `services:
  web:
    image: nginx:1.29
    ports:
      - "80:80"
    restart: unless-stopped

  # what people have bought
  db:
    image: postgres:17
    volumes: [data:/var/lib/postgresql/data]
    restart: unless-stopped
volumes:
  data: {}
`,
      },
    },
  ],
});

/** `deploy` counts where both say something. */
function endless({ restart, restartPolicy }: ComposeService): EvidenceId | undefined {
  if (restartPolicy !== undefined)
    return restartPolicy.condition === "on-failure" && restartPolicy.attempts === undefined ? restartPolicy.at : undefined;
  return restart?.value.trim() === "on-failure" ? restart.at : undefined;
}

/** What publishes a port, or is a store, serves and is not meant to end; of anything else a person says whether it is a job. */
function started(services: readonly ComposeService[]): RuleFix | undefined {
  const [first, ...rest] = services.map(({ at }): RuleStep => ({ do: "insert", at, key: "restart", value: "unless-stopped" }));
  const certain = services.every((it) => it.ports.length > 0 || storeOf(it) !== undefined);
  return first && { title: "Start it again unless somebody stopped it", certain, steps: [first, ...rest] };
}
