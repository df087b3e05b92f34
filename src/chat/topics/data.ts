import { aboutOf } from "../facts.ts";
import { mended } from "../findings.ts";
import { linked, md, plain } from "../markdown.ts";
import { count } from "../words.ts";
import { isRelational, names, ofKind, shared, usersOf } from "./shape.ts";
import type { Dossier, Topic } from "./topic.ts";

export const data: Topic = {
  name: "data",
  description: "Stores and tables: who owns what, what is missing, and which store for what",
  rules: [
    { rule: "store-*", of: ["database", "search", "storage", "cache"] },
    { rule: "versions-drift", of: ["database", "search", "storage", "cache"] },
    "shared-database",
    "more-engines-than-hands",
    "sql-*",
    "fk-*",
    "table-*",
    "redundant-index",
    "compose-shared-volume",
    "k8s-statefulset-*",
    "k8s-claim-*",
  ],
  view: "data",
  decides: ["data", "traffic", "slo"],
  verdict(dossier) {
    const kept = storesIn(dossier);
    const worst = mended(dossier.findings, "error");
    if (kept.length === 0)
      return md`**No store is in the files that I read.** If data is kept, it is elsewhere: state it as a correction, and it is drawn and judged.`;
    if (worst !== undefined) return md`**First: ${worst}** Data that is lost or open to everybody comes before everything below.`;
    const [joint] = shared(dossier);
    if (joint !== undefined)
      return md`**Name one owner for each table in ${linked(joint.store.name, joint.store.place)}: ${names(joint.users)} all work on it.** A list in the repository will do; until then nobody knows whose change breaks whom.`;
    const databases = ofKind(dossier, "database");
    return databases.length === 0
      ? md`**Nothing here keeps data that could not be made again.** ${names(kept)} may be emptied, if that is really so: it is worth one test.`
      : md`**${databases.length === 1 ? md`One service owns ${linked(databases[0]?.name ?? "", databases[0]?.place)}` : [`${count(databases.length, "database")}, each with one owner`]} as far as the files show. Restore a backup once, this month.** Whether there is one, no file says.`;
  },
  seen(dossier) {
    const kept = storesIn(dossier);
    const engines = new Set(kept.flatMap((it) => it.technology ?? []));
    const { team, data: volume } = dossier.stated;
    return [
      ...kept.map((it) => {
        const users = usersOf(dossier, it);
        return md`${linked(it.name, it.place)} (${[plain(aboutOf(it))]}): ${users.length === 0 ? ["nobody here names it"] : names(users)}`;
      }),
      ...(engines.size > 2
        ? [
            md`${count(engines.size, "engine")} to back up, upgrade and know${[team?.people === undefined ? "" : `, for ${count(team.people, "person", "people")}`]}`,
          ]
        : []),
      ...(volume?.gigabytes === undefined
        ? []
        : [md`You state ${String(volume.gigabytes)} GB${[growth(volume.gigabytes, volume.growthPerYear)]}`]),
    ];
  },
  options(dossier) {
    const databases = ofKind(dossier, "database");
    const [joint] = shared(dossier);
    const busiest = [...databases].sort((a, b) => usersOf(dossier, b).length - usersOf(dossier, a).length)[0];
    if (busiest === undefined) return [];
    const name = linked(busiest.name, busiest.place);
    return [
      {
        what: md`Explain the slowest three queries on ${name}, then index`,
        effort: "hours",
        gains: "the cheapest factor of ten there is",
        costs: "a little on every write",
        when: "always first",
      },
      {
        what: md`Restore a backup of ${databases.length === 1 ? name : ["each database"]} into an empty one, and time it`,
        effort: "an afternoon",
        gains: "you know what a loss costs, in minutes",
        costs: "a place to restore into",
        when: "now, and twice a year",
      },
      {
        what: ["A larger machine, true settings, a pool of connections in front"],
        effort: "a day",
        gains: isRelational(busiest) ? "further than most expect: some thousand transactions a second" : "further than most expect",
        costs: "money by the hour",
        when: "CPU or connections above two thirds at peak",
      },
      ...(joint === undefined
        ? []
        : [
            {
              what: md`One owner per table in ${linked(joint.store.name, joint.store.place)}; the others ask through an interface, or read a view`,
              effort: "days to weeks",
              gains: "tables can change again",
              costs: "an interface to keep",
              when: "before the next change that touches both",
            },
          ]),
      {
        what: md`A read replica of ${name} for reports and lists`,
        effort: "a week",
        gains: "reads that may be seconds old leave the primary",
        costs: "somebody must decide which those are",
        when: "reads make most of the load of an explained, indexed database",
      },
    ];
  },
  notYet: (dossier) => {
    const { data: volume } = dossier.stated;
    const sql = ofKind(dossier, "database").some(isRelational);
    return [
      md`Sharding: not below about a terabyte or ten thousand writes a second${[volume?.gigabytes === undefined ? "" : `; you state ${volume.gigabytes} GB`]}.`,
      sql
        ? md`Another kind of store: not before an extension or a column of JSON was tried and measured.`
        : md`Another kind of store: not before a query that this one cannot answer is needed every day.`,
    ];
  },
};

/** What keeps data; messages on their way are another topic. */
const storesIn = (dossier: Dossier) => ofKind(dossier, "database", "search", "storage", "cache");

const growth = (gigabytes: number, factor: number | undefined): string =>
  factor === undefined ? "" : `, which is about ${Math.round(gigabytes * factor ** 2)} GB in two years at the growth you state`;
