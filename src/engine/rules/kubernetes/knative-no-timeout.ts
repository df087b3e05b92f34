import { mapAt } from "../../graph/kubernetes/names.ts";
import { isKnative } from "../../graph/kubernetes/pods.ts";
import { rule } from "../rule.ts";
import { about, insert, perhaps } from "./objects.ts";

export const knativeNoTimeout = rule({
  id: "knative-no-timeout",
  title: "A Knative revision says how long a request may take",
  why: "Knative cuts a request off after five minutes, or after whatever the cluster's operator set: for a quick service that is far too long to hang, for an upload it may be too short, and in another cluster it is another number.",
  remedy: "Say `timeoutSeconds` in the template's spec: a little more than the slowest request that is all right.",
  silent:
    "Services and configurations without a template, and the cluster's own defaults (`config-defaults`), which are no file of the service.",
  area: "reliability",
  covers: ["knative-no-timeout"],
  sources: [
    "https://knative.dev/docs/serving/configuration/config-defaults/",
    "https://github.com/knative/specs/blob/main/specs/serving/knative-api-specification-1.0.md#revisionspec",
  ],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["Service.serving.knative.dev", "Configuration.serving.knative.dev", "Revision.serving.knative.dev"],
  messages: { none: "{object} does not say how long a request may take: the cluster's default decides, five minutes as a rule." },
  severity: () => "note",
  *check(object) {
    if (!isKnative(object)) return;
    const spec = object.type === "Revision" ? mapAt(object.tree, "spec") : mapAt(object.tree, "spec", "template", "spec");
    if (spec === undefined || spec.entries.has("timeoutSeconds")) return;
    yield about(object, {
      message: "none",
      at: [spec.at, object.at],
      fixes: perhaps("Allow one minute", insert(spec.at, "timeoutSeconds", 60)),
    });
  },
  good: [
    {
      title: "It says so",
      files: {
        "service.yaml": `apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: hello}
spec:
  template:
    spec:
      timeoutSeconds: 30
      containers: [{image: "shop/hello:1.2"}]
`,
      },
    },
    {
      title: "A Service of the core is no Knative service",
      files: {
        "service.yaml": `apiVersion: v1
kind: Service
metadata: {name: hello}
spec: {selector: {app: hello}, ports: [{port: 80}]}
`,
      },
    },
    {
      title: "A revision, and a route that has no template",
      files: {
        "all.yaml": `apiVersion: serving.knative.dev/v1
kind: Revision
metadata: {name: hello-1}
spec:
  timeoutSeconds: 30
  containers: [{image: "shop/hello:1.2"}]
---
apiVersion: serving.knative.dev/v1
kind: Route
metadata: {name: hello}
spec: {traffic: [{revisionName: hello-1, percent: 100}]}
`,
      },
    },
  ],
  bad: [
    {
      title: "A service",
      files: {
        "service.yaml": `apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: hello}
spec:
  template:
    spec:
      containers: [{image: "shop/hello:1.2"}]
`,
      },
      says: ["Service hello does not say how long a request may take: the cluster's default decides, five minutes as a rule."],
    },
    {
      title: "A configuration, in a list",
      files: {
        "all.yaml": `apiVersion: v1
kind: List
items:
  - apiVersion: serving.knative.dev/v1
    kind: Configuration
    metadata: {name: hello}
    spec:
      template:
        metadata: {annotations: {autoscaling.knative.dev/minScale: "1"}}
        spec: {containerConcurrency: 10, containers: [{image: "shop/hello:1.2"}]}
`,
      },
      says: ["Configuration hello does not say how long a request may take: the cluster's default decides, five minutes as a rule."],
    },
    {
      title: "A revision by itself, said where it does not belong",
      files: {
        "revision.yaml": `apiVersion: serving.knative.dev/v1
kind: Revision
metadata: {name: hello-1, annotations: {timeoutSeconds: "30"}}
spec: {containers: [{image: "shop/hello:1.2"}]}
`,
      },
      says: ["Revision hello-1 does not say how long a request may take: the cluster's default decides, five minutes as a rule."],
    },
  ],
});
