import { budgetOf, leastOf, podsOfBudget } from "../../graph/kubernetes/budgets.ts";
import { titleOf } from "../../graph/kubernetes/names.ts";
import { isReplicated } from "../../graph/kubernetes/pods.ts";
import { autoscalersOf } from "../../graph/kubernetes/scaling.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { inVariants, onePodAway, perhaps, set } from "./objects.ts";

export const pdbBlocksEviction = rule({
  id: "k8s-pdb-blocks-eviction",
  title: "A disruption budget lets a node be drained",
  why: "A budget that allows no pod to go blocks every drain: upgrades of the cluster hang on that node until somebody deletes the budget or the pod by hand.",
  remedy: "Allow one to go (`maxUnavailable: 1`), and run more replicas than must stay.",
  silent:
    "Workloads whose number an autoscaler decides (k8s-pdb-min-exceeds-hpa-min looks at these), and budgets whose pods are not here, unless they allow none by themselves.",
  area: "operability",
  covers: ["k8s-pdb-blocks-eviction"],
  sources: [
    "https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages",
    "https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/",
  ],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["PodDisruptionBudget"],
  messages: {
    none: "{object} says {said}, so no pod may ever go: nodes that run one cannot be drained.",
    all: "{object} wants {said} pods of {workload} to stay, which has {replicas}: nodes that run one cannot be drained.",
  },
  severity: (requirements) => unlessPrototype("warning", requirements),
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      const budget = budgetOf(object);
      const { minAvailable, maxUnavailable } = budget ?? {};
      if (maxUnavailable !== undefined && maxUnavailable.of(100) === 0)
        yield {
          message: "none" as const,
          params: { said: `maxUnavailable: ${maxUnavailable.text}` },
          at: [maxUnavailable.at],
          fixes: perhaps("Let one pod go at a time", set(maxUnavailable.at, 1)),
        };
      if (budget === undefined || minAvailable === undefined) return;
      if (minAvailable.text === "100%")
        yield {
          message: "none" as const,
          params: { said: "minAvailable: 100%" },
          at: [minAvailable.at],
        };
      else
        for (const pod of podsOfBudget(budget, variant, graph)) {
          if (!isReplicated(pod.workload) || autoscalersOf(pod.workload, variant, graph).length > 0) continue;
          const { replicas, at } = leastOf(pod, variant, graph) ?? { replicas: 1, at: pod.workload.at };
          if (replicas === 0 || minAvailable.of(replicas) < replicas) continue;
          const params = { said: minAvailable.text, workload: titleOf(pod.workload), replicas };
          const fixes = replicas > 1 ? onePodAway(budget) : [];
          yield { message: "all" as const, params, cause: pod.workload.name, at: [minAvailable.at, at], fixes };
        }
    }),
  good: [
    {
      title: "One may go",
      files: {
        "k8s/api.yaml": `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: api}
spec: {minAvailable: 50%, selector: {matchLabels: {app: api}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: other}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: other}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {replicas: 3, template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: "shop/api:1.2"}]}}}
`,
      },
    },
  ],
  bad: [
    {
      title: "As many as there are",
      files: {
        "k8s/api.yaml": `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: api}
spec: {minAvailable: 2, selector: {matchLabels: {app: api}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {replicas: 2, template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: "shop/api:1.2"}]}}}
`,
      },
      says: ["PodDisruptionBudget api wants 2 pods of Deployment api to stay, which has 2: nodes that run one cannot be drained."],
      fixed: {
        "k8s/api.yaml": `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: api}
spec: {selector: {matchLabels: {app: api}}, maxUnavailable: 1}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {replicas: 2, template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: "shop/api:1.2"}]}}}
`,
      },
    },
    {
      title: "None at all",
      files: {
        "k8s/app.yaml": `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: other}
spec: {maxUnavailable: 0, selector: {matchLabels: {app: other}}}
`,
      },
      says: ["PodDisruptionBudget other says maxUnavailable: 0, so no pod may ever go: nodes that run one cannot be drained."],
    },
  ],
});
