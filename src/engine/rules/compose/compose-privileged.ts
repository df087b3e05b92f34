import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";

export const composePrivileged = rule({
  id: "compose-privileged",
  title: "A container is kept apart from its host",
  why: "A privileged container sees every device of the host and may load modules into its kernel: who breaks into it has the machine.",
  remedy: "Give it the one capability (`cap_add: [NET_ADMIN]`) or device (`devices: [/dev/ttyUSB0]`) that it needs.",
  silent: "A value that a variable sets. What cannot work otherwise (Docker in Docker, cAdvisor, drivers) weighs less.",
  area: "security",
  covers: ["compose-privileged"],
  sources: ["https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities"],
  default: true,
  scope: "resource:compose-service",
  messages: { privileged: "{service} is privileged: who breaks into it has the whole machine." },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(service) {
    const { privileged, image } = service;
    if (privileged === undefined || !/^(?:true|yes|on)$/i.test(privileged.value)) return;
    const needed = /(?:^|[/-])(?:docker:.*dind|dind|cadvisor|buildkit|k3s|wireguard|home-?assistant|nvidia|falco)/i.test(
      image?.value ?? "",
    );
    yield {
      message: "privileged",
      params: { service: service.name },
      cause: service.name,
      about: service.component === undefined ? [] : [service.component],
      in: service.in,
      at: [privileged.at],
      ...(needed && { severity: "note", because: "It hardly works without." }),
    };
  },
  good: [
    {
      title: "One capability",
      files: { "compose.yaml": "services:\n  api:\n    build: .\n    privileged: false\n    cap_add: [NET_BIND_SERVICE]\n" },
    },
  ],
  bad: [
    {
      title: "All of them",
      files: { "compose.yaml": "services:\n  api:\n    build: .\n    privileged: true\n" },
      says: ["api is privileged: who breaks into it has the whole machine."],
    },
  ],
});
