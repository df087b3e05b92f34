import { podKinds, podOf } from "../../graph/kubernetes/pods.ts";
import { rule } from "../rule.ts";
import { numberIn, statedFor } from "./parts.ts";

export const kubernetesForOne = rule({
  id: "kubernetes-for-one",
  title: "A cluster has something to schedule",
  why: "A cluster of one's own is upgraded three times a year, has roles, networks and storage to be set up, and costs a control plane and spare nodes. For one workload a container service or a machine with Compose does the same with none of it.",
  remedy:
    "Run it on a container service (Cloud Run, App Service, ECS) or with Compose on a machine and its twin. A cluster is right from the option's number of workloads on, or where another team runs it for you.",
  silent:
    "Teams that have not said their size (`team.people`), or that are larger than the option says; more than one workload; jobs and what watches others count as none; overlays and charts, which are written for clusters of others.",
  area: "cost",
  covers: [],
  sources: ["https://kubernetes.io/docs/concepts/overview/#what-kubernetes-is-not"],
  default: true,
  scope: "system",
  messages: {
    one: "{object} is all that runs in the cluster, looked after by {people}: a cluster is right from {workloads} workloads on.",
  },
  options: {
    people: { usual: 5, says: "up to how many people a team is too small for a cluster with one workload" },
    workloads: { usual: 5, says: "from how many workloads on a cluster is right" },
  },
  severity: () => "note",
  *check(system, graph, options) {
    const people = statedFor(system, graph).team?.people;
    if (people === undefined || people > numberIn(options["people"], 5)) return;
    const objects = podKinds.flatMap((type) => graph.objects(type.replace(/\..*/, ""), system.id)).filter((it) => podOf(it) !== undefined);
    const workloads = new Map(objects.filter((it) => !/Job$/.test(it.type)).map((it) => [`${it.type} ${it.name}`, it]));
    const [only, second] = workloads.values();
    if (only === undefined || second !== undefined || only.rendered !== undefined) return;
    const word = people === 1 ? "one person" : `${people} people`;
    yield {
      message: "one",
      params: { object: `${only.type} ${only.name}`, people: word, workloads: numberIn(options["workloads"], 5) },
      cause: "cluster",
      about: only.component === undefined ? [] : [only.component],
      in: only.in,
      at: [only.at],
    };
  },
  good: [
    {
      title: "Two workloads",
      files: {
        "k8s/all.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 2
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "shop/api:1.2"}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "shop/web:1.2"}]}
`,
        ".architect/requirements.yaml": `team: {people: 2}
`,
      },
    },
    {
      title: "Nobody said how many there are",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 2
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "shop/api:1.2"}]}
`,
      },
    },
    {
      title: "A large team",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 2
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "shop/api:1.2"}]}
`,
        ".architect/requirements.yaml": `team: {people: 20}
`,
      },
    },
  ],
  bad: [
    {
      title: "One workload, two people",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 2
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "shop/api:1.2"}]}
`,
        ".architect/requirements.yaml": `team: {people: 2}
`,
      },
      says: ["Deployment api is all that runs in the cluster, looked after by 2 people: a cluster is right from 5 workloads on."],
    },
  ],
});
