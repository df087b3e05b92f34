import { type Component, storeKinds } from "../../model/index.ts";
import { listed } from "../kubernetes/objects.ts";
import { rule } from "../rule.ts";
import { aboutParts, mainVariants, numberIn, partsOf, statedFor } from "./parts.ts";

export const moreEnginesThanHands = rule({
  id: "more-engines-than-hands",
  title: "A team runs no more kinds of stores than it can know",
  why: "Every engine has its own ways of being backed up, upgraded, tuned and lost, and somebody has to know them at night. Where there are more engines than people can know, the first restore of one of them is tried when it is needed.",
  remedy:
    "Keep what has to be kept in one engine as long as it does the work: PostgreSQL also searches text, keeps documents and hands out jobs. The finding says for how many people the number would be right.",
  silent:
    "Systems whose team has not said its size (`team.people`), engines run by somebody else (named here and not started here), caches without data, and all but the main variant.",
  area: "cost",
  covers: [],
  sources: ["https://www.postgresql.org/docs/current/textsearch.html", "https://www.postgresql.org/docs/current/datatype-json.html"],
  default: true,
  scope: "system",
  messages: { many: "{count} kinds of stores ({engines}) want {wanted} people who know them, and the team has {people}." },
  options: {
    peoplePerEngine: {
      usual: 1,
      says: "how many people the team needs for each kind: with one for each, two know every kind where everybody knows two",
    },
  },
  severity: () => "note",
  *check(system, graph, options) {
    const people = statedFor(system, graph).team?.people;
    if (people === undefined) return;
    const each = numberIn(options["peoplePerEngine"], 1);
    for (const variant of mainVariants(system, graph)) {
      const engines = new Map<string, Component>();
      for (const part of partsOf(system, variant, graph)) {
        const kind = graph.kind(part, variant.id);
        const engine = part.technology[0]?.value;
        if (engine !== undefined && storeKinds.has(kind) && kind !== "cache" && !engines.has(engine)) engines.set(engine, part);
      }
      const wanted = engines.size * each;
      if (engines.size < 2 || wanted <= people) continue;
      const params = { count: engines.size, engines: listed([...engines.keys()].sort()), wanted, people };
      yield* aboutParts("many", [...engines.values()], variant, params, "engines");
    }
  },
  good: [
    {
      title: "As many as can be known",
      files: {
        "compose.yaml": `services:
  api:
    build: api
  db:
    image: postgres:17
    volumes: [db:/var/lib/postgresql/data]
  documents:
    image: mongo:8
    volumes: [documents:/data/db]
  finder:
    image: elasticsearch:9.1.0
    volumes: [finder:/usr/share/elasticsearch/data]
volumes:
  db: {}
  documents: {}
  finder: {}
`,
        ".architect/requirements.yaml": `team: {people: 3}
`,
      },
    },
    {
      title: "Nobody said how many there are",
      files: {
        "compose.yaml": `services:
  api:
    build: api
  db:
    image: postgres:17
    volumes: [db:/var/lib/postgresql/data]
  documents:
    image: mongo:8
    volumes: [documents:/data/db]
  finder:
    image: elasticsearch:9.1.0
    volumes: [finder:/usr/share/elasticsearch/data]
volumes:
  db: {}
  documents: {}
  finder: {}
`,
      },
    },
  ],
  bad: [
    {
      title: "Two people, three engines",
      files: {
        "compose.yaml": `services:
  api:
    build: api
  db:
    image: postgres:17
    volumes: [db:/var/lib/postgresql/data]
  documents:
    image: mongo:8
    volumes: [documents:/data/db]
  finder:
    image: elasticsearch:9.1.0
    volumes: [finder:/usr/share/elasticsearch/data]
volumes:
  db: {}
  documents: {}
  finder: {}
`,
        ".architect/requirements.yaml": `team: {people: 2}
`,
      },
      says: ["3 kinds of stores (Elasticsearch, MongoDB and PostgreSQL) want 3 people who know them, and the team has 2."],
    },
  ],
});
