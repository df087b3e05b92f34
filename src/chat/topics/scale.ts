import { linked, md } from "../markdown.ts";
import { count } from "../words.ts";
import { alone, inCluster, names, ofKind, peakOf, services, usersOf } from "./shape.ts";
import type { Topic } from "./topic.ts";

export const scale: Topic = {
  name: "scale",
  description: "What gives way first under load, and what to do about it in order of effort",
  rules: [
    "k8s-hpa-*",
    "k8s-single-replica",
    "k8s-rwo-*",
    "k8s-cpu-*",
    "k8s-memory-*",
    "k8s-resources-missing",
    "k8s-anti-affinity-missing",
    "k8s-topology-*",
    "compose-memory-limit-missing",
    "compose-cpu-limit-missing",
    "compose-shared-volume",
    "host-port-conflict",
  ],
  view: "containers",
  decides: ["traffic", "slo", "data"],
  verdict(dossier) {
    const peak = peakOf(dossier);
    const [first] = alone(dossier);
    if (first === undefined) return md`**Nothing that others need runs alone.** Measure one instance of each before you add another.`;
    const what = md`${linked(first.line.name, first.line.place)} runs once, and ${count(first.weight, "component")} ${first.weight === 1 ? "needs" : "need"} it`;
    return peak === undefined
      ? md`**Measure one instance before you scale anything; look at ${linked(first.line.name, first.line.place)} first.** ${what}. No traffic is stated, so nobody can say whether that is too little.`
      : md`**The peak is about ${String(peak)} requests a second: measure whether one instance of ${linked(first.line.name, first.line.place)} bears a third more than that.** ${what}.`;
  },
  seen(dossier) {
    const twins = services(dossier).filter((it) => (it.replicas ?? 1) > 1);
    const databases = ofKind(dossier, "database");
    const gateways = ofKind(dossier, "gateway");
    return [
      ...(twins.length > 0 ? [md`Run more than once: ${names(twins)}`] : [md`Every service runs once, as far as the files say.`]),
      ...alone(dossier)
        .slice(0, 4)
        .map(({ line, weight }) => md`${linked(line.name, line.place)} runs once; ${count(weight, "component")} behind it`),
      ...databases.map((it) => {
        const users = usersOf(dossier, it);
        const pools = users.reduce((sum, one) => sum + (one.replicas ?? 1), 0);
        return md`${linked(it.name, it.place)} serves ${count(pools, "instance")} of ${names(users)}: each takes a pool of its connections`;
      }),
      ...(gateways.length > 0 ? [md`Requests come in through ${names(gateways)}`] : []),
    ];
  },
  options(dossier) {
    const peak = peakOf(dossier);
    const databases = ofKind(dossier, "database");
    const orchestrated = inCluster(dossier);
    return [
      {
        what: md`Measure one instance until latency bends${[peak === undefined ? "" : `, at ${peak} requests a second and beyond`]}`,
        effort: "a day",
        gains: "the one figure that decides everything below",
        costs: "a test environment for an afternoon",
        when: "before any of the others",
      },
      {
        what: ["A larger machine, or larger limits"],
        effort: "an afternoon",
        gains: "no new parts",
        costs: "money by the hour; ends at the price list",
        when: "the measured instance bears less than the peak, and the next size is affordable",
      },
      {
        what: ["Take the work away: an index, a batch, an answer kept for a minute"],
        effort: "days",
        gains: "often a factor of ten",
        costs: "a look at the slowest three requests",
        when: "one kind of request makes most of the load",
      },
      {
        what: orchestrated
          ? ["Run twins by load: an autoscaler with a floor of two and a ceiling"]
          : ["Move state out of the process, then run twins behind a balancer"],
        effort: orchestrated ? "days" : "one to two weeks",
        gains: "bears the loss of one, deploys without a pause",
        costs: "sessions, files and locks in a process no longer work; every instance takes a pool of connections",
        when: "peak above half of what one instance bears, or a promise above about 99.5 %",
      },
      ...(databases.length > 0
        ? [
            {
              what: md`Read replicas of ${names(databases, 3)}`,
              effort: "weeks",
              gains: "reads that may be a little old leave the primary",
              costs: "stale reads, a second thing to fail over",
              when: "the primary is above half its CPU at peak with explained, indexed reads as the cause",
            },
          ]
        : []),
    ];
  },
  notYet: (dossier) => [
    ...(ofKind(dossier, "database").length > 0
      ? [md`Sharding: not below about a terabyte or ten thousand writes a second${stated(dossier.stated.data?.gigabytes)}.`]
      : []),
    ...(inCluster(dossier) ? [] : [md`An orchestrator for the sake of scaling: not before a second machine is needed.`]),
  ],
};

const stated = (gigabytes: number | undefined): string => (gigabytes === undefined ? "" : ` (you state ${gigabytes} GB)`);
