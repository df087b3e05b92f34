import { sentence } from "../findings.ts";
import { linked, md, plain } from "../markdown.ts";
import { count } from "../words.ts";
import { alone, longestChain, names } from "./shape.ts";
import type { Dossier, Topic } from "./topic.ts";

export const resilience: Topic = {
  name: "resilience",
  description: "What stops when something stops: chains, single instances, timeouts and fallbacks",
  rules: [
    "unknown-host",
    "wrong-port",
    "dependency-not-ready",
    "compose-healthcheck-missing",
    "compose-restart-policy-missing",
    "k8s-liveness-*",
    "k8s-readiness-*",
    "k8s-probe*",
    "k8s-pdb-*",
    "k8s-single-replica",
    "k8s-service-*",
    "k8s-no-rolling-update",
    "docker-healthcheck-missing",
    "code-http-no-timeout",
    "x-http-*",
  ],
  view: "containers",
  decides: ["slo", "traffic"],
  verdict(dossier) {
    const broken = dossier.findings.find((it) => it.severity === "error");
    if (broken !== undefined)
      return md`**First: ${sentence(broken.message)}** That is no risk, it is an outage that waits for its first request.`;
    const [first] = alone(dossier);
    if (first === undefined)
      return md`**Nothing that others need runs alone.** Make sure that every call has a timeout shorter than its caller's; no configuration shows that.`;
    return md`**${linked(first.line.name, first.line.place)} is what everything leans on: ${count(first.weight, "component")} ${first.weight === 1 ? "stops" : "stop"} with it, and it runs once.** Decide what they do without it, or give it a twin.`;
  },
  seen(dossier) {
    const chain = longestChain(dossier);
    const outside = dossier.links.filter(({ to }) => to?.standing === "outside");
    return [
      ...alone(dossier)
        .slice(0, 5)
        .map(
          ({ line, weight }) =>
            md`${linked(line.name, line.place)} runs once; ${count(weight, "component")} ${weight === 1 ? "stops" : "stop"} with it`,
        ),
      ...(chain.length > 2
        ? [
            md`The longest chain of calls has ${String(chain.length)} parts: ${[chain.map(({ name }) => plain(name)).join(" → ")]}. With 99.9 % each, that is ${together(0.999, chain.length)} together`,
          ]
        : []),
      ...(outside.length > 0
        ? [
            md`Somebody else's: ${names([...new Map(outside.flatMap(({ to }) => (to === undefined ? [] : [[to.ref, to] as const]))).values()])}. Their worst day is yours where a request waits for them`,
          ]
        : []),
      promise(dossier),
    ].filter((it) => it.length > 0);
  },
  options(dossier) {
    const [first] = alone(dossier);
    return [
      {
        what: ["A timeout on every call, shorter than the caller's own"],
        effort: "hours",
        gains: "one slow part no longer stops them all",
        costs: "a number to choose per call: twice its 99th percentile is a beginning",
        when: "always",
      },
      {
        what: ["Say what happens without each dependency: an old answer, a default, an honest error"],
        effort: "a day a call",
        gains: "an outage of a part stays a part's",
        costs: "a second way through the code, to be tested",
        when: "a dependency is not needed for the core of the request",
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
              effort: "days for what holds no state, weeks for a store",
              gains: "bears the loss of one",
              costs: "twice its price; failover that has to be practised",
              when: "its outage costs more in a year than the twin, or a promise asks for it",
            },
          ]),
      {
        what: ["Circuit breakers around what fails for minutes"],
        effort: "a library, and a threshold that was measured",
        gains: "threads and patience are saved",
        costs: "one more state in which the system can be",
        when: "a dependency fails slowly and often",
      },
    ];
  },
  notYet: () => [
    md`A second region: not before an hour of outage costs more than a person's month.`,
    md`A service mesh for timeouts: a line in each client does it, up to about ten services.`,
  ],
};

const together = (each: number, parts: number): string => `${(100 * each ** parts).toFixed(2)} %`;

/** What a promise allows, in minutes a month. */
function promise({ stated: { slo } }: Dossier) {
  if (slo?.availability === undefined) return [];
  const minutes = (30 * 24 * 60 * (100 - slo.availability)) / 100;
  return md`You promise ${String(slo.availability)} %: ${minutes < 1 ? `${Math.round(minutes * 60)} seconds` : `${Math.round(minutes)} minutes`} of outage a month, deployments included`;
}
