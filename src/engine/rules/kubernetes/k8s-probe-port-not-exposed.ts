import { mapAt } from "../../graph/kubernetes/names.ts";
import { type Container, type ContainerPort, podKinds, podOf, portsOf } from "../../graph/kubernetes/pods.ts";
import { type EvidenceId, numberAt, textAt } from "../../model/index.ts";
import { type RuleFix, rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { misspelt } from "./near.ts";
import { about, certainly, listed, set } from "./objects.ts";

export const probePortNotExposed = rule({
  id: "k8s-probe-port-not-exposed",
  title: "A probe asks a port that the container has",
  why: "A probe by a name that no port has can never succeed: the container is restarted for ever, or never gets traffic. A number that the container does not declare is mostly the port of an earlier version.",
  remedy: "Probe a port that the container declares, by its name where it has one.",
  silent: "Numbers where the container declares no port at all: declaring them is optional.",
  area: "reliability",
  covers: ["k8s-probe-port-not-exposed"],
  sources: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: {
    name: "{object}: the {probe} of {container} asks port {port}, and no TCP port of the container is called so: it always fails.",
    number: "{object}: the {probe} of {container} asks port {port}, and the container declares {ports}.",
  },
  severity: (requirements) => unlessPrototype("error", requirements),
  *check(object) {
    for (const container of podOf(object)?.containers ?? [])
      for (const { probe, port, at } of probesOf(container)) {
        const declared = portsOf(container).filter((it) => it.protocol === "TCP");
        const number = typeof port === "number";
        if (number && (portsOf(container).length === 0 || portsOf(container).some((it) => it.number === port))) continue;
        if (!number && declared.some((it) => it.name === port)) continue;
        yield about(object, {
          message: number ? "number" : "name",
          params: { probe, container: container.name, port, ports: listed(portsOf(container).map((it) => String(it.number))) },
          cause: `${container.name} ${port}`,
          at: [at, container.at],
          fixes: number ? [] : meantPort(at, String(port), declared),
          ...(number && { severity: "warning" as const }),
        });
      }
  },
  good: [
    {
      title: "By name, by number, and without any declared port",
      files: {
        "k8s/api.yaml": `apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  containers:
    - name: api
      ports: [{name: http, containerPort: 8080}]
      readinessProbe: {httpGet: {path: /, port: http}}
      livenessProbe: {httpGet: {path: /, port: "8080"}}
    - name: side
      livenessProbe: {tcpSocket: {port: 9000}}
`,
      },
    },
  ],
  bad: [
    {
      title: "An old number",
      files: {
        "k8s/api.yaml": `apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  containers:
    - name: api
      ports: [{name: http, containerPort: 8080}]
      livenessProbe: {grpc: {port: 9090}}
`,
      },
      says: ["Pod api: the livenessProbe of api asks port 9090, and the container declares 8080."],
    },
    {
      title: "A name of nothing",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  containers:
    - name: api
      ports:
        - name: http
          containerPort: 8080
      readinessProbe: {httpGet: {path: /, port: web}}
    - name: metrics
      ports: [{name: metrics, containerPort: 9090}, {name: admin, containerPort: 9091}]
      livenessProbe:
        httpGet:
          port: "metrisc" # as Prometheus does
`,
      },
      says: [
        "Pod api: the readinessProbe of api asks port web, and no TCP port of the container is called so: it always fails.",
        "Pod api: the livenessProbe of metrics asks port metrisc, and no TCP port of the container is called so: it always fails.",
      ],
      fixed: {
        "k8s/app.yaml": `apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  containers:
    - name: api
      ports:
        - name: http
          containerPort: 8080
      readinessProbe: {httpGet: {path: /, port: http}}
    - name: metrics
      ports: [{name: metrics, containerPort: 9090}, {name: admin, containerPort: 9091}]
      livenessProbe:
        httpGet:
          port: "metrics" # as Prometheus does
`,
      },
    },
  ],
});

interface Probe {
  readonly probe: string;
  readonly port: number | string;
  readonly at: EvidenceId;
}

const probesOf = ({ node }: Container): readonly Probe[] =>
  ["startupProbe", "readinessProbe", "livenessProbe"].flatMap((probe) =>
    ["httpGet", "tcpSocket", "grpc"].flatMap((way) => {
      const asked = mapAt(node, probe, way);
      const port = numberAt(asked, "port") ?? textAt(asked, "port");
      return asked === undefined || port === undefined ? [] : [{ probe, port, at: asked.entries.get("port")?.at ?? asked.at }];
    }),
  );

/** The only port there is, or the one whose name was misspelt: today the probe fails whatever the container does. */
function meantPort(at: EvidenceId, port: string, [only, ...others]: readonly ContainerPort[]): readonly RuleFix[] {
  if (only === undefined) return [];
  const names = [only, ...others].flatMap((it) => it.name ?? []);
  const right = only.name ?? only.number;
  return others.length === 0 && right !== undefined ? certainly(`Ask port ${right}`, set(at, right)) : misspelt(at, port, names);
}
