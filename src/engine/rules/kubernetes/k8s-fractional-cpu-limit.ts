import { mapAt } from "../../graph/kubernetes/names.ts";
import { quantityOf } from "../../graph/kubernetes/resources.ts";
import { textAt } from "../../model/index.ts";
import { containerRule } from "./families.ts";

export const fractionalCpuLimit = containerRule({
  id: "k8s-fractional-cpu-limit",
  title: "A limit leaves a whole processor",
  why: "A limit below one processor stops a container for most of every tenth of a second as soon as two of its threads run, whatever the node has free.",
  remedy: "Raise the limit to 1 or more, or leave it out.",
  silent: "Off unless asked for.",
  area: "performance",
  covers: ["k8s-fractional-cpu-limit"],
  sources: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-limits-are-run"],
  default: false,
  says: "{object} is limited to {what} of a processor ({containers}).",
  weight: "note",
  init: true,
  find({ node }) {
    const limit = mapAt(node, "resources", "limits")?.entries.get("cpu");
    const value = limit === undefined ? undefined : quantityOf(textAt(limit.value) ?? "");
    return limit === undefined || value === undefined || value >= 1 ? undefined : { at: limit.at, what: textAt(limit.value) ?? "" };
  },
  good: [
    {
      title: "A whole one",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: "shop/api:1.2"
          resources: {limits: {cpu: 1500m}}
`,
      },
    },
  ],
  bad: [
    {
      title: "A half",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: "shop/api:1.2"
          resources: {limits: {cpu: 500m}}
`,
      },
      says: ["Deployment api is limited to 500m of a processor (api)."],
    },
  ],
});
