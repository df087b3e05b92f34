import { routeTypes } from "../../graph/kubernetes/routes.ts";
import { servicesOfRoute } from "./dangling.ts";
import { elsewhere } from "./elsewhere.ts";

export const ingressServiceElsewhere = elsewhere({
  id: "k8s-ingress-service-elsewhere",
  title: "The Services of a route stand in the same files",
  area: "reliability",
  covers: "k8s-ingress-no-service",
  kinds: routeTypes,
  search: servicesOfRoute,
  alone: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {defaultBackend: {service: {name: api, port: {number: 80}}}}
`,
  together: `apiVersion: v1
kind: Service
metadata: {name: api, labels: {app: api}}
spec: {ports: [{port: 80}]}
`,
  says: "Ingress web names Service api, of which these files hold none.",
});
