import { mapAt } from "../../graph/kubernetes/names.ts";
import { isService } from "../../graph/kubernetes/services.ts";
import { itemsAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about } from "./objects.ts";

export const serviceExternalIp = rule({
  id: "k8s-service-external-ip",
  title: "A Service does not claim addresses",
  why: "Whoever may say `externalIPs` can take traffic that is meant for that address (CVE-2020-8554), and nothing checks that it is theirs.",
  remedy: "Use a LoadBalancer or an Ingress.",
  silent: "Nothing.",
  area: "security",
  covers: ["k8s-service-external-ip"],
  sources: ["https://kubernetes.io/docs/concepts/services-networking/service/#external-ips"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["Service"],
  messages: { claims: "{object} claims addresses (externalIPs) that nothing checks are its own." },
  severity: () => "warning",
  *check(object) {
    const said = isService(object) ? mapAt(object.tree, "spec")?.entries.get("externalIPs") : undefined;
    if (said !== undefined && itemsAt(said.value).length > 0) yield about(object, { message: "claims", at: [said.at] });
  },
  good: [
    {
      title: "None",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{port: 80}]}
`,
      },
    },
  ],
  bad: [
    {
      title: "An address",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Service
metadata: {name: api}
spec: {externalIPs: [192.0.2.10], ports: [{port: 80}]}
`,
      },
      says: ["Service api claims addresses (externalIPs) that nothing checks are its own."],
    },
  ],
});
