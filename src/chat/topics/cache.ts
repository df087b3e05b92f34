import { aboutOf } from "../facts.ts";
import { linked, md, plain } from "../markdown.ts";
import { count } from "../words.ts";
import { names, ofKind, usersOf } from "./shape.ts";
import type { Topic } from "./topic.ts";

export const cache: Topic = {
  name: "cache",
  description: "What is cached, what would be worth caching, on which level, and when not to",
  rules: ["store-without-volume", "store-published", "cache-*", "code-cache-*", "x-cache-*"],
  view: "containers",
  decides: ["traffic", "slo"],
  verdict(dossier) {
    const caches = ofKind(dossier, "cache");
    const [first] = caches;
    if (first === undefined)
      return md`**No cache is here, and nothing in the files asks for one.** Find the slow, repeated read first; an index is the usual answer.`;
    const users = usersOf(dossier, first);
    if (users.length === 0)
      return md`**Nobody here names ${linked(first.name, first.place)}.** Either it is dead, or it is reached in a way that no file shows: find out before you rely on it.`;
    return md`**Write down what ${linked(first.name, first.place)} is for: what it saves, how old an answer may be, and what its store does when it is empty.** The files say who uses it, and none of these three.`;
  },
  seen(dossier) {
    const readMost = ofKind(dossier, "database", "search")
      .map((it) => ({ it, users: usersOf(dossier, it) }))
      .filter(({ users }) => users.length > 1);
    const edges = ofKind(dossier, "gateway", "frontend");
    return [
      ...ofKind(dossier, "cache").map((it) => {
        const users = usersOf(dossier, it);
        return md`${linked(it.name, it.place)} (${[plain(aboutOf(it))]}) is used by ${users.length === 0 ? ["nobody whom the files name"] : names(users)}`;
      }),
      ...readMost.map(
        ({ it, users }) =>
          md`${linked(it.name, it.place)} is read by ${count(users.length, "component")} (${names(users)}): what changes seldom there is a candidate`,
      ),
      ...(edges.length > 0 ? [md`Whole answers could be kept at ${names(edges, 4)}`] : []),
    ];
  },
  options(dossier) {
    const [existing] = ofKind(dossier, "cache");
    const edges = ofKind(dossier, "gateway", "frontend");
    return [
      {
        what: ["Explain the slow read, and index it"],
        effort: "hours",
        gains: "fast and true",
        costs: "a little on every write",
        when: "always first",
      },
      {
        what:
          edges.length > 0
            ? md`\`Cache-Control\` on what is the same for everybody, and seconds of it at ${names(edges, 2)}`
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
            what: md`Use ${linked(existing.name, existing.place)} as a cache on purpose: a lifetime on every key, a limit of memory, a rule for what goes first`,
            effort: "days",
            gains: "it cannot fill up, and nothing is stale for ever",
            costs: "a decision per kind of key",
            when: "now, since it runs already",
          },
    ];
  },
  notYet: () => [
    md`Invalidation by events: not before a stale answer costs money.`,
    md`A cluster of caches: not before one machine's memory is full of what is really read.`,
  ],
};
