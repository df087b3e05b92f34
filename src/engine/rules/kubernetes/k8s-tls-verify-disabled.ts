import { mapAt, mapsAt } from "../../graph/kubernetes/names.ts";
import { textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about } from "./objects.ts";

export const tlsVerifyDisabled = rule({
  id: "k8s-tls-verify-disabled",
  title: "Certificates are checked",
  why: "Whoever stands between two ends that do not check certificates can read and change everything they say.",
  remedy: "Give the certificate authority (`caBundle`, `certificate-authority`) instead.",
  silent: "Nothing.",
  area: "security",
  covers: ["k8s-tls-verify-disabled"],
  sources: ["https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["APIService", "Config"],
  messages: { unchecked: "{object} does not check the certificate of the other end." },
  severity: () => "warning",
  *check(object) {
    const api = object.type === "APIService" ? mapAt(object.tree, "spec")?.entries.get("insecureSkipTLSVerify") : undefined;
    const clusters = object.type === "Config" ? mapsAt(object.tree, "clusters") : [];
    const said = [api, ...clusters.map((it) => mapAt(it, "cluster")?.entries.get("insecure-skip-tls-verify"))];
    const [first, ...rest] = said.flatMap((it) => (it !== undefined && textAt(it.value) === "true" ? it.at : []));
    if (first !== undefined) yield about(object, { message: "unchecked", at: [first, ...rest] });
  },
  good: [
    {
      title: "An authority",
      files: {
        "k8s/app.yaml": `apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1beta1.metrics.k8s.io}
spec: {caBundle: LS0t, group: metrics.k8s.io}
`,
      },
    },
  ],
  bad: [
    {
      title: "Not checked",
      files: {
        "k8s/app.yaml": `apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1beta1.metrics.k8s.io}
spec: {insecureSkipTLSVerify: true, group: metrics.k8s.io}
`,
      },
      says: ["APIService v1beta1.metrics.k8s.io does not check the certificate of the other end."],
    },
  ],
});
