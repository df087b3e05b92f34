import { aboutOf } from "../facts.ts";
import { linked, md, plain } from "../markdown.ts";
import { count } from "../words.ts";
import { isRelational, names, ofKind, usersOf } from "./shape.ts";
import type { Dossier, Topic } from "./topic.ts";

export const cache: Topic = {
  name: "cache",
  description: "What is cached, what would be worth caching, on which level, and when not to",
  rules: [
    "cache-for-one-reader",
    { rule: "store-without-volume", of: ["cache"] },
    { rule: "store-published", of: ["cache"] },
    { rule: "store-runs-once", of: ["cache"] },
    { rule: "image-not-pinned", of: ["cache"] },
    { rule: "fk-without-index", of: ["database"] },
  ],
  view: "containers",
  decides: ["traffic", "slo"],
  verdict(dossier) {
    const [first] = ofKind(dossier, "cache");
    if (first === undefined) return md`**No cache is here, and nothing in the files asks for one.** ${[slow(dossier)]}`;
    const users = usersOf(dossier, first);
    const name = linked(first.name, first.place);
    if (users.length === 0)
      return md`**Nobody here names ${name}.** Either it is dead, or it is reached in a way that no file shows: find out before you rely on it.`;
    const keeps = /redis|valkey|keydb|dragonfly/i.test(first.technology ?? first.name);
    return keeps
      ? md`**Settle what ${name} is to ${names(users, 4)}: a cache may be emptied at any time, a queue, a lock or a session may not.** One instance that is both evicts jobs when memory is short. The files show who connects, not what for.`
      : md`**Write down what ${name} saves ${names(users, 4)}, how old an answer may be, and what the store behind it bears when it is empty.** No file says so.`;
  },
  seen(dossier) {
    const caches = ofKind(dossier, "cache");
    const edges = ofKind(dossier, "gateway");
    const read = ofKind(dossier, "database", "search").filter((it) => usersOf(dossier, it).length > 1);
    return [
      ...caches.map((it) => {
        const users = usersOf(dossier, it);
        return md`${linked(it.name, it.place)} (${[plain(aboutOf(it))]}): ${users.length === 0 ? ["nobody here names it"] : names(users)}`;
      }),
      ...read.map(
        (it) => md`${linked(it.name, it.place)} is read by ${names(usersOf(dossier, it))}: what seldom changes there is the candidate`,
      ),
      ...(edges.length > 0 ? [md`Whole answers pass ${names(edges, 4)}, the cheapest place to keep them`] : []),
    ];
  },
  options(dossier) {
    const [existing] = ofKind(dossier, "cache");
    const edges = ofKind(dossier, "gateway");
    const [store] = ofKind(dossier, "database").filter((it) => usersOf(dossier, it).length > 0);
    return [
      {
        what:
          store === undefined
            ? ["Explain the slow read, and index it"]
            : md`Explain the slow read on ${linked(store.name, store.place)}, and index it`,
        effort: "hours",
        gains: "fast and true",
        costs: "a little on every write",
        when: "always first",
      },
      {
        what:
          edges.length > 0
            ? md`\`Cache-Control\` on what is the same for everybody, kept for seconds at ${names(edges, 2)}`
            : ["`Cache-Control` on what is the same for everybody"],
        effort: "an afternoon",
        gains: "load that never arrives",
        costs: "answers as old as you said",
        when: "public or shared answers, asked often",
      },
      {
        what: ["Reference data in the process, reloaded by a timer"],
        effort: "a day",
        gains: "no network, nothing to run",
        costs: "instances may differ for the length of the timer",
        when: "it changes daily and fits into memory",
      },
      existing === undefined
        ? {
            what: ["A shared cache (Redis, Memcached), cache-aside with a lifetime"],
            effort: "a week, and one more thing to run",
            gains: "dear answers computed once for all instances",
            costs: "a second truth, a hit rate to watch, an empty cache after each restart",
            when: "the same answer more than ten times a second, and a store above half its CPU at peak because of it",
          }
        : {
            what: md`A lifetime on every key in ${linked(existing.name, existing.place)}, and one caller that fills what has expired while the others wait`,
            effort: "days",
            gains: "nothing is stale for ever, and an expiry is no stampede on the store",
            costs: "a decision per kind of key",
            when: "as soon as it is settled that it is a cache",
          },
    ];
  },
  notYet: (dossier) => [
    ...(ofKind(dossier, "cache").length === 0 ? [md`Redis for speed alone: not before a measured, indexed read is still too slow.`] : []),
    md`Invalidation by events: not before a stale answer costs money.`,
    md`A cluster of caches: not before one machine's memory is full of what is really read.`,
  ],
};

function slow(dossier: Dossier): string {
  const databases = ofKind(dossier, "database");
  if (databases.length === 0) return "Where answers come from elsewhere, `Cache-Control` is the first step.";
  const how = databases.every(isRelational) ? "`EXPLAIN` and an index are" : "an explained query and an index are";
  return `Find the slow read that is repeated first: ${how} the usual answer${databases.length > 1 ? `, in whichever of the ${count(databases.length, "database")} it is` : ""}.`;
}
