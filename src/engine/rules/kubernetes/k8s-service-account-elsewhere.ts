import { podKinds } from "../../graph/kubernetes/pods.ts";
import { accountOfPods } from "./dangling.ts";
import { elsewhere } from "./elsewhere.ts";

export const serviceAccountElsewhere = elsewhere({
  id: "k8s-service-account-elsewhere",
  title: "The account of pods stands in the same files",
  area: "reliability",
  covers: "k8s-service-account-undefined",
  kinds: podKinds,
  search: accountOfPods,
  alone: `apiVersion: v1
kind: Pod
metadata: {name: api}
spec: {serviceAccountName: api, containers: [{name: api, image: "shop/api:1.2"}]}
`,
  together: `apiVersion: v1
kind: ServiceAccount
metadata: {name: api}
`,
  says: "Pod api names ServiceAccount api, of which these files hold none.",
});
