import type { Graph } from "../../graph/graph.ts";
import { type ComposeMount, type ComposeService, holdsIn, type System } from "../../model/index.ts";
import { rule, type Says } from "../rule.ts";
import { grouped, inWords } from "./folded.ts";
import { only, productOf, projectIn } from "./services.ts";

export const composeSharedVolume = rule({
  id: "compose-shared-volume",
  title: "One service writes a volume",
  why: "Services that write the same files share a state that no interface describes: neither can change its format, run twice or move to another machine without the other, and nothing keeps their writes apart.",
  remedy:
    "Let one of them own the files and mount them read-only (`:ro`) in the others, or hand them over through an interface or object storage.",
  silent:
    "Read-only mounts, known proxies that only serve what others write, single files and sockets, folders of settings, certificates and scripts, folders of the host's system, and services that run the same code (a web process and its worker).",
  area: "data",
  covers: ["compose-shared-volume"],
  sources: ["https://docs.docker.com/engine/storage/volumes/#share-data-between-machines", "https://12factor.net/processes"],
  default: true,
  scope: "system",
  messages: { shared: "{services} write the same files ({source})." },
  severity: () => "note",
  *check(system, graph) {
    for (const { id } of graph.variants(system.id)) yield* sharedIn(system, id, graph);
  },
  good: [
    {
      title: "One who writes, and one code twice",
      files: {
        "compose.yaml": `services:
  api:
    build: api
    volumes: [files:/files, queue:/queue]
  worker:
    build: api
    command: work
    volumes: [queue:/queue]
  web:
    image: nginx:1.29
    volumes: [files:/usr/share/nginx/html]
  backup:
    image: offen/docker-volume-backup:2
    volumes: [files:/backup:ro]
volumes:
  files: {}
  queue: {}
`,
      },
    },
  ],
  bad: [
    {
      title: "Two who write",
      files: {
        "compose.yaml": `services:
  api:
    build: api
    volumes: [files:/files]
  reports:
    build: reports
    volumes: [files:/in]
volumes:
  files: {}
`,
      },
      says: ["api and reports write the same files (files)."],
    },
  ],
});

interface Writer {
  readonly service: ComposeService;
  readonly mount: ComposeMount;
}

function* sharedIn(system: System, variant: Parameters<typeof only>[0], graph: Graph): Generator<Says<"shared">> {
  const writers: Writer[] = graph
    .resources("compose-service", system.id)
    .filter((it) => holdsIn(it.in, variant) && productOf(it)?.technology.kind !== "gateway")
    .flatMap((service) => service.mounts.filter(holdsState).map((mount) => ({ service, mount })));
  for (const [, all] of grouped(writers, ({ service, mount }) => `${service.project}:${mount.source}`)) {
    const each = [...new Map(all.map((it) => [it.service.name, it])).values()];
    const [first, second, ...others] = each;
    if (first === undefined || second === undefined || new Set(each.map(({ service }) => codeOf(service))).size < 2) continue;
    yield {
      message: "shared",
      params: { services: inWords(each.map((it) => it.service.name)), source: first.mount.source ?? "" },
      cause: `${projectIn(first.service)}:${first.mount.source}`,
      about: each.flatMap((it) => it.service.component ?? []),
      in: only(variant),
      at: [first.mount.at, second.mount.at, ...others.map((it) => it.mount.at)],
    };
  }
}

const holdsState = ({ type, source, readOnly }: ComposeMount): boolean =>
  source !== undefined &&
  !readOnly &&
  (type === "volume" || (type === "bind" && !settled.test(source))) &&
  !/\.\w{1,8}$|^\/(?:etc|usr|dev|proc|sys|run|tmp|lib|var\/run)(?:\/|$)|^[/.~]$/.test(source.replace(/\/+$/, ""));

/** Folders of the repository that are written by hand: settings, certificates, scripts. */
const settled =
  /(?:^|\/)\.?(?:conf(?:ig)?s?(?:\.d)?|certs?|certificates|ssl|tls|scripts?|bin|health-?checks?|init(?:db)?|entrypoints?|docker-entrypoint[\w.-]*|secrets|templates)\/?$/i;

const codeOf = ({ build, image }: ComposeService): string =>
  build === undefined ? (image?.value ?? "") : `${build.context} ${build.dockerfile ?? ""}`;
