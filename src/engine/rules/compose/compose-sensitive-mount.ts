import type { ComposeMount, ComposeService, EvidenceId, Severity } from "../../model/index.ts";
import { rule, type Says } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { productOf } from "./services.ts";

export const composeSensitiveMount = rule({
  id: "compose-sensitive-mount",
  title: "No container works in the host's own folders",
  why: "A container that writes into a folder of the system changes the machine, and one that reads it learns its users, keys and settings. What an application keeps there is found by no backup and moves to no other machine.",
  remedy:
    "Mount the one file that is needed, read-only; keep data in a named volume or in a folder of the application's own (`/srv/shop`).",
  silent:
    "Files for time zones and certificates, sockets, `/dev/shm`, temporary folders, and folders outside the system's own. Read-only mounts, monitoring of the host and folders deep below `/var` weigh less.",
  area: "security",
  covers: ["compose-sensitive-mount"],
  sources: ["https://docs.docker.com/engine/storage/bind-mounts/", "https://docs.docker.com/engine/security/#docker-daemon-attack-surface"],
  default: true,
  scope: "system",
  messages: {
    mounted: "{service} mounts {source}, a folder of the host's own system.",
    volume: "The volume {volume} lies in {source}, a folder of the host's own system.",
  },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(system, graph) {
    for (const service of graph.resources("compose-service", system.id)) yield* mountedBy(service);
    for (const volume of graph.resources("compose-volume", system.id)) {
      const source = volume.device === undefined || volume.device.templated ? undefined : sensitive(volume.device.value);
      if (source === undefined || volume.device === undefined) continue;
      yield {
        message: "volume",
        params: { volume: volume.name, source: volume.device.value },
        cause: `volume:${volume.name}`,
        about: [],
        in: volume.in,
        at: [volume.device.at],
        ...weighing(source, false, false),
      };
    }
  },
  good: [
    {
      title: "Folders of the application, and what every container may know",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    volumes:
      - ./config:/etc/api:ro
      - /srv/shop/uploads:/uploads
      - /etc/localtime:/etc/localtime:ro
      - data:/var/lib/api
volumes:
  data: {}
`,
      },
    },
  ],
  bad: [
    {
      title: "The system's settings, and a volume in the middle of it",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    volumes:
      - /etc:/host/etc
      - data:/data
volumes:
  data:
    driver: local
    driver_opts: { type: none, o: bind, device: /var/lib/shop }
`,
      },
      says: [
        "api mounts /etc, a folder of the host's own system.",
        "The volume data lies in /var/lib/shop, a folder of the host's own system.",
      ],
    },
  ],
});

type Message = "mounted" | "volume";

/** One finding a service, about the worst of its mounts; the others are listed. */
function* mountedBy(service: ComposeService): Generator<Says<Message>> {
  const found = service.mounts.flatMap((mount) => {
    const how = mount.type === "bind" || mount.source?.startsWith("/") === true ? sensitive(mount.source ?? "") : undefined;
    return how === undefined ? [] : [{ mount, how }];
  });
  const order = (it: { mount: ComposeMount; how: Sensitive }): number => Number(it.how === "below") * 2 + Number(it.mount.readOnly);
  const [first, ...others] = found.sort((a, b) => order(a) - order(b));
  if (first === undefined) return;
  const at: EvidenceId[] = others.map((it) => it.mount.at);
  yield {
    message: "mounted",
    params: { service: service.name, source: first.mount.source ?? "" },
    cause: service.name,
    about: service.component === undefined ? [] : [service.component],
    in: service.in,
    at: [first.mount.at, ...at],
    ...weighing(first.how, first.mount.readOnly, productOf(service)?.technology.kind === "monitoring"),
  };
}

function weighing(how: Sensitive, readOnly: boolean, watches: boolean): { readonly severity?: Severity; readonly because?: string } {
  if (watches) return { severity: "note", because: "It is there to watch the host." };
  if (readOnly) return { severity: "note", because: "It is mounted read-only." };
  return how === "below" ? { severity: "note", because: "The system itself keeps nothing there." } : {};
}

/** `system`: the system's own; `below`: somebody's folder inside of one. */
type Sensitive = "system" | "below";

const harmless =
  /^\/(?:etc\/(?:localtime|timezone|machine-id|hostname|resolv\.conf|hosts|ssl(?:\/.*)?|pki(?:\/.*)?|ca-certificates.*|letsencrypt(?:\/.*)?)|usr\/(?:local\/)?share(?:\/.*)?|dev\/(?:shm|null|u?random|net\/tun|dri.*|tty.*|serial.*|snd.*|video.*|bus\/usb.*)|var\/(?:tmp|www|www\/.*)|lib\/modules)$|\.(?:sock|socket)$/;
const own = /^\/(?:|bin|boot|dev|etc|home|lib(?:32|64)?|proc|root|run|sbin|sys|usr|var)(?:\/|$)/;
const keys = /^(?:~|\$\{?HOME\}?|\/root|\/home\/[^/]+)(?:$|\/\.(?:ssh|aws|kube|gnupg|azure|docker|config\/gcloud)(?:\/|$))/;

function sensitive(source: string): Sensitive | undefined {
  const path = source.length > 1 ? source.replace(/\/+$/, "") || "/" : source;
  if (harmless.test(path)) return undefined;
  if (path === "/" || keys.test(path)) return "system";
  if (!own.test(path)) return undefined;
  const [, top = "", second, ...deeper] = path.split("/");
  if (top === "home") return second === undefined ? "system" : undefined;
  if (top !== "var" && top !== "run") return "system";
  const isSystems = second === undefined || /^(?:run|lib|log|spool|cache|backups|mail)$/.test(second);
  return isSystems && (deeper.length === 0 || /^(?:docker|containers|kubelet|dpkg|rpm|systemd)$/.test(deeper[0] ?? ""))
    ? "system"
    : "below";
}
