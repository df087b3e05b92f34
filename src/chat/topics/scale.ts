import { mended } from "../findings.ts";
import { joined, linked, md } from "../markdown.ts";
import { count, either } from "../words.ts";
import { inCluster, instancesOf, isRelational, isStore, names, ofKind, peakOf, pressed, services, usersOf } from "./shape.ts";
import type { Dossier, Topic } from "./topic.ts";

/** What one instance of nearly any service bears; experience from elsewhere, and told as that. */
const easily = 50;

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
    "store-runs-once",
    "replicas-without-traffic",
  ],
  view: "containers",
  decides: ["traffic", "slo", "data"],
  verdict(dossier) {
    const broken = mended(dossier.findings, "error");
    return [...first(dossier), ...(broken === undefined ? [] : md` Before that, mend what keeps it from scaling at all: ${broken}`)];
  },
  seen(dossier) {
    const twins = dossier.inside.filter((it) => instancesOf(it) > 1);
    const [, ...next] = pressed(dossier);
    const pools = ofKind(dossier, "database")
      .map((store) => ({
        store,
        users: usersOf(dossier, store),
        instances: usersOf(dossier, store).reduce((sum, it) => sum + instancesOf(it), 0),
      }))
      .filter(({ instances }) => instances > 1);
    const gateways = ofKind(dossier, "gateway");
    return [
      twins.length === 0
        ? ["Everything runs once, as far as the files say"]
        : md`Run more than once: ${joined(
            twins.slice(0, 8).map((it) => md`${linked(it.name, it.place)} ×${instancesOf(it)}`),
            ", ",
          )}; everything else runs once`,
      ...pools.map(
        ({ store, users, instances }) =>
          md`${count(instances, "instance")} of ${names(users)} share the connections of ${linked(store.name, store.place)}`,
      ),
      ...(next.length > 0 ? [md`After that: ${names(next.slice(0, 3).map(({ line }) => line))}`] : []),
      ...(gateways.length > 0 ? [md`Requests come in through ${names(gateways)}`] : []),
    ];
  },
  options(dossier) {
    const peak = peakOf(dossier);
    const orchestrated = inCluster(dossier);
    const [tightest] = pressed(dossier);
    const subject = tightest?.line ?? services(dossier)[0];
    const read = ofKind(dossier, "database").find((it) => usersOf(dossier, it).length > 0);
    return [
      {
        what: md`Measure ${subject === undefined ? ["one instance"] : linked(subject.name, subject.place)} until latency bends${[peak === undefined ? "" : `, at ${peak} requests a second and beyond`]}`,
        effort: "a day",
        gains: "the one figure that decides everything below",
        costs: "a test environment for an afternoon",
        when: "before any of the others",
      },
      {
        what: ["Take the work away: an index, a batch, an answer kept for a minute"],
        effort: "days",
        gains: "often a factor of ten, and nothing new to run",
        costs: "a look at the slowest three requests",
        when: "one kind of request makes most of the load",
      },
      {
        what: ["A larger machine, or larger limits"],
        effort: "an afternoon",
        gains: "no new parts",
        costs: "money by the hour; ends at the price list",
        when: "one instance bears less than the peak, and the next size is affordable",
      },
      {
        what: orchestrated
          ? ["Twins by load: an autoscaler with a floor of two and a ceiling that the store's connections allow"]
          : ["Move state out of the process, then run twins behind a balancer"],
        effort: orchestrated ? "days" : "one to two weeks",
        gains: "bears the loss of one, deploys without a pause",
        costs: "sessions, files and locks in a process no longer work; every instance takes a pool of connections",
        when: "the peak is above half of what one instance bears, or more than about 99.5 % is promised",
      },
      ...(read === undefined
        ? []
        : [
            {
              what: md`A read replica of ${linked(read.name, read.place)}`,
              effort: "weeks",
              gains: "reads that may be a little old leave the primary",
              costs: "stale reads, a second thing to fail over",
              when: "the primary is above half its CPU at peak, and explained, indexed reads are the cause",
            },
          ]),
    ];
  },
  notYet: (dossier) => [
    ...(ofKind(dossier, "database").length > 0
      ? [md`Sharding: not below about a terabyte or ten thousand writes a second${stated(dossier.stated.data?.gigabytes)}.`]
      : []),
    ...(inCluster(dossier) ? [] : [md`An orchestrator for the sake of scaling: not before a second machine is needed.`]),
    md`Splitting a service for its load: not before one kind of its requests needs ten times what the rest needs.`,
  ],
};

/** What gives way first, and by which number one would know. */
function first(dossier: Dossier) {
  const peak = peakOf(dossier);
  const [tightest] = pressed(dossier);
  if (tightest === undefined) {
    const [only] = services(dossier);
    return only === undefined
      ? md`**Nothing of your own runs here as far as the files say, so there is nothing to scale.**`
      : md`**${linked(only.name, only.place)} answers alone: it gives way when its own process does.** Measure what one instance bears before anything is added.`;
  }
  const { line, by } = tightest;
  const name = linked(line.name, line.place);
  const callers = by.reduce((sum, it) => sum + instancesOf(it), 0);
  const often = instancesOf(line) === 1 ? "it runs once" : `it runs ${instancesOf(line)} times`;
  const why = isStore(line)
    ? md`${count(callers, "instance")} of ${names(by, 4)} ${[either(callers, "works", "work")]} on it and ${[often]}; ${[isRelational(line) ? "each further instance of a service brings a pool of connections along, and a database cannot simply be started twice." : "what works on it can be started twice, it cannot."]}`
    : md`${names(by, 4)} ${[either(by.length, "waits", "wait")]} for it, and ${[often]}.`;
  if (peak !== undefined && peak <= easily)
    return md`**Leave it as it is: your peak is about ${String(peak)} requests a second, and one instance of nearly anything bears that** (experience, not measured here). If it ever gives way, then at ${name}: ${why}`;
  return peak === undefined
    ? md`**${name} is likely to give way first.** ${why} At which number, no file says: measure it before anything is added.`
    : md`**${name} is likely to give way first; your peak is about ${String(peak)} requests a second.** ${why} Measure whether it bears a third more than the peak.`;
}

const stated = (gigabytes: number | undefined) => [gigabytes === undefined ? "" : ` (you state ${gigabytes} GB)`];
