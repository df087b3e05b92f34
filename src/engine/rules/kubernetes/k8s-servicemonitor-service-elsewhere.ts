import { servicesOfMonitor } from "./dangling.ts";
import { elsewhere } from "./elsewhere.ts";

export const serviceMonitorServiceElsewhere = elsewhere({
  id: "k8s-servicemonitor-service-elsewhere",
  title: "The Services of a ServiceMonitor stand in the same files",
  area: "operability",
  covers: "k8s-servicemonitor-dangling",
  kinds: ["ServiceMonitor"],
  search: servicesOfMonitor,
  alone: `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: api}
spec: {selector: {matchLabels: {app: api}}}
`,
  together: `apiVersion: v1
kind: Service
metadata: {name: api, labels: {app: api}}
spec: {ports: [{port: 80}]}
`,
  says: "ServiceMonitor api names Services with app=api, of which these files hold none.",
});
