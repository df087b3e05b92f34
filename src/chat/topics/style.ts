import { linked, md, plain } from "../markdown.ts";
import { count, either } from "../words.ts";
import { longestChain, names, ofKind, services, shared, supports } from "./shape.ts";
import type { Dossier, Topic } from "./topic.ts";

export const style: Topic = {
  name: "style",
  description: "Which architecture style fits: what is split, what is shared, and what would flip the choice",
  rules: ["shared-database", "team-*", "proto-breaking-change", "sync-cycle", "more-services-than-hands"],
  view: "containers",
  decides: ["team", "traffic"],
  verdict(dossier) {
    const own = services(dossier);
    const [joint] = shared(dossier);
    const { team } = dossier.stated;
    if (own.length === 0)
      return md`**No program of your own is in these files, only what it would use.** Where its code is built, its shape can be judged.`;
    if (own.length === 1)
      return md`**One deployable: keep it so.** Put the effort into modules inside, and split one off when its load, its releases or its owner really differ.`;
    if (team?.people !== undefined && own.length > team.people * 2)
      return md`**${count(own.length, "deployable")} for ${count(team.people, "person", "people")} is more than they can look after.** Merge what is released together before anything new is added.`;
    if (joint !== undefined)
      return md`**${names(joint.users)} are one application in ${count(joint.users.length, "process", "processes")}: they share ${linked(joint.store.name, joint.store.place)}.** ${
        (team?.teams ?? 1) > 1
          ? md`With ${String(team?.teams)} teams, say first which of them owns which table; until then every change of the schema is a meeting.`
          : md`${[dossier.findings.some(({ rule }) => rule === "shared-database") ? "Treat" : "Unless each keeps to tables of its own, treat"]} them so: one team, one schema, released together. That is cheaper than pretending they are apart, and right until two teams have to change the tables separately.`
      }`;
    return ofKind(dossier, "database").length > 0
      ? md`**${count(own.length, "deployable")}, and no two of them share a database: the boundaries hold.** There is no reason in the files to merge or to split.`
      : md`**${count(own.length, "deployable")}, and no database that they could share is in the files.** Nothing here asks for merging or splitting.`;
  },
  seen(dossier) {
    const own = services(dossier);
    const chain = longestChain(dossier).filter(({ standing }) => standing === "inside");
    const brokers = ofKind(dossier, "broker");
    const serving = supports(dossier);
    return [
      md`${count(own.length, "deployable")} of your own: ${names(own, 12)}`,
      ...(own.length > 1 && serving.length > 1 ? [md`What only serves them is the fixed price of being several: ${names(serving)}`] : []),
      ...shared(dossier)
        .slice(1)
        .map(({ store, users }) => md`${linked(store.name, store.place)} is shared, too: ${names(users)}`),
      ...(chain.length > 2 ? [md`The longest chain of calls among them: ${[chain.map(({ name }) => plain(name)).join(" → ")]}`] : []),
      ...(brokers.length > 0 ? [md`Messages go through ${names(brokers)}`] : []),
      ...perPerson(dossier),
    ];
  },
  options(dossier) {
    const [joint] = shared(dossier);
    const own = services(dossier);
    return [
      {
        what: ["Keep the shape, draw the boundaries inside"],
        effort: "days",
        gains: "modules with their own tables, nothing new to run",
        costs: "discipline, or a check in the build",
        when: "nobody waits for anybody else's release",
      },
      ...(joint === undefined
        ? []
        : [
            {
              what: md`One owner per table in ${linked(joint.store.name, joint.store.place)}; the others of ${names(joint.users)} ask the owner`,
              effort: "one to four weeks",
              gains: "tables can change again without a meeting",
              costs: "an interface to keep, and what one transaction did is two steps",
              when: "two teams have to change them at their own pace",
            },
          ]),
      ...(own.length > 3
        ? [
            {
              what: ["Merge what is always released together"],
              effort: "two to six weeks",
              gains: "fewer pipelines, hops and contracts",
              costs: "parts no longer scale or fail apart",
              when: "two services changed in the same commit more often than alone",
            },
          ]
        : []),
      {
        what: ["Split one service off"],
        effort: "weeks, then a pipeline and an on-call duty for ever",
        gains: "its own scaling, release rhythm and owner",
        costs: "a network, a contract, data that is consistent later",
        when: "a second team, or a part with ten times the load of the rest",
      },
    ];
  },
  notYet: ({ stated: { team } }) => [
    team?.people === undefined || team.people < 8
      ? md`More services: not before about eight people, or a part whose load or duty really differs.`
      : md`A service mesh, a platform team: not before ten services or three teams.`,
    md`Event sourcing, CQRS: not before an auditor, or reads that outnumber writes a hundredfold, ask for them.`,
  ],
};

function perPerson(dossier: Dossier) {
  const { team } = dossier.stated;
  if (team?.people === undefined) return [];
  const each = dossier.inside.length / team.people;
  return [
    md`${count(dossier.inside.length, "component")} for ${count(team.people, "person", "people")}: ${each.toFixed(1)} ${[either(Math.round(each), "component", "components")]} each`,
  ];
}
