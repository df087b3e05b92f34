import type { ComposePort, ComposeService, EvidenceId } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { folded } from "./folded.ts";
import { storeOf } from "./services.ts";

export const composePortUnbound = rule({
  id: "compose-port-unbound",
  title: "What is published says to whom",
  why: "A port without an address is open on every interface of the host, and Docker's own rules let it past the firewall: what was meant for the proxy beside it, or for one's own browser, is open to the network.",
  remedy: "`127.0.0.1:8080:80` for this machine, the address of an inner network for others, `0.0.0.0:8080:80` where everybody is meant.",
  silent:
    "Ports with an address, also 0.0.0.0: somebody decided it. Ports 80 and 443 of the host, which are for everybody. Data stores have a rule of their own (`store-published`). Services on the host's network publish nothing. One finding for all services of a project.",
  area: "security",
  covers: ["compose-port-unbound"],
  sources: [
    "https://docs.docker.com/engine/network/packet-filtering-firewalls/",
    "https://docs.docker.com/engine/network/port-publishing/",
  ],
  default: true,
  scope: "system",
  messages: { unbound: "Ports of {services} are published without an address: they are open on every interface of the host." },
  severity: () => "note",
  *check(system, graph) {
    yield* folded(system, graph, "unbound", unboundIn);
  },
  good: [
    {
      title: "An address each, the doors for everybody, and a range of this machine",
      files: {
        "compose.yaml": `services:
  proxy:
    image: nginx:1.29
    ports: ["80:80", "443:443", "0.0.0.0:8443:8443"]
  api:
    build: .
    ports:
      - 127.0.0.1:5000-5010:5000-5010
      - target: 9000
        published: 9000
        host_ip: 127.0.0.1
`,
      },
    },
  ],
  bad: [
    {
      title: "Short, long, and chosen by Docker",
      files: {
        "compose.yaml": `services:
  web:
    build: web
    ports: ["8080:80"]
  api:
    build: api
    ports:
      - target: 9000
        published: "9000"
  admin:
    build: admin
    ports: ["3000"]
`,
      },
      says: ["Ports of admin, api and web are published without an address: they are open on every interface of the host."],
    },
  ],
});

function unboundIn(service: ComposeService): EvidenceId | undefined {
  if (service.networkMode?.value === "host" || storeOf(service) !== undefined) return undefined;
  return service.ports.find(isUnbound)?.at;
}

const isUnbound = ({ hostIp, published, short }: ComposePort): boolean =>
  hostIp === undefined &&
  !/^(?:80|443)$/.test(published ?? "") &&
  !/^\[?[\d.:a-f]*[.:][\d.:a-f]*\]?:/i.test(published ?? "") &&
  short !== "";
