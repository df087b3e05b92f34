import { aboutOf } from "../facts.ts";
import { linked, md, plain } from "../markdown.ts";
import { count } from "../words.ts";
import { longestChain, names, ofKind, services, usersOf } from "./shape.ts";
import type { Topic } from "./topic.ts";

export const asynchronous: Topic = {
  name: "async",
  description: "What could happen later: queues, jobs and events, and which broker for what",
  rules: ["dependency-not-ready", "x-topic-*", "x-consumer-*", "topic-*", "consumer-*", "k8s-cronjob-*", "k8s-job-*"],
  view: "containers",
  decides: ["traffic", "team"],
  verdict(dossier) {
    const brokers = ofKind(dossier, "broker");
    const [first, second] = brokers;
    if (first === undefined) {
      const databases = ofKind(dossier, "database");
      return md`**No broker is here. What a request need not wait for can begin as a table and a worker${databases.length > 0 ? md` in ${names(databases.slice(0, 1))}` : []}.** That is transactional by nature and nothing new to run.`;
    }
    if (second !== undefined)
      return md`**${count(brokers.length, "broker")} run here (${names(brokers)}): one would be less to know at night.** Keep the one whose guarantees you need.`;
    const users = usersOf(dossier, first);
    if (users.length < 3)
      return md`**${linked(first.name, first.place)} has ${count(users.length, "user")}: a table and a worker could do its work.** Keep it if that number is about to grow.`;
    return md`**Make sure that every consumer of ${linked(first.name, first.place)} bears a repeat, gives up after some attempts, and puts what failed aside.** The files name ${count(users.length, "user")} and none of these three.`;
  },
  seen(dossier) {
    const chain = longestChain(dossier);
    const outside = dossier.links.filter(({ to, use }) => use.style === "call" && to?.standing === "outside");
    const jobs = ofKind(dossier, "job");
    return [
      ...ofKind(dossier, "broker").map(
        (it) => md`${linked(it.name, it.place)} (${[plain(aboutOf(it))]}): ${names(usersOf(dossier, it), 8)}`,
      ),
      ...(jobs.length > 0 ? [md`Jobs: ${names(jobs)}`] : []),
      ...outside
        .slice(0, 4)
        .map(
          ({ from, to, use }) =>
            md`${linked(from.name, from.place)} calls ${linked(to?.name ?? use.name, use.place)}, which is somebody else's: if it does so within a request, it waits for them`,
        ),
      ...(chain.length > 3 ? [md`${count(chain.length - 1, "call")} in a row: ${[chain.map(({ name }) => plain(name)).join(" → ")]}`] : []),
    ];
  },
  options(dossier) {
    const redis = ofKind(dossier, "cache").find((it) => /redis|valkey|keydb/i.test(it.technology ?? it.name));
    const broker = ofKind(dossier, "broker")[0];
    return [
      {
        what: ["A table and a worker in the database that is there"],
        effort: "a day",
        gains: "written in the same transaction, looked at with SQL",
        costs: "some load on the database",
        when: "up to some hundred jobs a second",
      },
      ...(redis === undefined || broker !== undefined
        ? []
        : [
            {
              what: md`A job queue on ${linked(redis.name, redis.place)}, which runs already`,
              effort: "a day or two",
              gains: "retries, delays and a dashboard from a library",
              costs: "jobs are lost with its memory unless persistence is on",
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
      ...(broker !== undefined && /kafka|redpanda/i.test(broker.technology ?? "")
        ? []
        : [
            {
              what: ["Kafka"],
              effort: "weeks, and somebody who knows it",
              gains: "a history that several readers go through at their own pace",
              costs: "partitions, offsets, schemas for ever",
              when: "a third reader of the same facts, a replay, or more than some thousand messages a second",
            },
          ]),
    ];
  },
  notYet: (dossier) => [
    ...(services(dossier).length < 4
      ? [md`Event-driven between all of them: not with ${count(services(dossier).length, "service")}; a call is easier to follow.`]
      : []),
    md`Sagas: not before one business step really spans two owners of data.`,
  ],
};
