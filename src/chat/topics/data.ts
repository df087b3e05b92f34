import { aboutOf } from "../facts.ts";
import { sentence } from "../findings.ts";
import { linked, md, plain } from "../markdown.ts";
import { count } from "../words.ts";
import { isStore, names, ofKind, shared, usersOf } from "./shape.ts";
import type { Topic } from "./topic.ts";

export const data: Topic = {
  name: "data",
  description: "Stores and tables: who owns what, what is missing, and which store for what",
  rules: [
    "store-*",
    "sql-*",
    "fk-*",
    "table-*",
    "redundant-index",
    "prisma-*",
    "compose-shared-volume",
    "k8s-statefulset-*",
    "k8s-claim-*",
  ],
  view: "data",
  decides: ["data", "traffic", "slo"],
  verdict(dossier) {
    const kept = dossier.inside.filter(isStore);
    const worst = dossier.findings.find((it) => it.severity === "error");
    if (kept.length === 0)
      return md`**No store is in the files that I read.** If data is kept, it is elsewhere: say where with a correction, and it is drawn.`;
    if (worst !== undefined)
      return md`**First: ${sentence(worst.message)}** Data that is lost or open to everybody comes before everything below.`;
    const [joint] = shared(dossier);
    if (joint !== undefined)
      return md`**Give the tables of ${linked(joint.store.name, joint.store.place)} one owner each: ${names(joint.users)} all use it.** Until then nobody can change one alone.`;
    return md`**${count(kept.length, "store")}, each used by its own service as far as the files show. Restore a backup once, this month.** Whether there is one, no file says.`;
  },
  seen(dossier) {
    const engines = new Set(dossier.inside.filter(isStore).flatMap((it) => it.technology ?? []));
    const { team, data: volume } = dossier.stated;
    return [
      ...dossier.inside.filter(isStore).map((it) => {
        const users = usersOf(dossier, it);
        const open = it.published.some(({ host }) => host === undefined);
        return md`${linked(it.name, it.place)} (${[plain(aboutOf(it))]}): ${users.length === 0 ? ["nobody here names it"] : names(users)}${[open ? "; published on every interface" : ""]}`;
      }),
      ...(engines.size > 1
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
    return [
      {
        what: ["Explain the slowest three queries, then index"],
        effort: "hours",
        gains: "the cheapest factor of ten there is",
        costs: "a little on every write",
        when: "always first",
      },
      ...(joint === undefined
        ? []
        : [
            {
              what: md`One owner per table in ${linked(joint.store.name, joint.store.place)}; the others ask through an interface, or get a view`,
              effort: "days to weeks",
              gains: "tables can change again",
              costs: "an interface to keep",
              when: "before the next change that touches both",
            },
          ]),
      {
        what: ["A larger machine, true settings, a pool of connections in front"],
        effort: "a day",
        gains: "further than most expect: some thousand transactions a second",
        costs: "money by the hour",
        when: "CPU or connections above two thirds at peak",
      },
      ...(databases.length > 0
        ? [
            {
              what: md`A read replica of ${names(databases.slice(0, 1))} for reports and lists`,
              effort: "a week",
              gains: "reads that may be seconds old leave the primary",
              costs: "somebody must decide which those are",
              when: "reads make most of the load of an explained, indexed database",
            },
          ]
        : []),
      {
        what: ["Another kind of store"],
        effort: "weeks, and one more thing to restore",
        gains: "text search, series or documents served by what was made for them",
        costs: "two truths to keep together",
        when: "an extension or a column of JSON was tried and measured",
      },
    ];
  },
  notYet: ({ stated: { data: volume } }) => [
    md`Sharding: not below about a terabyte or ten thousand writes a second${[volume?.gigabytes === undefined ? "" : `; you state ${volume.gigabytes} GB`]}.`,
    md`NoSQL for scale: not before the access pattern is by key, and known for years.`,
  ],
};

const growth = (gigabytes: number, factor: number | undefined): string =>
  factor === undefined ? "" : `, which is about ${Math.round(gigabytes * factor ** 2)} GB in two years at the growth you state`;
