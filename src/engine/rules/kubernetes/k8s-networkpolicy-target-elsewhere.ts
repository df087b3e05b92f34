import { podsOfPolicy } from "./dangling.ts";
import { elsewhere } from "./elsewhere.ts";

export const networkPolicyTargetElsewhere = elsewhere({
  id: "k8s-networkpolicy-target-elsewhere",
  title: "The pods of a network policy stand in the same files",
  area: "security",
  covers: "k8s-networkpolicy-no-target",
  kinds: ["NetworkPolicy"],
  search: podsOfPolicy,
  alone: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api}
spec: {podSelector: {matchLabels: {app: api}}}
`,
  together: `apiVersion: v1
kind: Pod
metadata: {name: api, labels: {app: api}}
spec: {containers: [{name: api, image: "shop/api:1.2"}]}
`,
  says: "NetworkPolicy api names pods with app=api, of which these files hold none.",
});
