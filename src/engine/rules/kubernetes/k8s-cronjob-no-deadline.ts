import { mapAt } from "../../graph/kubernetes/names.ts";
import { textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about, certainly, insert, perhaps } from "./objects.ts";

export const cronjobNoDeadline = rule({
  id: "k8s-cronjob-no-deadline",
  title: "A CronJob says how late it may start",
  why: "A CronJob that missed more than a hundred starts, say while the control plane was down or the job was suspended, is never started again unless a deadline limits what is counted.",
  remedy:
    "Say `startingDeadlineSeconds`: how late a run is still worth something. As long as the schedule's own period changes nothing but that.",
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
    const period = periodOf(textAt(spec, "schedule")?.trim() ?? "");
    const fixes =
      period === undefined
        ? perhaps("Allow five minutes", insert(spec.at, "startingDeadlineSeconds", 300))
        : certainly("Let it start late until the next one is due", insert(spec.at, "startingDeadlineSeconds", period));
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
          restartPolicy: Never
          containers: [{name: report, image: "shop/report:1.2"}]
  startingDeadlineSeconds: 86400
`,
      },
      says: ["CronJob report says no startingDeadlineSeconds: after a hundred missed starts it never runs again."],
    },
  ],
});

/**
 * Seconds from one start to the next, of a schedule in a plain form. With just that for a deadline one missed start is counted and is
 * still made up for, as without one.
 */
function periodOf(schedule: string): number | undefined {
  const words: Readonly<Record<string, number>> = { "@hourly": 3600, "@daily": 86400, "@midnight": 86400, "@weekly": 604800 };
  if (Object.hasOwn(words, schedule)) return words[schedule];
  const [, every, minute, hour, day] = /^(?:\*\/(\d{1,2})|(\d{1,2})) (?:\*|(\d{1,2})) \* \* (?:\*|([0-7]|[a-z]{3}))$/i.exec(schedule) ?? [];
  if (every !== undefined) return hour === undefined && day === undefined && 60 % Number(every) === 0 ? Number(every) * 60 : undefined;
  if (minute === undefined) return undefined;
  if (hour === undefined) return day === undefined ? 3600 : undefined;
  return day === undefined ? 86400 : 604800;
}
