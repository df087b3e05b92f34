import { mapAt, mapsAt, textsAt } from "../../graph/kubernetes/names.ts";
import { isRoute } from "../../graph/kubernetes/routes.ts";
import { itemsAt, textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about } from "./objects.ts";

export const ingressNoTls = rule({
  id: "k8s-ingress-no-tls",
  title: "A public door speaks TLS",
  why: "Without `tls` the Ingress answers in clear: passwords and cookies can be read on the way.",
  remedy: "Add `tls` with a Secret, or the annotation by which your cloud's load balancer takes its certificate.",
  silent:
    "Ingresses whose annotations name a certificate, those that lead nowhere, and hosts under .local, .localhost, .internal, .test and .svc.",
  area: "security",
  covers: ["k8s-ingress-no-tls"],
  sources: ["https://kubernetes.io/docs/concepts/services-networking/ingress/#tls"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["Ingress"],
  messages: { clear: "{object} answers without TLS." },
  severity: () => "note",
  *check(object) {
    const spec = isRoute(object) && object.type === "Ingress" ? mapAt(object.tree, "spec") : undefined;
    if (spec === undefined || itemsAt(spec, "tls").length > 0) return;
    if ([...textsAt(object.tree, "metadata", "annotations").keys()].some((it) => /cert|tls|ssl-policy|listen-ports/i.test(it))) return;
    const hosts = mapsAt(spec, "rules").flatMap((it) => textAt(it, "host") ?? []);
    if (hosts.length > 0 && hosts.every((it) => /(?:^|\.)(?:local|localhost|internal|test|svc)$/.test(it))) return;
    yield about(object, { message: "clear", at: [object.at] });
  },
  good: [
    {
      title: "A Secret, a certificate of the cloud, a name at home",
      files: {
        "k8s/app.yaml": `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {tls: [{hosts: [shop.example.com], secretName: shop-tls}], rules: [{host: shop.example.com}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: cloud, annotations: {alb.ingress.kubernetes.io/certificate-arn: "arn:aws:acm:eu:1:certificate/2"}}
spec: {rules: [{host: shop.example.com}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: home}
spec: {rules: [{host: shop.local}]}
`,
      },
    },
  ],
  bad: [
    {
      title: "In clear",
      files: {
        "k8s/app.yaml": `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {rules: [{host: shop.example.com}]}
`,
      },
      says: ["Ingress web answers without TLS."],
    },
  ],
});
