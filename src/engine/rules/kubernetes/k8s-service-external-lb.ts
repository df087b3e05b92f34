import { mapAt, textsAt } from "../../graph/kubernetes/names.ts";
import { isService } from "../../graph/kubernetes/services.ts";
import { textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about } from "./objects.ts";

export const serviceExternalLb = rule({
  id: "k8s-service-external-lb",
  title: "Load balancers face inwards unless they are meant to",
  why: "A Service of type LoadBalancer gets a public address from most clouds unless an annotation says otherwise.",
  remedy: "Mark it internal with the annotation of your cloud, or go through one Ingress or Gateway.",
  silent: "Services with an annotation that says internal. Off unless asked for: a public door is what most of them are for.",
  area: "security",
  covers: ["k8s-service-external-lb"],
  sources: ["https://kubernetes.io/docs/concepts/services-networking/service/#internal-load-balancer"],
  default: false,
  scope: "resource:kubernetes-object",
  kinds: ["Service"],
  messages: { open: "{object} asks for a load balancer that most clouds put on a public address." },
  severity: () => "note",
  *check(object) {
    const type = isService(object) ? mapAt(object.tree, "spec")?.entries.get("type") : undefined;
    if (type === undefined || textAt(type.value) !== "LoadBalancer") return;
    const internal = [...textsAt(object.tree, "metadata", "annotations")].some(
      ([name, value]) =>
        /internal|scheme|load-balancer-type|vpc|subnet/i.test(name) && /^(?:true|internal|private|yes|0\.0\.0\.0\/0)$/i.test(value),
    );
    if (!internal) yield about(object, { message: "open", at: [type.at] });
  },
  good: [
    {
      title: "Marked internal",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Service
metadata: {name: api, annotations: {networking.gke.io/load-balancer-type: Internal}}
spec: {type: LoadBalancer, ports: [{port: 80}]}
`,
      },
    },
  ],
  bad: [
    {
      title: "Not marked",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Service
metadata: {name: api}
spec: {type: LoadBalancer, ports: [{port: 80}]}
`,
      },
      says: ["Service api asks for a load balancer that most clouds put on a public address."],
    },
  ],
});
