import type { Graph } from "../../graph/graph.ts";
import { mayBeMade } from "../../graph/kubernetes/operators.ts";
import { podKinds, podOf } from "../../graph/kubernetes/pods.ts";
import { type ConfigReference, configReferencesOf, keysIn } from "../../graph/kubernetes/references.ts";
import { hasObjects, objectsNamed, placeOf } from "../../graph/kubernetes/workloads.ts";
import type { KubernetesObject, VariantId } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { misspelt, misspeltName } from "./near.ts";
import { inVariants } from "./objects.ts";

export const configRefUndefined = rule({
  id: "k8s-config-ref-undefined",
  title: "The configuration that pods read is there",
  why: "A container whose ConfigMap, Secret or key is missing does not start (CreateContainerConfigError), and a volume of one that is missing keeps the pod pending.",
  remedy: "Add the key or the object, correct the name, or say `optional: true` where the program does without it.",
  silent:
    "References with `optional: true`, namespaces without any ConfigMap in these files, Secrets that are not here (they are mostly made outside the repository, on purpose), and objects that an operator or a generator of these files makes.",
  area: "reliability",
  covers: ["k8s-config-ref-undefined"],
  sources: ["https://kubernetes.io/docs/concepts/configuration/configmap/", "https://kubernetes.io/docs/concepts/configuration/secret/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: {
    key: "{object} reads key {key} of {type} {name}, which has none of that name: its pods do not start.",
    object: "{object} reads {type} {name}, which is not there: its pods do not start.",
  },
  severity: (requirements) => unlessPrototype("error", requirements),
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      const pod = podOf(object);
      if (pod === undefined) return;
      for (const reference of configReferencesOf(pod)) {
        const { type, name, key = "", at } = reference;
        const found = objectsNamed(type, name, placeOf(object, variant), graph);
        if (reference.optional) continue;
        if (found.length === 0) {
          if (isElsewhere(reference, object, variant, graph)) continue;
          yield {
            message: "object" as const,
            params: { type, name, key },
            cause: `${type} ${name}`,
            at: [at],
            fixes: reference.key === undefined ? misspeltName(at, name, type, placeOf(object, variant), graph) : [],
            severity: "warning" as const,
          };
        } else if (reference.key !== undefined && !found.some((it) => keysIn(it).has(key)) && found.some((it) => keysIn(it).size > 0)) {
          const [first] = found as [KubernetesObject];
          yield {
            message: "key" as const,
            params: { type, name, key },
            cause: `${type} ${name} ${key}`,
            at: [at, first.at],
            fixes: found.length > 1 ? [] : misspelt(at, key, keysIn(first)),
          };
        }
      }
    }),
  good: [
    {
      title: "Keys that are there, optional ones, and Secrets from outside",
      files: {
        "k8s/api.yaml": `apiVersion: v1
kind: ConfigMap
metadata: {name: api}
data: {LOG_LEVEL: info}
---
apiVersion: v1
kind: Secret
metadata: {name: api}
stringData: {TOKEN: ""}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    spec:
      containers:
        - name: api
          image: shop/api:1.2
          env:
            - {name: LOG_LEVEL, valueFrom: {configMapKeyRef: {name: api, key: LOG_LEVEL}}}
            - {name: TRACE, valueFrom: {configMapKeyRef: {name: api, key: TRACE, optional: true}}}
            - {name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: TOKEN}}}
          envFrom:
            - secretRef: {name: from-the-vault}
`,
      },
    },
    {
      title: "Only a part is here",
      files: {
        "k8s/api.yaml": `apiVersion: v1
kind: Pod
metadata: {name: api}
spec: {containers: [{name: api, image: "shop/api:1.2", envFrom: [{configMapRef: {name: api}}]}]}
`,
      },
    },
  ],
  bad: [
    {
      title: "Another key, and another object",
      files: {
        "k8s/api.yaml": `apiVersion: v1
kind: ConfigMap
metadata: {name: api}
data: {LOG_LEVEL: info}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    spec:
      containers:
        - name: api
          image: shop/api:1.2
          env:
            - {name: LOG, valueFrom: {configMapKeyRef: {name: api, key: LOGLEVEL}}}
      volumes:
        - {name: files, configMap: {name: api-files}}
`,
      },
      says: [
        "Deployment api reads key LOGLEVEL of ConfigMap api, which has none of that name: its pods do not start.",
        "Deployment api reads ConfigMap api-files, which is not there: its pods do not start.",
      ],
    },
    {
      title: "Typing errors",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {PAYMENT_URL: "http://payments"}
---
apiVersion: v1
kind: Pod
metadata: {name: api, labels: {app: api}}
spec:
  containers:
    - name: api
      image: "shop/api:1.2"
      envFrom: [{configMapRef: {name: "setings"}}]
      env:
        - name: PAYMENT_URL
          valueFrom:
            configMapKeyRef: {name: settings, key: PAYMNET_URL}
`,
      },
      says: [
        "Pod api reads ConfigMap setings, which is not there: its pods do not start.",
        "Pod api reads key PAYMNET_URL of ConfigMap settings, which has none of that name: its pods do not start.",
      ],
      fixed: {
        "k8s/app.yaml": `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {PAYMENT_URL: "http://payments"}
---
apiVersion: v1
kind: Pod
metadata: {name: api, labels: {app: api}}
spec:
  containers:
    - name: api
      image: "shop/api:1.2"
      envFrom: [{configMapRef: {name: "settings"}}]
      env:
        - name: PAYMENT_URL
          valueFrom:
            configMapKeyRef: {name: settings, key: PAYMENT_URL}
`,
      },
    },
  ],
});

/** Made by every cluster, by an operator or by somebody who keeps it out of the repository. */
function isElsewhere({ type, name }: ConfigReference, object: KubernetesObject, variant: VariantId, graph: Graph): boolean {
  if (type === "Secret" || name === "kube-root-ca.crt") return true;
  const place = placeOf(object, variant);
  return !hasObjects(type, place, graph) || mayBeMade(name, place, graph);
}
