import { mapsAt } from "../../graph/kubernetes/names.ts";
import { type Container, podKinds, podOf } from "../../graph/kubernetes/pods.ts";
import { type MapNode, textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about, certainly, perhaps, remove } from "./objects.ts";

export const duplicateEnv = rule({
  id: "k8s-duplicate-env",
  title: "A variable is set once",
  why: "Of two values for one variable the last one holds, silently. Whoever changes the first changes nothing.",
  remedy: "Keep the one that is meant.",
  silent: "Variables of `envFrom`, which `env` overrules on purpose.",
  area: "reliability",
  covers: ["k8s-duplicate-env"],
  sources: ["https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: {
    twice: "{object} sets {name} of {container} twice, and the last value holds.",
    same: "{object} sets {name} of {container} twice, to the same.",
  },
  severity: () => "warning",
  *check(object) {
    for (const container of podOf(object)?.containers ?? []) {
      const last = new Map<string, MapNode>();
      for (const it of mapsAt(container.node, "env")) {
        const name = textAt(it, "name");
        if (name === undefined) continue;
        const before = last.get(name);
        last.set(name, it);
        if (before === undefined) continue;
        const value = textAt(it, "value");
        const same = value !== undefined && value === textAt(before, "value");
        yield about(object, {
          message: same ? "same" : "twice",
          params: { name, container: container.name },
          cause: `${container.name} ${name}`,
          at: [it.at, before.at],
          fixes:
            same || !isUsed(name, container)
              ? certainly(same ? "Keep one of them" : "Keep the last one, which holds", remove(before.at))
              : perhaps("Keep the last one, which holds", remove(before.at)),
          ...(same && { severity: "note" as const }),
        });
      }
    }
  },
  good: [
    {
      title: "Once each",
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
          env: [{name: A, value: "1"}, {name: B, value: "1"}]
`,
      },
    },
  ],
  bad: [
    {
      title: "Two values",
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
          env: [{name: PORT, value: "8080"}, {name: PORT, value: "9090"}]
`,
      },
      says: ["Deployment api sets PORT of api twice, and the last value holds."],
      fixed: {
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
          env: [{name: PORT, value: "9090"}]
`,
      },
    },
    {
      title: "The same twice",
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
          env:
            - {name: PORT, value: "8080"}
            - {name: HOST, value: api}
            - {name: PORT, value: "8080"}
`,
      },
      says: ["Deployment api sets PORT of api twice, to the same."],
      fixed: {
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
          env:
            - {name: HOST, value: api}
            - {name: PORT, value: "8080"}
`,
      },
    },
  ],
});

/** `$(PORT)` in another variable is the value that stands before it, so the first one may still say something. */
const isUsed = (name: string, { node }: Container): boolean =>
  mapsAt(node, "env").some((it) => textAt(it, "value")?.includes(`$(${name})`) === true);
