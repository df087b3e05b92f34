import type { Connection, Graph } from "../../graph/graph.ts";
import { type ComponentRef, type NonEmpty, nameOf, type Ref, type Said, type TeamRule } from "../../model/index.ts";
import { rule, type Says } from "../rule.ts";
import { byEnd, causeOf, isMeant, proofOf, saidOfUses, whereOf } from "./selectors.ts";

type Message = "connection" | "way" | "component";

export const teamForbid = rule({
  id: "team-forbid",
  title: "What the team forbids is not there",
  why: "The team decided it, and says why in the rule itself. A decision that nothing checks lasts until the next hurry.",
  remedy: "Take the connection (or the component) away, or change the rule in `.architect/rules.yaml` with those who made it.",
  silent: "What no file of the workspace says: a connection that cannot be seen breaks no rule.",
  area: "operability",
  covers: [],
  sources: ["https://www.thoughtworks.com/radar/techniques/architectural-fitness-function"],
  default: true,
  scope: "resource:team-rule",
  messages: {
    connection: "{from} connects to {to}, which {rule} forbids: {because}",
    way: "{from} reaches {to} over {way}, which {rule} forbids: {because}",
    component: "{component} is what {rule} forbids: {because}",
  },
  severity: (_, subject) => subject?.severity ?? "error",
  *check(subject, graph) {
    const { demand } = subject;
    if (demand.verb !== "forbid") return;
    if ("component" in demand) {
      for (const it of graph.components())
        if (isMeant(demand.component, it, graph))
          yield broken(subject, "component", { component: it.name }, causeOf(it.id, graph), it.exists, [it.id]);
      return;
    }
    const connections = graph.connections().filter(({ style }) => demand.styles === undefined || demand.styles.includes(style));
    const begin = endsMeant(demand.from, connections, graph, "from");
    const end = endsMeant(demand.to, connections, graph, "to");
    if (!demand.across) {
      for (const it of connections) if (begin.has(it.from) && end.has(it.to as ComponentRef)) yield way(subject, [it], graph);
      return;
    }
    const following = byEnd(connections, "from");
    for (const from of begin) for (const steps of shortestWays(from, end, following)) yield way(subject, steps, graph);
  },
  good: [
    {
      title: "Nothing that is forbidden",
      files: {
        "compose.yaml": `services:
  payments:
    image: acme/payments:1.4
    environment:
      LEDGER_URL: http://ledger:8080
  ledger:
    image: acme/ledger:2.0
    expose: ["8080"]
  marketing:
    image: acme/marketing:1.0
    environment:
      PAYMENTS_URL: http://payments:8080
`,
        ".architect/rules.yaml": `rules:
  - name: payments-stay-out-of-marketing
    because: Marketing's outages must not stop a payment.
    forbid: { from: payments, to: marketing, across: true }
`,
      },
    },
  ],
  bad: [
    {
      title: "A connection",
      files: {
        "compose.yaml": `services:
  payments:
    image: acme/payments:1.4
    environment:
      COUPONS_URL: http://marketing:8080
  marketing:
    image: acme/marketing:1.0
    expose: ["8080"]
`,
        ".architect/rules.yaml": `rules:
  - name: payments-stay-out-of-marketing
    because: Marketing's outages must not stop a payment.
    forbid: { from: payments*, to: marketing, style: call }
`,
      },
      says: ["payments connects to marketing, which payments-stay-out-of-marketing forbids: Marketing's outages must not stop a payment."],
    },
    {
      title: "A way over somebody else",
      files: {
        "compose.yaml": `services:
  payments:
    image: acme/payments:1.4
    environment:
      COUPONS_URL: http://coupons:8080
  coupons:
    image: acme/coupons:1.0
    environment:
      CAMPAIGNS_URL: http://marketing:8080
  marketing:
    image: acme/marketing:1.0
    expose: ["8080"]
`,
        ".architect/rules.yaml": `rules:
  - name: payments-stay-out-of-marketing
    because: Marketing's outages must not stop a payment.
    severity: warning
    forbid: { from: payments, to: marketing, across: true }
`,
      },
      says: [
        "payments reaches marketing over coupons, which payments-stay-out-of-marketing forbids: Marketing's outages must not stop a payment.",
      ],
    },
    {
      title: "A component",
      files: {
        "compose.yaml": `services:
  tickets:
    image: mongo:7.0
    volumes: [data:/data/db]
volumes:
  data: {}
`,
        ".architect/rules.yaml": `rules:
  - name: one-kind-of-database
    because: Two people run it, and both know PostgreSQL.
    forbid: { component: { kind: database, not: { technology: PostgreSQL } } }
`,
      },
      says: ["tickets is what one-kind-of-database forbids: Two people run it, and both know PostgreSQL."],
    },
  ],
});

/** Ends of connections that a selector means. */
function endsMeant(
  selector: Parameters<typeof isMeant>[0],
  connections: readonly Connection[],
  graph: Graph,
  end: "from" | "to",
): ReadonlySet<ComponentRef> {
  const refs = new Set(connections.map((it) => it[end] as ComponentRef));
  return new Set(
    [...refs].filter((it) => {
      const component = graph.component(it);
      return component !== undefined && isMeant(selector, component, graph);
    }),
  );
}

/** From one component the shortest way to each of the others that is reached, found breadth first. */
function* shortestWays(
  from: ComponentRef,
  ends: ReadonlySet<ComponentRef>,
  following: ReadonlyMap<Ref, readonly Connection[]>,
): Iterable<readonly Connection[]> {
  const came = new Map<ComponentRef, Connection | undefined>([[from, undefined]]);
  for (const at of came.keys())
    for (const it of following.get(at) ?? []) {
      const to = it.to as ComponentRef;
      if (came.has(to)) continue;
      came.set(to, it);
      if (ends.has(to)) yield wayBack(to, came);
    }
}

function wayBack(to: ComponentRef, came: ReadonlyMap<ComponentRef, Connection | undefined>): readonly Connection[] {
  const steps: Connection[] = [];
  for (let step = came.get(to); step !== undefined; step = came.get(step.from)) steps.unshift(step);
  return steps;
}

function way(subject: TeamRule, steps: readonly Connection[], graph: Graph): Says<Message> {
  const [first, last] = [steps[0] as Connection, steps.at(-1) as Connection];
  const between = steps.slice(1).map(({ from }) => nameOf(from));
  const said = saidOfUses(steps.flatMap(({ uses }) => uses)) as NonEmpty<Said<true>>;
  const params = { from: nameOf(first.from), to: nameOf(last.to), ...(between.length > 0 && { way: between.join(" and ") }) };
  // A way holds where its first step does: a later one that is missing there would be another finding's business.
  const where = saidOfUses(first.uses) as NonEmpty<Said<true>>;
  return broken(
    subject,
    between.length > 0 ? "way" : "connection",
    params,
    `${causeOf(first.from, graph)}->${causeOf(last.to, graph)}`,
    said,
    [first.from, last.to],
    where,
  );
}

function broken(
  { name, because, at }: TeamRule,
  message: Message,
  params: Says["params"],
  cause: string,
  said: NonEmpty<Said<true>>,
  about: Says["about"],
  where: NonEmpty<Said<true>> = said,
): Says<Message> {
  const [first = at, ...rest] = proofOf(said);
  return {
    message,
    params: { ...params, rule: name, because },
    cause: `${name}/${cause}`,
    about,
    in: whereOf(where),
    at: [first, ...rest, at],
  };
}
