import type { Graph } from "../../graph/graph.ts";
import { type Component, type EvidenceId, holdsIn, matchesName, type NonEmpty, type TeamDemand, type TeamRule } from "../../model/index.ts";
import { rule, type Says } from "../rule.ts";
import { causeOf, inWords, isMeant, proofOf, whereOf } from "./selectors.ts";

type Message = "none" | "to" | "from" | "owner" | "replicas";
type Require = Extract<TeamDemand, { readonly verb: "require" }>;

export const teamRequire = rule({
  id: "team-require",
  title: "What the team requires is there",
  why: "The team decided it, and says why in the rule itself: somebody owns every service, everything is watched, nothing of weight runs alone.",
  remedy: "Add what is missing. An owner is one line in `.architect/corrections.yaml`: `- owner: { of: billing, is: team-money }`.",
  silent: "Components of others (outside and unknown ones), unless the rule names their standing.",
  area: "operability",
  covers: [],
  sources: ["https://www.thoughtworks.com/radar/techniques/architectural-fitness-function"],
  default: true,
  scope: "resource:team-rule",
  messages: {
    none: "There is no {what}, which {rule} requires: {because}",
    to: "{component} has no connection to {what}, which {rule} requires: {because}",
    from: "{component} has no connection from {what}, which {rule} requires: {because}",
    owner: "{component} has no owner{what}, which {rule} requires: {because}",
    replicas: "{component} runs {number} of the {wanted} times that {rule} requires: {because}",
  },
  severity: (_, subject) => subject?.severity ?? "error",
  *check(subject, graph) {
    const { demand } = subject;
    if (demand.verb !== "require") return;
    const meant = graph
      .components()
      .filter((it) => (it.standing === "inside" || demand.of.standings !== undefined) && isMeant(demand.of, it, graph));
    if (demand.some && meant.length === 0)
      yield {
        message: "none",
        params: { what: inWords(demand.of), rule: subject.name, because: subject.because },
        cause: subject.name,
        about: [],
        in: "all",
        at: [subject.at],
      };
    for (const it of meant) yield* lacking(it, demand, subject, graph);
  },
  good: [
    {
      title: "Owned, and behind the gateway",
      files: {
        "compose.yaml": `services:
  gateway:
    image: nginx:1.27
    environment:
      BILLING_URL: http://billing:8080
  billing:
    image: acme/billing:1.4
    expose: ["8080"]
`,
        ".architect/corrections.yaml": `corrections:
  - owner: { of: billing, is: team-money }
`,
        ".architect/rules.yaml": `rules:
  - name: everybody-has-an-owner
    because: Somebody is called at night.
    require: { of: { kind: service }, owner: team-*, from: { kind: gateway } }
  - name: one-way-in
    because: Limits and logs are there.
    require: { of: { kind: gateway }, some: true }
`,
      },
    },
  ],
  bad: [
    {
      title: "Without an owner, without a gateway, alone",
      files: {
        "compose.yaml": `services:
  billing:
    image: acme/billing:1.4
    expose: ["8080"]
`,
        ".architect/rules.yaml": `rules:
  - name: everybody-has-an-owner
    because: Somebody is called at night.
    severity: warning
    require: { of: { kind: service }, owner: team-* }
  - name: one-way-in
    because: Limits and logs are there.
    require: { of: { kind: gateway }, some: true }
  - name: watched
    because: Silence is no sign of health.
    require: { of: billing, from: { kind: monitoring } }
  - name: never-alone
    because: A machine may go at any time.
    severity: note
    require: { of: billing, replicas: 2 }
`,
      },
      says: [
        "billing has no owner like team-*, which everybody-has-an-owner requires: Somebody is called at night.",
        "There is no gateway, which one-way-in requires: Limits and logs are there.",
        "billing has no connection from monitoring, which watched requires: Silence is no sign of health.",
        "billing runs 1 of the 2 times that never-alone requires: A machine may go at any time.",
      ],
    },
  ],
});

function* lacking(it: Component, demand: Require, { name, because, at }: TeamRule, graph: Graph): Iterable<Says<Message>> {
  const says = (message: Message, params: Says["params"], where = whereOf(it.exists), proof = proofOf(it.exists)): Says<Message> => ({
    message,
    params: { component: it.name, ...params, rule: name, because },
    cause: `${name}/${message}/${causeOf(it.id, graph)}`,
    about: [it.id],
    in: where,
    at: [...proof.slice(0, 1), at] as unknown as NonEmpty<EvidenceId>,
  });
  const isOne = (selector: typeof demand.to, ref: Component["id"]): boolean => {
    const component = graph.component(ref);
    return component !== undefined && isMeant(selector, component, graph);
  };
  if (demand.to !== undefined && !graph.usesFrom(it.id).some(({ to }) => isOne(demand.to, to as Component["id"])))
    yield says("to", { what: inWords(demand.to) });
  if (demand.from !== undefined && !graph.usesTo(it.id).some(({ from }) => isOne(demand.from, from)))
    yield says("from", { what: inWords(demand.from) });
  const { owners } = demand;
  if (owners !== undefined && !it.owner.some(({ value }) => owners.some((pattern) => matchesName(pattern, value))))
    yield says("owner", { what: owners.includes("*") ? "" : ` like ${owners.join(" or ")}` });
  const { replicas } = demand;
  if (replicas === undefined) return;
  for (const variant of graph.variants(it.system)) {
    if (!it.exists.some((said) => holdsIn(said.in, variant.id))) continue;
    // What says nothing is started once, in Compose and in Kubernetes alike.
    const said = it.replicas.find((one) => holdsIn(one.in, variant.id));
    const number = said?.value ?? 1;
    if (number < replicas) yield says("replicas", { number, wanted: replicas }, [variant.id], said && proofOf([said]));
  }
}
