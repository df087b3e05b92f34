import { podsOfService } from "./dangling.ts";
import { elsewhere } from "./elsewhere.ts";

export const servicePodsElsewhere = elsewhere({
  id: "k8s-service-pods-elsewhere",
  title: "The pods of a Service stand in the same files",
  area: "reliability",
  covers: "k8s-service-no-pods",
  kinds: ["Service"],
  search: podsOfService,
  alone: `apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{port: 80}]}
`,
  together: `apiVersion: v1
kind: Pod
metadata: {name: api, labels: {app: api}}
spec: {containers: [{name: api, image: "shop/api:1.2"}]}
`,
  says: "Service api names pods with app=api, of which these files hold none.",
});
