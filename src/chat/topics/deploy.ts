import { mended } from "../findings.ts";
import { code, md } from "../markdown.ts";
import { count } from "../words.ts";
import { inCluster, instancesOf, names, services } from "./shape.ts";
import type { Dossier, Topic } from "./topic.ts";

export const deploy: Topic = {
  name: "deploy",
  description: "Images, probes, limits, variants and rollouts: how it is run, and what to mend first",
  rules: [
    "image-*",
    "secret-*",
    "store-published",
    "store-without-volume",
    "host-port-conflict",
    "healthcheck-tool-missing",
    "docker-*",
    "compose-*",
    "k8s-*",
    "kubernetes-for-one",
    "variables-drift",
    "versions-drift",
  ],
  view: "deployment",
  decides: ["team", "slo", "budget"],
  verdict(dossier) {
    const worst = mended(dossier.findings, "error") ?? mended(dossier.findings, "warning");
    if (worst !== undefined) return md`**First: ${worst}** The rest of the way it is run can wait until that is mended.`;
    return inCluster(dossier)
      ? md`**The manifests hold together; nothing in them keeps you from deploying.** Practise the way back once: it is the half that nobody tests.`
      : md`**One machine is a legitimate way to run this, if its owners accept that machine's outages.** Nothing here asks for more.`;
  },
  seen(dossier) {
    const variants = dossier.overview.systems.flatMap((it) =>
      it.variants.map((variant) => ({ ...variant, looked: variant.id === it.shown })),
    );
    const open = dossier.inside.filter((it) => it.published.some(({ host }) => host === undefined));
    const twins = services(dossier).filter((it) => instancesOf(it) > 1);
    return [
      ...variants.slice(0, 6).map((it) => {
        const about = [origins[it.origin], it.environment, it.looked ? "judged here" : undefined].filter((word) => word !== undefined);
        return md`${[code(it.title)]} (${about.join(", ")})`;
      }),
      ...(variants.length > 6 ? [md`${count(variants.length - 6, "more variant")}`] : []),
      ...(open.length > 0 ? [md`Reachable from outside the machine: ${names(open)}`] : []),
      ...(twins.length > 0 ? [md`Run more than once: ${names(twins)}`] : []),
    ];
  },
  options(dossier) {
    const cluster = inCluster(dossier);
    const people = dossier.stated.team?.people;
    const basics = basic(dossier);
    return [
      ...(basics === 0
        ? []
        : [
            {
              what: md`The basics that ${count(basics, "finding")} above and in Problems name: pinned versions, limits of memory, checks of health, a restart`,
              effort: "a day",
              gains: "the same program everywhere; one part cannot take the machine",
              costs: "numbers to keep true",
              when: "now",
            },
          ]),
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
              when: "several machines and two teams",
            },
          ]),
    ];
  },
  notYet: (dossier) => [
    ...(inCluster(dossier)
      ? [md`A service mesh: not before ten services or a rule that every hop is encrypted.`]
      : [md`Kubernetes: not for ${count(services(dossier).length, "service")} that one machine bears.`]),
    md`Several clusters or regions: not before a promise that one of them cannot keep.`,
  ],
};

const origins: Readonly<Record<Dossier["overview"]["systems"][number]["variants"][number]["origin"], string | undefined>> = {
  compose: "Compose",
  kustomize: "Kustomize",
  manifests: "Kubernetes manifests",
  helm: "Helm",
  terraform: "Terraform",
  cloudformation: "CloudFormation",
  serverless: "Serverless",
  profile: undefined,
};

/** How many findings are of the kind that a day mends. */
const basic = ({ findings }: Dossier): number =>
  findings.filter(({ rule }) => /pinned|latest|limit|resources|healthcheck|liveness|readiness|restart/.test(rule)).length;
