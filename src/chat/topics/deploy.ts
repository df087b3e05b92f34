import { sentence } from "../findings.ts";
import { code, linked, md } from "../markdown.ts";
import { count } from "../words.ts";
import { inCluster, names, services } from "./shape.ts";
import type { Topic } from "./topic.ts";

export const deploy: Topic = {
  name: "deploy",
  description: "Images, probes, limits, variants and rollouts: how it is run, and what to mend first",
  rules: [
    "image-*",
    "secret-*",
    "store-published",
    "host-port-conflict",
    "docker-*",
    "compose-*",
    "k8s-*",
    "variables-drift",
    "variant*",
    "helm-*",
    "kustomize-*",
  ],
  view: "deployment",
  decides: ["team", "slo", "budget"],
  verdict(dossier) {
    const worst = dossier.findings.find((it) => it.severity === "error") ?? dossier.findings.find((it) => it.severity === "warning");
    const cluster = inCluster(dossier);
    if (worst !== undefined) return md`**First: ${sentence(worst.message)}** The rest of the way it is run can wait until that is mended.`;
    return cluster
      ? md`**The manifests hold together; nothing in them keeps you from deploying.** Practise the way back once: it is the half that nobody tests.`
      : md`**One machine with Compose is a legitimate way to run this, if its owners accept that machine's outages.** Nothing here asks for more.`;
  },
  seen(dossier) {
    const variants = dossier.overview.systems.flatMap((it) => it.variants);
    const open = dossier.inside.filter((it) => it.published.some(({ host }) => host === undefined));
    const replicated = services(dossier).filter((it) => (it.replicas ?? 1) > 1);
    return [
      ...variants
        .slice(0, 8)
        .map(
          (it) =>
            md`${it.title}: ${it.origin}${[it.environment === undefined ? "" : `, ${it.environment}`]}${[it.main ? ", the main one" : ""]} (${[code(it.files[0] ?? it.id)]})`,
        ),
      ...(open.length > 0 ? [md`Published on every interface: ${names(open)}`] : []),
      ...(replicated.length > 0
        ? [
            md`Run more than once: ${replicated.slice(0, 6).flatMap((it, index) => [index === 0 ? "" : ", ", ...linked(it.name, it.place), ` ×${it.replicas}`])}`,
          ]
        : []),
    ];
  },
  options(dossier) {
    const cluster = inCluster(dossier);
    const people = dossier.stated.team?.people;
    return [
      {
        what: ["Pin versions, limit memory, check health, restart what ends"],
        effort: "a day",
        gains: "the same program everywhere; one part cannot take the machine",
        costs: "numbers to keep true",
        when: "now",
      },
      {
        what: ["Deploy from a pipeline that can take the last one back"],
        effort: "days",
        gains: "a bad release costs minutes",
        costs: "migrations that bear both versions",
        when: "more than one person deploys",
      },
      ...(cluster
        ? [
            {
              what: ["Disruption budgets, spread over nodes, rollouts that never take the last instance"],
              effort: "hours",
              gains: "upgrades of nodes are not outages",
              costs: "one more instance of each",
              when: "the cluster is upgraded by somebody else's clock",
            },
          ]
        : [
            {
              what: ["A platform that takes images and gives addresses"],
              effort: "days",
              gains: "twins, certificates and rollbacks without a cluster",
              costs: "more by the hour, less by the month",
              when: "a second machine, or nobody who wants to patch one",
            },
            {
              what: ["Managed Kubernetes"],
              effort: `weeks, then a third of one person's time${people === undefined ? "" : ` (you are ${people})`}`,
              gains: "one way to run everything for several teams",
              costs: "three upgrades a year, a vocabulary for everybody on call",
              when: "about five services and two teams, or several machines",
            },
          ]),
    ];
  },
  notYet: (dossier) => [
    ...(inCluster(dossier)
      ? [md`A service mesh: not before ten services or a rule that every hop is encrypted.`]
      : [md`Kubernetes: not for ${count(services(dossier).length, "service")} on one machine.`]),
    md`Several clusters: not before a promise that one of them cannot keep.`,
  ],
};
