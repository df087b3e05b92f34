import { rule } from "../rule.ts";
import { folded, isWhole } from "./folded.ts";

export const composeCpuLimitMissing = rule({
  id: "compose-cpu-limit-missing",
  title: "A service takes a bounded share of the processors",
  why: "One service in a loop slows all the others down.",
  remedy: "Say `deploy.resources.limits.cpus` (or `cpus`).",
  silent:
    "Limits that a variable sets. One finding for all services of a project. It is off by default because a limit also slows the service down while processors are idle; shares (`cpu_shares`) are often the better answer.",
  area: "performance",
  covers: ["compose-cpu-limit-missing"],
  sources: [
    "https://docs.docker.com/engine/containers/resource_constraints/",
    "https://docs.docker.com/reference/compose-file/deploy/#resources",
  ],
  default: false,
  scope: "system",
  messages: { missing: "{services} may take all the processors of the machine: no limit says otherwise." },
  severity: () => "note",
  *check(system, graph) {
    yield* folded(system, graph, "missing", (service) =>
      isWhole(service) && service.cpuLimit === undefined ? (service.resourcesAt ?? service.at) : undefined,
    );
  },
  good: [
    {
      title: "A limit, in either place",
      files: {
        "compose.yaml": `services:
  web:
    image: nginx:1.29
    cpus: 0.5
  api:
    build: api
    deploy: { resources: { limits: { cpus: "0.5" } } }
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
    deploy: { resources: { reservations: { cpus: "0.5" } } }
`,
      },
      says: ["api and web may take all the processors of the machine: no limit says otherwise."],
    },
  ],
});
