import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";

export const composeDockerSocket = rule({
  id: "compose-docker-socket",
  title: "No service holds the socket of the container engine",
  why: "Who may talk to the engine may start a container that mounts the whole host: the socket is root on the machine, and `:ro` only keeps the file from being deleted.",
  remedy: "Put a proxy in between that lets only the needed questions through (docker-socket-proxy), or use the engine's rootless mode.",
  silent:
    "Sockets of other programs. Images whose purpose is to look after containers (Traefik, Portainer, agents of monitoring, runners) weigh less.",
  area: "security",
  covers: ["compose-docker-socket"],
  sources: [
    "https://docs.docker.com/engine/security/#docker-daemon-attack-surface",
    "https://docs.docker.com/engine/security/protect-access/",
  ],
  default: true,
  scope: "resource:compose-service",
  messages: { mounted: "{service} holds the socket of the container engine ({source}): who breaks into it is root on the machine." },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(service) {
    const mount = service.mounts.find(({ source }) => source !== undefined && socket.test(source));
    if (mount === undefined) return;
    const needed = purpose.test(service.image?.value ?? "");
    yield {
      message: "mounted",
      params: { service: service.name, source: mount.source ?? "" },
      cause: service.name,
      about: service.component === undefined ? [] : [service.component],
      in: service.in,
      at: [mount.at],
      ...(needed && { severity: "note", because: "It is there to look after containers." }),
    };
  },
  good: [
    {
      title: "Another socket",
      files: { "compose.yaml": "services:\n  api:\n    build: .\n    volumes: [/run/php/php-fpm.sock:/run/php.sock]\n" },
    },
  ],
  bad: [
    {
      title: "A service of one's own, and a proxy",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
  proxy:
    image: traefik:3.5
    volumes:
      - type: bind
        source: /var/run/docker.sock
        target: /var/run/docker.sock
`,
      },
      says: [
        "api holds the socket of the container engine (/var/run/docker.sock): who breaks into it is root on the machine.",
        "proxy holds the socket of the container engine (/var/run/docker.sock): who breaks into it is root on the machine.",
      ],
    },
  ],
});

/** Also behind a variable: `${DOCKER_SOCKET:-/var/run/docker.sock}` is filled in before. */
const socket = /(?:docker|containerd|podman|crio)\.sock$|pipe[\\/]+docker_engine$/i;
const purpose =
  /traefik|portainer|watchtower|dozzle|nginx-proxy|socket-proxy|autoheal|cadvisor|diun|vector|promtail|alloy|fluent|filebeat|metricbeat|datadog|netdata|telegraf|otel|opentelemetry|runner|jenkins|drone|woodpecker|buildkite|docker-gen|companion|homepage|localstack|ofelia|sablier|testcontainers|ryuk/i;
