import { mapAt } from "../../graph/kubernetes/names.ts";
import { podKinds, podOf, replicasOf } from "../../graph/kubernetes/pods.ts";
import { autoscalersOf } from "../../graph/kubernetes/scaling.ts";
import { requirementsFor } from "../../model/index.ts";
import { inVariants } from "../kubernetes/objects.ts";
import { isStore } from "../kubernetes/stores.ts";
import { rule } from "../rule.ts";
import { numberIn } from "./parts.ts";

export const replicasWithoutTraffic = rule({
  id: "replicas-without-traffic",
  title: "As many replicas run as the traffic asks for",
  why: "Replicas beyond what the traffic and the promised availability ask for are paid for and do nothing, and each of them holds connections of the database.",
  remedy:
    "Run as many as the finding says, with an autoscaler above that where the traffic comes in waves. What a replica serves is an assumption: measure it, and set the option.",
  silent:
    "Systems or parts that have not stated their traffic, workloads that an autoscaler scales, stores, and numbers up to three, which availability alone can ask for.",
  area: "cost",
  covers: [],
  sources: ["https://kubernetes.io/docs/concepts/workloads/autoscaling/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: {
    many: "{object} runs {replicas} replicas for {rate} requests a second at the busiest, which {wanted} serve: {replicas} are right from {right} on.",
  },
  options: { perReplica: { usual: 100, says: "how many requests a second one replica serves" } },
  severity: () => "note",
  check: (object, graph, options) =>
    inVariants(object, graph, function* (variant) {
      const pod = podOf(object);
      const replicas = object.type === "StatefulSet" ? undefined : replicasOf(object);
      const { traffic } = requirementsFor(graph.requirements(), object.system, object.name);
      if (pod === undefined || replicas === undefined || replicas < 4 || traffic?.requestsPerSecond === undefined || isStore(pod)) return;
      if (autoscalersOf(object, variant, graph).length > 0) return;
      const each = numberIn(options["perReplica"], 100);
      const rate = traffic.requestsPerSecond * (traffic.peakFactor ?? 1);
      // One more than the load asks for, so that one can go.
      const wanted = Math.max(3, Math.ceil(rate / each) + 1);
      if (replicas <= wanted) return;
      const said = mapAt(object.tree, "spec")?.entries.get("replicas");
      yield { message: "many" as const, params: { replicas, rate, wanted, right: (replicas - 2) * each + 1 }, at: [said?.at ?? object.at] };
    }),
  good: [
    {
      title: "Asked for",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 6
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "shop/api:1.2"}]}
`,
        ".architect/requirements.yaml": `traffic: {requestsPerSecond: 250, peakFactor: 2}
`,
      },
    },
    {
      title: "Nobody said how much there is",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 6
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "shop/api:1.2"}]}
`,
      },
    },
    {
      title: "Three may be for availability",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 3
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "shop/api:1.2"}]}
`,
        ".architect/requirements.yaml": `traffic: {requestsPerSecond: 1}
`,
      },
    },
  ],
  bad: [
    {
      title: "Ten for little",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 10
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "shop/api:1.2"}]}
`,
        ".architect/requirements.yaml": `traffic: {requestsPerSecond: 50, peakFactor: 3}
`,
      },
      says: ["Deployment api runs 10 replicas for 150 requests a second at the busiest, which 3 serve: 10 are right from 801 on."],
    },
  ],
});
