import { linked, md, plain } from "../markdown.ts";
import { count, either } from "../words.ts";
import { longestChain, names, ofKind, services, shared } from "./shape.ts";
import type { Dossier, Topic } from "./topic.ts";

export const style: Topic = {
  name: "style",
  description: "Which architecture style fits: what is split, what is shared, and what would flip the choice",
  rules: ["unknown-host", "team-*", "proto-breaking-change"],
  view: "containers",
  decides: ["team", "traffic"],
  verdict(dossier) {
    const own = services(dossier);
    const joint = shared(dossier);
    const { team } = dossier.stated;
    if (own.length <= 1)
      return md`**One deployable: keep it so.** Put the effort into modules inside, and split one off when its load, its releases or its owner really differ.`;
    if (joint.length > 0)
      return md`**Begin with the shared data: ${linked(joint[0]?.store.name ?? "", joint[0]?.store.place)} is used by ${names(joint[0]?.users ?? [])}.** As long as they share tables, they are one service with a network in the middle.`;
    if (team?.people !== undefined && own.length > team.people * 2)
      return md`**${count(own.length, "deployable")} for ${count(team.people, "person", "people")} is more than they can look after.** Merge what is released together before anything new is added.`;
    return md`**${count(own.length, "deployable")}, each with its own data as far as the files show: the boundaries hold.** There is no reason here to merge or to split.`;
  },
  seen(dossier) {
    const own = services(dossier);
    const chain = longestChain(dossier);
    const brokers = ofKind(dossier, "broker");
    return [
      md`${count(own.length, "deployable")} of your own: ${names(own, 12)}`,
      ...shared(dossier).map(
        ({ store, users }) => md`${linked(store.name, store.place)} has ${count(users.length, "user")}: ${names(users)}`,
      ),
      ...(chain.length > 2 ? [md`The longest chain of calls: ${[chain.map(({ name }) => plain(name)).join(" → ")]}`] : []),
      ...(brokers.length > 0 ? [md`Messages go through ${names(brokers)}`] : []),
      perPerson(dossier),
    ].filter((it) => it.length > 0);
  },
  options(dossier) {
    const joint = shared(dossier);
    const own = services(dossier);
    return [
      {
        what: ["Keep the shape, draw the boundaries inside"],
        effort: "days",
        gains: "modules with their own tables, nothing new to run",
        costs: "discipline, or a check in the build",
        when: "nobody waits for anybody else's release",
      },
      ...(joint.length > 0
        ? [
            {
              what: md`Give each table one owner; let ${names(joint[0]?.users ?? [])} ask it, or merge them`,
              effort: "one to four weeks",
              gains: "tables can change again without a meeting",
              costs: "an interface to keep, or one larger deployable",
              when: "now, before either of them grows",
            },
          ]
        : []),
      ...(own.length > 3
        ? [
            {
              what: ["Merge what is always released together into a modular monolith"],
              effort: "two to six weeks",
              gains: "fewer pipelines, hops and contracts",
              costs: "parts no longer scale or fail apart",
              when: "two services changed in the same commit more often than alone",
            },
          ]
        : [
            {
              what: ["Split one service off"],
              effort: "weeks, then a pipeline and an on-call duty for ever",
              gains: "its own scaling, release rhythm and owner",
              costs: "a network, a contract, data that is consistent later",
              when: "a second team, or a part with ten times the load of the rest",
            },
          ]),
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
  return md`${count(dossier.inside.length, "component")} for ${count(team.people, "person", "people")}: ${each.toFixed(1)} ${either(Math.round(each), "component", "components")} each`;
}
