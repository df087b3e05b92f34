import { rule } from "../rule.ts";
import { aboutParts, isDeployable, mainVariants, numberIn, partsOf, statedFor } from "./parts.ts";

export const moreServicesThanHands = rule({
  id: "more-services-than-hands",
  title: "There are no more services than people can look after",
  why: "Each service has a pipeline, a version, an owner and calls that fail. A team that has more than two for each of its people spends its time on what lies between them, and services come to belong to nobody.",
  remedy:
    "Let what is changed together and owned by the same people be one deployable with modules in it. The finding says from how many people on the number is right.",
  silent:
    "Systems whose team has not said its size (`team.people`), what is not built here (products, proxies), and all but the main variant.",
  area: "cost",
  covers: [],
  sources: ["https://martinfowler.com/bliki/MonolithFirst.html"],
  default: true,
  scope: "system",
  messages: { many: "{count} deployables for {people} {word}: so many are right from {wanted} on." },
  options: { perPerson: { usual: 2, says: "how many deployables one person looks after" } },
  severity: () => "note",
  *check(system, graph, options) {
    const people = statedFor(system, graph).team?.people;
    if (people === undefined) return;
    const each = numberIn(options["perPerson"], 2);
    for (const variant of mainVariants(system, graph)) {
      const deployables = partsOf(system, variant, graph).filter((it) => isDeployable(it, graph));
      if (deployables.length <= people * each) continue;
      const word = people === 1 ? "person" : "people";
      const params = { count: deployables.length, people, word, wanted: Math.ceil(deployables.length / each) };
      yield* aboutParts("many", deployables, variant, params, "deployables");
    }
  },
  good: [
    {
      title: "Two each",
      files: {
        "compose.yaml": `services:
  cart:
    build: cart
  catalog:
    build: catalog
  mailer:
    build: mailer
  orders:
    build: orders
  payments:
    build: payments
  stock:
    build: stock
`,
        ".architect/requirements.yaml": `team: {people: 3}
`,
      },
    },
    {
      title: "Nobody said how many there are",
      files: {
        "compose.yaml": `services:
  cart:
    build: cart
  catalog:
    build: catalog
  mailer:
    build: mailer
  orders:
    build: orders
  payments:
    build: payments
  stock:
    build: stock
  users:
    build: users
`,
      },
    },
    {
      title: "Products are no deployables of the team",
      files: {
        "compose.yaml": `services:
  api:
    build: api
  web:
    build: web
  proxy:
    image: nginx:1.29
`,
        ".architect/requirements.yaml": `team: {people: 1}
`,
      },
    },
  ],
  bad: [
    {
      title: "More than two each",
      files: {
        "compose.yaml": `services:
  cart:
    build: cart
  catalog:
    build: catalog
  mailer:
    build: mailer
  orders:
    build: orders
  payments:
    build: payments
  stock:
    build: stock
  users:
    build: users
`,
        ".architect/requirements.yaml": `team: {people: 3}
`,
      },
      says: ["7 deployables for 3 people: so many are right from 4 on."],
    },
  ],
});
