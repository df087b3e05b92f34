import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { productOf } from "./services.ts";

export const composeHostNetwork = rule({
  id: "compose-host-network",
  title: "A service has a network of its own",
  why: "On the host's network every port it opens is open on every interface, it reaches what listens on the host's localhost, and it cannot be reached by its name nor run twice.",
  remedy: "Leave `network_mode` out and publish the ports that are needed.",
  silent: "Other modes, and a mode that a variable sets. Monitoring of the host weighs less.",
  area: "security",
  covers: ["compose-host-network"],
  sources: ["https://docs.docker.com/engine/network/drivers/host/"],
  default: true,
  scope: "resource:compose-service",
  messages: { host: "{service} shares the host's network: whatever port it opens is open on every interface, and its name leads nowhere." },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(service) {
    const mode = service.networkMode;
    if (mode === undefined || mode.value !== "host") return;
    yield {
      message: "host",
      params: { service: service.name },
      cause: service.name,
      about: service.component === undefined ? [] : [service.component],
      in: service.in,
      at: [mode.at],
      ...(productOf(service)?.technology.kind === "monitoring" && { severity: "note", because: "It is there to watch the host." }),
    };
  },
  good: [
    {
      title: "A network of its own, or that of another service",
      files: {
        "compose.yaml":
          'services:\n  api:\n    build: .\n    networks: [back]\n  tap:\n    build: tap\n    network_mode: "service:api"\nnetworks:\n  back: {}\n',
      },
    },
  ],
  bad: [
    {
      title: "The host's",
      files: { "compose.yaml": "services:\n  api:\n    build: .\n    network_mode: host\n" },
      says: ["api shares the host's network: whatever port it opens is open on every interface, and its name leads nowhere."],
    },
  ],
});
