import { mapAt } from "../../graph/kubernetes/names.ts";
import { rule } from "../rule.ts";
import { about, insert, perhaps } from "./objects.ts";

export const jobTtl = rule({
  id: "k8s-job-ttl",
  title: "Finished jobs go away",
  why: "Finished jobs and their pods stay until somebody deletes them, and slow the API server down by the thousand.",
  remedy: "Say `ttlSecondsAfterFinished`.",
  silent: "Jobs of a CronJob, which keeps few of them. Off unless asked for.",
  area: "operability",
  covers: ["k8s-job-ttl"],
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/"],
  default: false,
  scope: "resource:kubernetes-object",
  kinds: ["Job"],
  messages: { none: "{object} stays after it has finished." },
  severity: () => "note",
  *check(object) {
    const spec = object.type === "Job" ? mapAt(object.tree, "spec") : undefined;
    if (spec === undefined || spec.entries.has("ttlSecondsAfterFinished")) return;
    const fixes = perhaps("Delete it after a day", insert(spec.at, "ttlSecondsAfterFinished", 86400));
    yield about(object, { message: "none", at: [object.at], fixes });
  },
  good: [
    {
      title: "An hour",
      files: {
        "k8s/app.yaml": `apiVersion: batch/v1
kind: Job
metadata: {name: seed}
spec: {ttlSecondsAfterFinished: 3600, template: {spec: {restartPolicy: Never}}}
`,
      },
    },
  ],
  bad: [
    {
      title: "For ever",
      files: {
        "k8s/app.yaml": `apiVersion: batch/v1
kind: Job
metadata: {name: seed}
spec: {template: {spec: {restartPolicy: Never}}}
`,
      },
      says: ["Job seed stays after it has finished."],
    },
  ],
});
