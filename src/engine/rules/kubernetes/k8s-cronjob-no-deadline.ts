import { mapAt } from "../../graph/kubernetes/names.ts";
import { rule } from "../rule.ts";
import { about, insert, perhaps } from "./objects.ts";

export const cronjobNoDeadline = rule({
  id: "k8s-cronjob-no-deadline",
  title: "A CronJob says how late it may start",
  why: "A CronJob that missed more than a hundred starts, say while the control plane was down or the job was suspended, is never started again unless a deadline limits what is counted.",
  remedy: "Say `startingDeadlineSeconds`: how late a run is still worth something.",
  silent: "Nothing.",
  area: "reliability",
  covers: ["k8s-cronjob-no-deadline"],
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["CronJob"],
  messages: { none: "{object} says no startingDeadlineSeconds: after a hundred missed starts it never runs again." },
  severity: () => "note",
  *check(object) {
    const spec = object.type === "CronJob" ? mapAt(object.tree, "spec") : undefined;
    if (spec === undefined || spec.entries.has("startingDeadlineSeconds")) return;
    const fixes = perhaps("Allow five minutes", insert(spec.at, "startingDeadlineSeconds", 300));
    yield about(object, { message: "none", at: [spec.entries.get("schedule")?.at ?? object.at], fixes });
  },
  good: [
    {
      title: "A deadline",
      files: {
        "k8s/app.yaml": `apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  schedule: "0 3 * * *"
  startingDeadlineSeconds: 300
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
      title: "None",
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
      says: ["CronJob report says no startingDeadlineSeconds: after a hundred missed starts it never runs again."],
    },
  ],
});
