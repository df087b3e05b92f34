import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { productOf } from "./services.ts";

export const composeHostNamespace = rule({
  id: "compose-host-namespace",
  title: "A service sees its own processes, memory and users only",
  why: "In a namespace of the host it sees, and as root may end or read, what else runs on the machine.",
  remedy: "Leave it out; two services that belong together share one with `service:name`.",
  silent: "Namespaces shared between services. Monitoring of the host weighs less.",
  area: "security",
  covers: ["compose-host-namespace"],
  sources: ["https://docs.docker.com/reference/compose-file/services/#pid", "https://docs.docker.com/engine/security/userns-remap/"],
  default: true,
  scope: "resource:compose-service",
  messages: { shared: "{service} shares the {what} of the host ({key}: host)." },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(service) {
    const watches = productOf(service)?.technology.kind === "monitoring";
    const said = [
      { key: "pid", what: "processes", text: service.pid },
      { key: "ipc", what: "shared memory", text: service.ipc },
      { key: "userns_mode", what: "users", text: service.userns },
    ];
    for (const { key, what, text } of said) {
      if (text?.value !== "host") continue;
      yield {
        message: "shared",
        params: { service: service.name, what, key },
        cause: `${service.name}:${key}`,
        about: service.component === undefined ? [] : [service.component],
        in: service.in,
        at: [text.at],
        ...(watches && { severity: "note", because: "It is there to watch the host." }),
      };
    }
  },
  good: [
    {
      title: "Shared between two services",
      files: {
        "compose.yaml":
          'services:\n  api:\n    build: .\n    ipc: shareable\n  tap:\n    build: tap\n    ipc: "service:api"\n    pid: "service:api"\n',
      },
    },
  ],
  bad: [
    {
      title: "Processes and users",
      files: { "compose.yaml": "services:\n  api:\n    build: .\n    pid: host\n    userns_mode: host\n" },
      says: ["api shares the processes of the host (pid: host).", "api shares the users of the host (userns_mode: host)."],
    },
  ],
});
