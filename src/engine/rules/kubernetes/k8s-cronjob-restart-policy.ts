import { podOf } from "../../graph/kubernetes/pods.ts";
import { textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about, certainly, insert, set } from "./objects.ts";

export const cronjobRestartPolicy = rule({
  id: "k8s-cronjob-restart-policy",
  title: "A job ends",
  why: "The API server refuses a job whose pods restart for ever, which is what holds when nothing is said.",
  remedy: "Say `restartPolicy: OnFailure` (the container again) or `Never` (a new pod).",
  silent: "Templates without a pod.",
  area: "reliability",
  covers: ["k8s-cronjob-restart-policy"],
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["CronJob", "Job"],
  messages: {
    none: "{object} says no restartPolicy, and the usual one is not for jobs: it is refused.",
    wrong: "{object} has pods with restartPolicy {policy}, which jobs cannot have: it is refused.",
  },
  severity: () => "error",
  *check(object) {
    const spec = object.type === "CronJob" || object.type === "Job" ? podOf(object)?.spec : undefined;
    const said = spec?.entries.get("restartPolicy");
    const policy = textAt(said?.value);
    if (spec === undefined || policy === "OnFailure" || policy === "Never") return;
    const step = said === undefined ? insert(spec.at, "restartPolicy", "OnFailure") : set(said.at, "OnFailure");
    yield about(object, {
      message: policy === undefined ? "none" : "wrong",
      params: { policy: policy ?? "" },
      at: [said?.at ?? spec.at],
      fixes: certainly("Restart on failure", step),
    });
  },
  good: [
    {
      title: "Never",
      files: {
        "k8s/app.yaml": `apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{name: report, image: "shop/report:1.2"}]
`,
      },
    },
  ],
  bad: [
    {
      title: "Always",
      files: {
        "k8s/app.yaml": `apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Always
          containers: [{name: report, image: "shop/report:1.2"}]
`,
      },
      says: ["CronJob report has pods with restartPolicy Always, which jobs cannot have: it is refused."],
      fixed: {
        "k8s/app.yaml": `apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers: [{name: report, image: "shop/report:1.2"}]
`,
      },
    },
  ],
});
