import { mended } from "../findings.ts";
import { linked, md, plain } from "../markdown.ts";
import { count, either } from "../words.ts";
import { alone, isStore, longestChain, names, ofKind, outsiders, usersOf } from "./shape.ts";
import type { Dossier, Topic } from "./topic.ts";

export const resilience: Topic = {
  name: "resilience",
  description: "What stops when something stops: chains, single instances, timeouts and fallbacks",
  rules: [
    "unknown-host",
    "wrong-port",
    "dependency-not-ready",
    "healthcheck-tool-missing",
    "compose-healthcheck-missing",
    "compose-restart-policy-missing",
    "docker-healthcheck-missing",
    "docker-exposes-other-port",
    "sync-cycle",
    "store-runs-once",
    "k8s-liveness-*",
    "k8s-readiness-*",
    "k8s-probe*",
    "k8s-pdb-*",
    "k8s-single-replica",
    "k8s-service-*",
    "k8s-ingress-*",
    "k8s-wrong-port",
    "k8s-target-port-invalid",
    "k8s-selector-mismatch",
    "k8s-no-rolling-update",
    "k8s-rwo-*",
  ],
  view: "containers",
  decides: ["slo", "traffic"],
  verdict(dossier) {
    const broken = mended(dossier.findings, "error");
    if (broken !== undefined) return md`**First: ${broken}** That is no risk but an outage, waiting for its first request.`;
    const [first] = alone(dossier);
    if (first === undefined)
      return md`**Nothing that others wait for runs alone.** What is left is time: every call needs a timeout shorter than its caller's, and no configuration here shows one.`;
    const name = linked(first.line.name, first.line.place);
    return md`**${name} takes the most along when it goes: ${names(first.behind, 4)} ${[either(first.behind.length, "waits", "wait")]} for it, and it runs once.** Decide what they answer without it${isStore(first.line) ? [", and restore its backup once before a twin is paid for"] : ["; a twin is the second step"]}.`;
  },
  seen(dossier) {
    const chain = longestChain(dossier);
    const outside = outsiders(dossier);
    const starts = ofKind(dossier, "config", "discovery").filter((it) => usersOf(dossier, it).length > 1);
    return [
      ...alone(dossier)
        .slice(0, 4)
        .map(({ line, behind }) => md`${linked(line.name, line.place)} runs once; behind it: ${names(behind, 4)}`),
      ...(starts.length > 0
        ? [
            md`${names(starts)}: what runs goes on without ${[either(starts.length, "it", "them")]}, nothing new starts. Start ${[either(starts.length, "it", "them")]} first, and practise a start of everything`,
          ]
        : []),
      ...(chain.length > 2
        ? [
            md`The longest chain of calls has ${String(chain.length)} parts: ${[chain.map(({ name }) => plain(name)).join(" → ")]}. At 99.9 % each, that is ${together(0.999, chain.length)} together`,
          ]
        : []),
      ...(outside.length > 0 ? [md`Somebody else's: ${names(outside)}. Their worst day is yours where a request waits for them`] : []),
      ...promise(dossier),
    ];
  },
  options(dossier) {
    const [first] = alone(dossier);
    const [outside] = outsiders(dossier);
    return [
      {
        what: md`A timeout on every call, shorter than the caller's own${outside === undefined ? [] : md`; first on those to ${linked(outside.name, outside.place)}`}`,
        effort: "hours",
        gains: "one slow part no longer stops them all",
        costs: "a number to choose per call: twice its 99th percentile is a beginning",
        when: "always",
      },
      {
        what:
          first === undefined
            ? ["Say what happens without each dependency: an old answer, a default, an honest error"]
            : md`Say what ${names(first.behind, 3)} ${[either(first.behind.length, "answers", "answer")]} without ${linked(first.line.name, first.line.place)}: an old answer, a default, an honest error`,
        effort: "a day a call",
        gains: "an outage of a part stays a part's",
        costs: "a second way through the code, to be tested",
        when: "the core of a request can do without it",
      },
      {
        what: ["Retries where repeating is harmless: two at most, growing pauses with chance in them"],
        effort: "a day",
        gains: "short hiccups are not seen",
        costs: "load when it hurts most, if done on two levels",
        when: "reads, and writes with an idempotency key",
      },
      ...(first === undefined
        ? []
        : [
            {
              what: md`A twin of ${linked(first.line.name, first.line.place)}, on another machine`,
              effort: isStore(first.line) ? "weeks, or a managed one" : "days, if it holds no state",
              gains: "bears the loss of one",
              costs: "twice its price; failover that has to be practised",
              when: "its outage costs more in a year than the twin, or a promise asks for it",
            },
          ]),
    ];
  },
  notYet: () => [
    md`Circuit breakers everywhere: not before a dependency fails slowly and often; a timeout does most of it.`,
    md`A second region: not before an hour of outage costs more than a person's month.`,
    md`A service mesh for timeouts: a line in each client does it, up to about ten services.`,
  ],
};

const together = (each: number, parts: number): string => `${(100 * each ** parts).toFixed(2)} %`;

/** What a promise allows, in minutes a month. */
function promise({ stated: { slo } }: Dossier) {
  if (slo?.availability === undefined) return [];
  const minutes = (30 * 24 * 60 * (100 - slo.availability)) / 100;
  const allowed = minutes < 1 ? count(Math.round(minutes * 60), "second") : count(Math.round(minutes), "minute");
  return [md`You promise ${String(slo.availability)} %: ${allowed} of outage a month, deployments included`];
}
