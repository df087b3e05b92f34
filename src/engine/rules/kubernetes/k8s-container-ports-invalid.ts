import { portsOf } from "../../graph/kubernetes/pods.ts";
import { podRule } from "./families.ts";
import { listed, set } from "./objects.ts";
import { inPortWords, isPortName } from "./port-names.ts";

export const containerPortsInvalid = podRule({
  id: "k8s-container-ports-invalid",
  title: "Ports of containers are ones that can be",
  why: "The API server refuses a port without a number, and a name that is too long, or that two ports of a container share.",
  remedy: "Give each port a number and a name of its own, at most 15 small letters, digits and dashes.",
  silent: "Nothing.",
  area: "reliability",
  covers: ["k8s-container-ports-invalid", "k8s-target-port-invalid"],
  sources: ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],
  default: true,
  says: "{object} has a port with {what}: it is refused.",
  weight: "error",
  fix: { title: "Say it in small letters and dashes", certain: true },
  find: ({ containers }) =>
    containers.flatMap((container) => {
      const seen = new Set<string>();
      return portsOf(container).flatMap(({ node, name, number }) => {
        const what: string[] = [];
        if (number === undefined || !Number.isInteger(number) || number < 1 || number > 65535) what.push("no number from 1 to 65535");
        if (name !== undefined && !isPortName(name)) what.push(`a name that cannot be (${name})`);
        if (name !== undefined && seen.has(name)) what.push(`a name that another has (${name})`);
        if (name !== undefined) seen.add(name);
        if (what.length === 0) return [];
        const right = what.length > 1 || name === undefined || isPortName(name) ? undefined : inPortWords(name);
        const said = node.entries.get("name");
        const steps = right === undefined || said === undefined || seen.has(right) ? {} : { steps: [set(said.at, right)] };
        return [{ at: node.at, what: listed(what), ...steps }];
      });
    }),
  good: [
    {
      title: "Good ones",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: "shop/api:1.2"
          ports: [{name: http, containerPort: 80}, {name: metrics-1, containerPort: 9090}]
`,
      },
    },
  ],
  bad: [
    {
      title: "No number, too long, twice",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: "shop/api:1.2"
          ports: [{name: http, containerPort: 80}, {name: http, containerPort: 81}, {name: a-very-long-port-name, containerPort: 82}, {name: smtp, containerPort: }]
`,
      },
      says: [
        "Deployment api has a port with a name that another has (http), a name that cannot be (a-very-long-port-name) and no number from 1 to 65535: it is refused.",
      ],
    },
    {
      title: "In capitals",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  containers:
    - name: api
      image: "shop/api:1.2"
      ports:
        - name: HTTP
          containerPort: 8080
`,
      },
      says: ["Pod api has a port with a name that cannot be (HTTP): it is refused."],
      fixed: {
        "k8s/app.yaml": `apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  containers:
    - name: api
      image: "shop/api:1.2"
      ports:
        - name: http
          containerPort: 8080
`,
      },
    },
  ],
});
