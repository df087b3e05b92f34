import { rule } from "../rule.ts";
import { folded, isWhole } from "./folded.ts";

export const composeMemoryLimitMissing = rule({
  id: "compose-memory-limit-missing",
  title: "A service takes a bounded share of the memory",
  why: "One service that leaks takes the memory of all the others, and the kernel ends whichever is largest: often the database.",
  remedy: "Say `deploy.resources.limits.memory` (or `mem_limit`), a little above what it needs at its busiest.",
  silent:
    "Limits that a variable sets. One finding for all services of a project. It is off by default because on a machine with one service a limit only costs.",
  area: "reliability",
  covers: ["compose-memory-limit-missing"],
  sources: [
    "https://docs.docker.com/engine/containers/resource_constraints/",
    "https://docs.docker.com/reference/compose-file/deploy/#resources",
  ],
  default: false,
  scope: "system",
  messages: { missing: "{services} may take all the memory of the machine: no limit says otherwise." },
  severity: () => "note",
  *check(system, graph) {
    yield* folded(system, graph, "missing", (service) =>
      isWhole(service) && service.memoryLimit === undefined ? (service.resourcesAt ?? service.at) : undefined,
    );
  },
  good: [
    {
      title: "A limit, in either place",
      files: {
        "compose.yaml": `services:
  web:
    image: nginx:1.29
    mem_limit: 256m
  api:
    build: api
    deploy: { resources: { limits: { memory: 256M } } }
`,
      },
    },
  ],
  bad: [
    {
      title: "None; a reservation is no limit",
      files: {
        "compose.yaml": `services:
  web:
    image: nginx:1.29
  api:
    build: api
    deploy: { resources: { reservations: { memory: 256M } } }
`,
      },
      says: ["api and web may take all the memory of the machine: no limit says otherwise."],
    },
  ],
});
