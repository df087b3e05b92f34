import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { dangling, podsOfService } from "./dangling.ts";

export const serviceNoPods = rule({
  id: "k8s-service-no-pods",
  title: "A Service has pods behind it",
  why: "A Service whose selector no pod carries has no endpoints: every call to it is refused, although everything was applied without an error.",
  remedy: "Give the selector the labels of the pod template (not those of the Deployment itself), or the template those of the selector.",
  silent:
    "Services without a selector or of type ExternalName, labels that controllers give to their pods (`statefulset.kubernetes.io/pod-name`), namespaces without any workload in these files, and pods that an operator makes of an object that is here (it is called so, or carries the labels).",
  area: "reliability",
  covers: ["k8s-service-no-pods"],
  sources: ["https://kubernetes.io/docs/concepts/services-networking/service/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["Service"],
  messages: { none: "{object} selects {target}, and there are none: calls to it are refused." },
  severity: (requirements) => unlessPrototype("error", requirements),
  check: (object, graph) => dangling(object, graph, podsOfService, "none"),
  good: [
    {
      title: "The labels of the template",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, labels: {app: other}}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api, tier: backend}}
    spec: {containers: [{name: api, image: "shop/api:1.2"}]}
---
apiVersion: v1
kind: Service
metadata: {name: api}
spec:
  selector: {app: api}
  ports: [{port: 80}]
---
apiVersion: v1
kind: Service
metadata: {name: legacy}
spec: {type: ExternalName, externalName: legacy.example.com}
`,
      },
    },
    {
      title: "Pods that are elsewhere",
      files: {
        "k8s/service.yaml": `apiVersion: v1
kind: Service
metadata: {name: api}
spec:
  selector: {app: api}
  ports: [{port: 80}]
`,
      },
    },
  ],
  bad: [
    {
      title: "The labels of the Deployment itself",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, labels: {app: shop-api}}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "shop/api:1.2"}]}
---
apiVersion: v1
kind: Service
metadata: {name: api}
spec:
  selector: {app: shop-api}
  ports: [{port: 80}]
`,
      },
      says: ["Service api selects pods with app=shop-api, and there are none: calls to it are refused."],
    },
    {
      title: "A typing error",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Service
metadata: {name: orders}
spec:
  selector:
    tier: backend
    app: ordres # as the deployment says
  ports: [{port: 80}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: orders}
spec:
  selector: {matchLabels: {app: orders}}
  template:
    metadata: {labels: {app: orders, tier: backend}}
    spec:
      containers:
        - name: orders
          image: "shop/orders:1.2"
          readinessProbe: {tcpSocket: {port: 80}}
---
apiVersion: v1
kind: Service
metadata: {name: orders-admin}
spec: {selector: {app: orders}, ports: [{port: 80}]}
`,
      },
      says: ["Service orders selects pods with tier=backend, app=ordres, and there are none: calls to it are refused."],
      fixed: {
        "k8s/app.yaml": `apiVersion: v1
kind: Service
metadata: {name: orders}
spec:
  selector:
    tier: backend
    app: orders # as the deployment says
  ports: [{port: 80}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: orders}
spec:
  selector: {matchLabels: {app: orders}}
  template:
    metadata: {labels: {app: orders, tier: backend}}
    spec:
      containers:
        - name: orders
          image: "shop/orders:1.2"
          readinessProbe: {tcpSocket: {port: 80}}
---
apiVersion: v1
kind: Service
metadata: {name: orders-admin}
spec: {selector: {app: orders}, ports: [{port: 80}]}
`,
      },
    },
  ],
});
