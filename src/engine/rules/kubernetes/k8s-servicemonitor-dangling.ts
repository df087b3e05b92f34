import { rule } from "../rule.ts";
import { dangling, servicesOfMonitor } from "./dangling.ts";

export const serviceMonitorDangling = rule({
  id: "k8s-servicemonitor-dangling",
  title: "A ServiceMonitor selects Services that are there",
  why: "A monitor that selects no Service scrapes nothing, without an error: dashboards stay empty and alerts on them never fire.",
  remedy: "Give the selector labels of the Service's own metadata (not those it selects pods by).",
  silent: "Namespaces without any Service in these files.",
  area: "operability",
  covers: ["k8s-servicemonitor-dangling"],
  sources: ["https://prometheus-operator.dev/docs/developer/getting-started/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["ServiceMonitor"],
  messages: { none: "{object} scrapes {target}, and there are none: it measures nothing." },
  severity: () => "warning",
  check: (object, graph) => dangling(object, graph, servicesOfMonitor, "none"),
  good: [
    {
      title: "The labels of a Service, in another namespace",
      files: {
        "k8s/api.yaml": `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: api, namespace: monitoring}
spec:
  selector: {matchLabels: {app: api}}
  namespaceSelector: {matchNames: [shop]}
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop, labels: {app: api}}
spec: {ports: [{port: 80}]}
`,
      },
    },
  ],
  bad: [
    {
      title: "The labels that the Service selects by",
      files: {
        "k8s/api.yaml": `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
---
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{port: 80}]}
`,
      },
      says: ["ServiceMonitor api scrapes Services with app=api, and there are none: it measures nothing."],
    },
    {
      title: "A typing error",
      files: {
        "k8s/app.yaml": `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: orders}
spec: {selector: {matchLabels: {app: oders}}}
---
apiVersion: v1
kind: Service
metadata: {name: orders, labels: {app: orders}}
spec: {ports: [{port: 80}]}
`,
      },
      says: ["ServiceMonitor orders scrapes Services with app=oders, and there are none: it measures nothing."],
      fixed: {
        "k8s/app.yaml": `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: orders}
spec: {selector: {matchLabels: {app: orders}}}
---
apiVersion: v1
kind: Service
metadata: {name: orders, labels: {app: orders}}
spec: {ports: [{port: 80}]}
`,
      },
    },
  ],
});
