import { aboutOf } from "../facts.ts";
import { joined, linked, md, plain } from "../markdown.ts";
import { count } from "../words.ts";
import { isRelational, longestChain, names, ofKind, services, usersOf } from "./shape.ts";
import type { Dossier, Topic } from "./topic.ts";

export const asynchronous: Topic = {
  name: "async",
  description: "What could happen later: queues, jobs and events, and which broker for what",
  rules: [
    "broker-for-two",
    { rule: "dependency-not-ready", of: ["broker"] },
    { rule: "store-without-volume", of: ["broker"] },
    { rule: "store-published", of: ["broker"] },
    { rule: "store-runs-once", of: ["broker"] },
    { rule: "versions-drift", of: ["broker"] },
    { rule: "k8s-rwo-*", of: ["broker"] },
    "k8s-cronjob-*",
    "k8s-job-*",
  ],
  view: "containers",
  decides: ["traffic", "team"],
  verdict(dossier) {
    const brokers = ofKind(dossier, "broker");
    const [first, second] = brokers;
    if (first === undefined) {
      const [handed] = handovers(dossier);
      if (handed !== undefined)
        return md`**Whatever ${names(handed.users, 4)} hand over through ${linked(handed.store.name, handed.store.place)} is a queue in all but name: give it a queue's care.** It must not be evicted, must survive a restart, and needs an alarm on its length. If nothing is handed over there, no queue is in these files and none is missing.`;
      const [database] = ofKind(dossier, "database");
      return md`**No broker is here, and nothing in the files asks for one.** What a request need not wait for can begin as a table and a worker${database === undefined ? [] : md` in ${linked(database.name, database.place)}`}: written with the change itself, and nothing new to run.`;
    }
    if (second !== undefined)
      return md`**${count(brokers.length, "broker")} run here (${names(brokers)}): one would be less to know at night.** Keep the one whose guarantees you need.`;
    const users = usersOf(dossier, first);
    const name = linked(first.name, first.place);
    if (users.length === 0)
      return md`**Nobody in these files uses ${name}.** Either it is left over, or its users are elsewhere: find out before it is patched for another year.`;
    if (users.length < 3)
      return md`**${name} carries what passes between ${names(users)}, and no more: keep it if a third is coming, else a table and a worker do the same with one thing less to run.** It runs already, so this is no hurry. Until then: acknowledge after the work, bear repeats, put aside what keeps failing.`;
    return md`**Make sure that whoever consumes from ${name} bears a repeat, gives up after some attempts, and puts aside what failed.** ${names(users)} connect to it; how they consume is in their code and in no file of configuration.`;
  },
  seen(dossier) {
    const chain = longestChain(dossier);
    const outside = dossier.links.filter(({ to, use }) => use.style === "call" && to?.standing === "outside");
    const jobs = ofKind(dossier, "job");
    return [
      ...ofKind(dossier, "broker").map((it) => {
        const users = usersOf(dossier, it);
        return md`${linked(it.name, it.place)} (${[plain(aboutOf(it))]}): ${users.length === 0 ? ["nobody here names it"] : names(users, 8)}`;
      }),
      ...(jobs.length > 0 ? [md`Jobs: ${names(jobs)}`] : []),
      ...(outside.length > 0
        ? [
            md`Somebody else's answer is waited for, unless it is asked for outside a request: ${joined(
              outside
                .slice(0, 4)
                .map(({ from, to, use }) => md`${linked(from.name, from.place)} → ${linked(to?.name ?? use.name, use.place)}`),
              ", ",
            )}`,
          ]
        : []),
      ...(chain.length > 3
        ? [
            md`${count(chain.length - 1, "call")} in a row, each waiting for the next: ${[chain.map(({ name }) => plain(name)).join(" → ")]}`,
          ]
        : []),
    ];
  },
  options(dossier) {
    const redis = ofKind(dossier, "cache").find((it) => /redis|valkey|keydb/i.test(it.technology ?? it.name));
    const [broker] = ofKind(dossier, "broker");
    const [database] = ofKind(dossier, "database");
    const sql = database === undefined || isRelational(database);
    const [handed] = handovers(dossier);
    return [
      ...(handed === undefined || broker !== undefined
        ? []
        : [
            {
              what: md`Make ${linked(handed.store.name, handed.store.place)} bear it: written to disk, nothing evicted, an alarm on the length of its lists`,
              effort: "hours",
              gains: "a restart loses no work, and a stuck worker is seen",
              costs: "a slower write, and no caching in the same instance",
              when: "now, if work is handed over there",
            },
          ]),
      ...(broker === undefined || usersOf(dossier, broker).length < 3
        ? [
            {
              what:
                database === undefined
                  ? ["A table of jobs and a worker"]
                  : md`A ${[sql ? "table" : "collection"]} of jobs in ${linked(database.name, database.place)}, and a worker`,
              effort: "a day",
              gains: sql
                ? "written in the same transaction, looked at with SQL"
                : "no new part; taken by one worker at a time with an atomic update",
              costs: "some load on the database",
              when: "up to some hundred jobs a second",
            },
          ]
        : []),
      ...(redis === undefined || broker !== undefined || handed !== undefined
        ? []
        : [
            {
              what: md`A job queue on ${linked(redis.name, redis.place)}, which runs already`,
              effort: "a day or two",
              gains: "retries, delays and a dashboard from a library",
              costs: "jobs go with its memory unless it writes to disk and evicts nothing",
              when: "the jobs can be made again",
            },
          ]),
      broker === undefined
        ? {
            what: ["RabbitMQ, or a managed queue"],
            effort: "a week, then a thing to patch",
            gains: "acknowledgement per message, routing, dead letters",
            costs: "one more engine; delivery at least once",
            when: "several kinds of consumers, or work that must survive the database",
          }
        : {
            what: md`An outbox in front of ${linked(broker.name, broker.place)}: publish what was committed`,
            effort: "days",
            gains: "no message without its change, no change without its message",
            costs: "a relay, and consumers that bear repeats",
            when: "a handler writes to a store and publishes",
          },
      ...(broker === undefined
        ? []
        : [
            {
              what: ["A limit of attempts, growing pauses, and a place for what keeps failing, with an alarm on it"],
              effort: "a day per consumer",
              gains: "one bad message no longer stops the queue",
              costs: "somebody looks at what was put aside",
              when: "now, wherever it is missing",
            },
          ]),
    ];
  },
  notYet: (dossier) => {
    const brokers = ofKind(dossier, "broker");
    const kafka = brokers.some((it) => /kafka|redpanda|pulsar|kinesis|event hubs/i.test(it.technology ?? it.name));
    const own = services(dossier).length;
    return [
      ...(kafka ? [] : [md`Kafka: not before a third reader of the same facts, a replay, or more than some thousand messages a second.`]),
      ...(own < 4 ? [md`Events between all of them: not with ${count(own, "deployable")}; a call is easier to follow.`] : []),
      md`Sagas: not before one business step really spans two owners of data.`,
    ];
  },
};

/** Stores in memory through which a program could hand work to another: several of the team's own reach them. */
const handovers = (dossier: Dossier) =>
  ofKind(dossier, "cache")
    .map((store) => ({ store, users: usersOf(dossier, store).filter((it) => services(dossier).includes(it)) }))
    .filter(
      ({ users }) => users.length > 1 && users.some(({ kind, name }) => kind === "job" || /work|job|queue|consum|process/i.test(name)),
    );
