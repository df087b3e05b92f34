import type { Connection } from "../../graph/graph.ts";
import { type NonEmpty, nameOf, type Said } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { byEnd, causeOf, inWords, isMeant, proofOf, saidOfUses, whereOf } from "./selectors.ts";

export const teamOwn = rule({
  id: "team-own",
  title: "What somebody owns, nobody else touches",
  why: "A database that two services use is an interface that nobody agreed on: neither can change a table without the other, and neither knows.",
  remedy: "Ask the owner through its interface instead, or change the rule in `.architect/rules.yaml` with those who made it.",
  silent: "What no file of the workspace says; other styles of connection than the rule's (usually data).",
  area: "data",
  covers: [],
  sources: ["https://microservices.io/patterns/data/database-per-service.html"],
  default: true,
  scope: "resource:team-rule",
  messages: {
    stranger: "{from} uses {what}, which {rule} leaves to {owner}: {because}",
    several: "{users} all use {what}, and {rule} wants one owner: {because}",
  },
  severity: (_, subject) => subject?.severity ?? "error",
  *check(subject, graph) {
    const { demand, name, because } = subject;
    if (demand.verb !== "own") return;
    const into = byEnd(
      graph.connections().filter(({ style }) => demand.styles.includes(style)),
      "to",
    );
    for (const [to, connections] of into) {
      const owned = graph.component(to);
      if (owned === undefined || !isMeant(demand.of, owned, graph)) continue;
      const strangers = connections.filter(({ from }) => {
        const user = graph.component(from);
        return user !== undefined && !isMeant(demand.by ?? demand.of, user, graph);
      });
      const params = { what: owned.name, rule: name, because };
      const says = (those: readonly Connection[]) => {
        const said = saidOfUses(those.flatMap(({ uses }) => uses)) as NonEmpty<Said<true>>;
        const [first = subject.at, ...rest] = proofOf(said);
        return { in: whereOf(said), at: [first, ...rest, subject.at] as const };
      };
      if (demand.by === undefined) {
        if (strangers.length < 2) continue;
        const users = strangers.map(({ from }) => nameOf(from));
        yield {
          message: "several",
          params: { ...params, users: `${users.slice(0, -1).join(", ")} and ${users.at(-1)}` },
          cause: `${name}/${causeOf(to, graph)}`,
          about: [to, ...strangers.map(({ from }) => from)],
          ...says(strangers),
        };
      } else
        for (const it of strangers)
          yield {
            message: "stranger",
            params: { ...params, from: nameOf(it.from), owner: inWords(demand.by) },
            cause: `${name}/${causeOf(it.from, graph)}->${causeOf(to, graph)}`,
            about: [it.from, to],
            ...says([it]),
          };
    }
  },
  good: [
    {
      title: "Only the owner",
      files: {
        "compose.yaml": `services:
  billing:
    image: acme/billing:1.4
    environment:
      DATABASE_URL: postgres://billing-db:5432/billing
  billing-db:
    image: postgres:16.4
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {}
`,
        ".architect/rules.yaml": `rules:
  - name: billing-owns-its-data
    because: The tables change with every release of billing.
    own: { of: billing-db, by: billing }
  - name: a-database-a-service
    because: Tables are nobody's interface.
    own: { of: { kind: database } }
`,
      },
    },
  ],
  bad: [
    {
      title: "A stranger",
      files: {
        "compose.yaml": `services:
  billing:
    image: acme/billing:1.4
    environment:
      DATABASE_URL: postgres://billing-db:5432/billing
  reports:
    image: acme/reports:1.0
    environment:
      DATABASE_URL: postgres://billing-db:5432/billing
  billing-db:
    image: postgres:16.4
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {}
`,
        ".architect/rules.yaml": `rules:
  - name: billing-owns-its-data
    because: The tables change with every release of billing.
    severity: warning
    own: { of: billing-db, by: billing }
  - name: a-database-a-service
    because: Tables are nobody's interface.
    own: { of: { kind: database } }
`,
      },
      says: [
        "reports uses billing-db, which billing-owns-its-data leaves to billing: The tables change with every release of billing.",
        "billing and reports all use billing-db, and a-database-a-service wants one owner: Tables are nobody's interface.",
      ],
    },
  ],
});
