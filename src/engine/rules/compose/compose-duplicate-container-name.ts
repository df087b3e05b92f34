import { type ComposeService, holdsIn } from "../../model/index.ts";
import { type RuleFix, rule } from "../rule.ts";
import { only, projectIn } from "./services.ts";

export const composeDuplicateContainerName = rule({
  id: "compose-duplicate-container-name",
  title: "A container's name is given once",
  why: "The engine knows one container by a name: the second one does not start.",
  remedy:
    "Leave `container_name` out: services reach each other by the service's name, and Compose names containers by project and number.",
  silent: "Services that never run together, and names that a variable sets.",
  area: "reliability",
  covers: ["compose-duplicate-container-name"],
  sources: ["https://docs.docker.com/reference/compose-file/services/#container_name"],
  default: true,
  scope: "system",
  messages: {
    twice: "{second} is called {name}, and so is {first}: only one of them can start.",
    replicas: "{second} is to run {count} times and has one name for its container ({name}): Compose refuses to start it.",
  },
  severity: () => "error",
  *check(system, graph) {
    for (const { id } of graph.variants(system.id)) {
      const holders = new Map<string, ComposeService>();
      for (const service of graph.resources("compose-service", system.id)) {
        const name = service.containerName;
        if (name === undefined || name.templated || !holdsIn(service.in, id)) continue;
        const key = `${service.project}:${name.value}`;
        const first = holders.get(key);
        if (first === undefined) holders.set(key, service);
        const same = {
          about: [first?.component, service.component].filter((it) => it !== undefined),
          in: only(id),
          fixes: [without(name.at)],
        };
        if (first?.containerName !== undefined)
          yield {
            ...same,
            message: "twice",
            params: { first: first.name, second: service.name, name: name.value },
            cause: `${projectIn(service)}:${first.name}:${service.name}`,
            at: [name.at, first.containerName.at],
          };
        else if (service.replicas > 1)
          yield {
            ...same,
            message: "replicas",
            params: { second: service.name, count: service.replicas, name: name.value },
            cause: `${projectIn(service)}:${service.name}:replicas`,
            at: [name.at],
          };
      }
    }
  },
  good: [
    {
      title: "Different names, and the same one never together",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    container_name: api
    profiles: [full]
  stub:
    build: stub
    container_name: api
    profiles: [stub]
  worker:
    build: worker
    deploy: { replicas: 3 }
`,
      },
    },
  ],
  bad: [
    {
      title: "The same name, and one for three",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    container_name: shop
  worker:
    build: worker
    container_name: shop
  mail:
    build: mail
    container_name: mail
    deploy: { replicas: 3 }
`,
      },
      says: [
        "worker is called shop, and so is api: only one of them can start.",
        "mail is to run 3 times and has one name for its container (mail): Compose refuses to start it.",
      ],
      fixed: {
        "compose.yaml": `services:
  api:
    build: .
    container_name: shop
  worker:
    build: worker
  mail:
    build: mail
    deploy: { replicas: 3 }
`,
      },
    },
  ],
});

/** It starts in no case today, so nobody can rely on the name. */
const without = (at: NonNullable<ComposeService["containerName"]>["at"]): RuleFix => ({
  title: "Let Compose name the container",
  certain: true,
  steps: [{ do: "remove", at }],
});
