import type { Graph } from "../../graph/graph.ts";
import { podKinds, podOf, portsOf } from "../../graph/kubernetes/pods.ts";
import { isOwn, startsOf } from "../../graph/starts.ts";
import { technologyOf } from "../../knowledge/images.ts";
import { type Component, type Dockerfile, type EvidenceId, type In, type NonEmpty, overlaps, type VariantId } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { foundation, shippedInstructions } from "./stages.ts";

export const dockerExposesOtherPort = rule({
  id: "docker-exposes-other-port",
  title: "A container is reached on a port that its image exposes",
  why: "The Dockerfile says where the program listens; a Service, a probe or a published port that is led elsewhere finds nobody there.",
  remedy:
    "Name the image's port in the container (`containerPort`, the right-hand side of `ports`), or correct `EXPOSE` and what the program listens on.",
  silent:
    "Containers that name one of the image's ports at least, ports that a variable or the command line mentions, containers with a command of their own, images whose ports come from arguments of the build, other stages than the last, and products that are not built here.",
  area: "reliability",
  covers: ["x-compose-k8s-drift", "x-client-port-mismatch"],
  sources: ["https://docs.docker.com/reference/dockerfile/#expose"],
  default: true,
  scope: "component",
  messages: {
    other: "{component} is reached on {port} in {where}, and {file} exposes {exposed}: nobody listens there.",
  },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(component, graph) {
    const image = isOwn(component) ? imageOf(component, graph) : undefined;
    if (image === undefined) return;
    for (const { name, where, ports, stage } of doorsOf(component, graph)) {
      const [first] = ports;
      if (first === undefined || ports.some(({ number }) => image.ports.has(number)) || (stage !== undefined && stage !== image.stage))
        continue;
      if (isMentioned(ports, component, where, graph)) continue;
      yield {
        message: "other",
        params: {
          component: component.name,
          port: inWords(ports.map((it) => it.number)),
          where: name,
          file: image.file,
          exposed: inWords(image.exposed),
        },
        cause: `${component.name} ${ports.map((it) => it.number).join(" ")}`,
        about: [component.id],
        in: where,
        at: [first.at, ...ports.slice(1).map((it) => it.at), ...image.at],
      };
    }
  },
  good: [
    {
      title: "One of its ports, and one that a variable sets",
      files: {
        Dockerfile: 'FROM node:24\nEXPOSE 3000\nEXPOSE 9100\nUSER node\nCMD ["node", "server.js"]\n',
        "compose.yaml": `services:
  api:
    build: .
    ports: ["127.0.0.1:80:3000", "127.0.0.1:9229:9229"]
`,
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: shop/api:1.2
          env: [{name: PORT, value: "8080"}]
          ports: [{containerPort: 8080}]
`,
      },
    },
    {
      title: "Development has another program in it",
      files: {
        "web/Dockerfile":
          'FROM node:24 AS dev\nCMD ["npm", "run", "dev"]\nFROM dev AS build\nRUN npm run build\nFROM nginx:1.29\nCOPY --from=build /dist /usr/share/nginx/html\nEXPOSE 80\n',
        "compose.yaml": `services:
  web:
    build: {context: web, target: dev}
    ports: ["127.0.0.1:5173:5173"]
  admin:
    build: web
    command: npm run dev
    ports: ["127.0.0.1:5174:5173"]
`,
      },
    },
  ],
  bad: [
    {
      title: "The cluster's port is another one",
      files: {
        "web/Dockerfile": "FROM nginx:1.29\nCOPY . /usr/share/nginx/html\nEXPOSE 80\n",
        "compose.yaml": `services:
  web:
    build: web
    ports: ["127.0.0.1:8080:80"]
`,
        "k8s/web.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "shop/web:1.2", ports: [{name: http, containerPort: 8080}]}]}
`,
      },
      says: ["web is reached on 8080 in Deployment web, and web/Dockerfile exposes 80: nobody listens there."],
    },
    {
      title: "Published is what the image does not have",
      files: {
        "api/Dockerfile": 'FROM python:3.14\nEXPOSE 8000\nUSER app\nCMD ["uvicorn", "api:app", "--port", "8000"]\n',
        "compose.yaml": `services:
  api:
    build: api
    ports:
      - "127.0.0.1:3000:3000"
`,
      },
      says: ["api is reached on 3000 in service api, and api/Dockerfile exposes 8000: nobody listens there."],
    },
  ],
});

interface Image {
  readonly file: string;
  /** Where the last stage begins, by its name. */
  readonly stage: string | undefined;
  /** What the file exposes, and what its base is known to listen on. */
  readonly exposed: readonly number[];
  readonly ports: ReadonlySet<number>;
  readonly at: readonly EvidenceId[];
}

/** The one Dockerfile that the component is built by, if it says its ports in numbers. */
function imageOf({ id }: Component, graph: Graph): Image | undefined {
  const [file, ...others] = graph.resourcesOf(id).filter((it): it is Dockerfile => it.kind === "dockerfile");
  if (file === undefined || others.length > 0) return undefined;
  const said = shippedInstructions(file).filter(({ name }) => name === "EXPOSE");
  if (file.exposes.length === 0 || said.some(({ text }) => /[$-]/.test(text))) return undefined;
  const base = technologyOf(foundation(file)?.base.value ?? "");
  const exposed = [...new Set(file.exposes.map(({ port }) => port))];
  return {
    file: file.file,
    stage: file.stages.at(-1)?.name,
    exposed,
    ports: new Set([...exposed, ...(base?.technology.port === undefined ? [] : [base.technology.port])]),
    at: file.exposes.map(({ at }) => at),
  };
}

/** Where a container of the component says that it is reached. */
interface Door {
  readonly name: string;
  readonly where: In;
  readonly ports: readonly { readonly number: number; readonly at: EvidenceId }[];
  /** The stage that is built for it, where one is named. */
  readonly stage: string | undefined;
}

function* doorsOf({ id }: Component, graph: Graph): Iterable<Door> {
  for (const it of graph.resourcesOf(id)) {
    if (it.kind === "compose-service" && it.build !== undefined && it.command === undefined && it.entrypoint === undefined) {
      const ports = it.ports.flatMap(({ target, at }) => (target === undefined ? [] : [{ number: target, at }]));
      yield { name: `service ${it.name}`, where: it.in, ports, stage: it.build.target?.toLowerCase() };
    }
    const pod = it.kind === "kubernetes-object" && podKinds.includes(it.type) ? podOf(it) : undefined;
    const [only, ...others] = pod?.containers.filter(({ init }) => !init) ?? [];
    // Of several containers it is not said which of them the image is.
    if (it.kind !== "kubernetes-object" || only === undefined || others.length > 0) continue;
    if (only.node.entries.has("command") || only.node.entries.has("args")) continue;
    const ports = portsOf(only).flatMap(({ number, node }) =>
      number === undefined ? [] : [{ number, at: node.entries.get("containerPort")?.at ?? node.at }],
    );
    yield { name: `${it.type} ${it.name}`, where: it.in, ports, stage: undefined };
  }
}

/** A setting may move the program to another port, and one that is not here may too. */
function isMentioned(ports: Door["ports"], { id, system }: Component, where: In, graph: Graph): boolean {
  const variants: readonly VariantId[] = graph
    .variants(system)
    .flatMap((it) => (overlaps(where, [it.id] as NonEmpty<VariantId>) ? [it.id] : []));
  const starts = variants.flatMap((it) => startsOf(id, it, graph));
  return ports.some(({ number }) => {
    const word = new RegExp(`(?<![\\w.])${number}(?![\\w.])`);
    return starts.some(
      ({ variables, command }) =>
        word.test(command) || [...variables].some(([name, { value }]) => (value === undefined ? /port/i.test(name) : word.test(value))),
    );
  });
}

function inWords(ports: readonly number[]): string {
  const all = [...new Set(ports)].sort((a, b) => a - b).map(String);
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}
