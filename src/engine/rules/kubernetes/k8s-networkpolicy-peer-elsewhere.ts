import { peersOfPolicy } from "./dangling.ts";
import { elsewhere } from "./elsewhere.ts";

export const networkPolicyPeerElsewhere = elsewhere({
  id: "k8s-networkpolicy-peer-elsewhere",
  title: "The peers of a network policy stand in the same files",
  area: "reliability",
  covers: "k8s-networkpolicy-peer-dangling",
  kinds: ["NetworkPolicy"],
  search: peersOfPolicy,
  alone: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db}
spec: {podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}]}]}
`,
  together: `apiVersion: v1
kind: Pod
metadata: {name: api, labels: {app: api}}
spec: {containers: [{name: api, image: "shop/api:1.2"}]}
`,
  says: "NetworkPolicy db names pods with app=api, of which these files hold none.",
});
