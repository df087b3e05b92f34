import { budgetOf, podsOfBudget } from "../../graph/kubernetes/budgets.ts";
import { titleOf } from "../../graph/kubernetes/names.ts";
import { autoscalersOf } from "../../graph/kubernetes/scaling.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { inVariants, onePodAway } from "./objects.ts";

export const pdbMinExceedsHpaMin = rule({
  id: "k8s-pdb-min-exceeds-hpa-min",
  title: "A disruption budget wants fewer pods than the autoscaler goes down to",
  why: "In quiet hours the autoscaler leaves as many pods as must stay, or fewer: then no node that runs one can be drained, and upgrades hang at night.",
  remedy: "Say `maxUnavailable: 1` instead, or raise `minReplicas` above `minAvailable`.",
  silent: "Autoscalers that do not say how far they go down.",
  area: "operability",
  covers: ["k8s-pdb-min-exceeds-hpa-min"],
  sources: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["PodDisruptionBudget"],
  messages: {
    exceeds:
      "{object} wants {said} pods of {workload} to stay, and {scaler} goes down to {least}: then no node that runs one can be drained.",
  },
  severity: (requirements) => unlessPrototype("warning", requirements),
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      const budget = budgetOf(object);
      const stays = budget?.minAvailable;
      if (budget === undefined || stays === undefined || stays.text === "100%") return;
      for (const { workload } of podsOfBudget(budget, variant, graph))
        for (const { object: scaler, least, leastAt } of autoscalersOf(workload, variant, graph)) {
          if (least === undefined || least === 0 || stays.of(least) < least) continue;
          const params = { said: stays.text, workload: titleOf(workload), scaler: titleOf(scaler), least };
          const fixes = least > 1 ? onePodAway(budget) : [];
          yield {
            message: "exceeds" as const,
            params,
            cause: `${workload.name} ${scaler.name}`,
            at: [stays.at, leastAt ?? scaler.at],
            fixes,
          };
        }
    }),
  good: [
    {
      title: "Fewer than there are at the least",
      files: {
        "k8s/api.yaml": `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: api}
spec: {minAvailable: 1, selector: {matchLabels: {app: api}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: "shop/api:1.2"}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}, minReplicas: 2, maxReplicas: 5}
`,
      },
    },
  ],
  bad: [
    {
      title: "As many as there are at the least",
      files: {
        "k8s/api.yaml": `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: api}
spec: {minAvailable: 2, selector: {matchLabels: {app: api}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: "shop/api:1.2"}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}, minReplicas: 2, maxReplicas: 5}
`,
      },
      says: [
        "PodDisruptionBudget api wants 2 pods of Deployment api to stay, and HorizontalPodAutoscaler api goes down to 2: then no node that runs one can be drained.",
      ],
      fixed: {
        "k8s/api.yaml": `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: api}
spec: {selector: {matchLabels: {app: api}}, maxUnavailable: 1}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: "shop/api:1.2"}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}, minReplicas: 2, maxReplicas: 5}
`,
      },
    },
  ],
});
