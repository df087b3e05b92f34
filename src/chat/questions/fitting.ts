import type { ComponentLine } from "../../protocol.ts";
import { aboutOf } from "../facts.ts";
import { linked, md, paragraphs, plain } from "../markdown.ts";
import { byTechnology } from "../mentions.ts";
import { asynchronous } from "../topics/asynchronous.ts";
import { cache } from "../topics/cache.ts";
import { data } from "../topics/data.ts";
import { deploy } from "../topics/deploy.ts";
import { resilience } from "../topics/resilience.ts";
import { names, ofKind, usersOf } from "../topics/shape.ts";
import { style } from "../topics/style.ts";
import { briefly } from "../topics/told.ts";
import { type Dossier, dossierOf, patternsOf, type Topic } from "../topics/topic.ts";
import type { Piece } from "../turn.ts";
import type { Asked, Question } from "./question.ts";

/** "Do we need Kafka?", "Should we use GraphQL?", "Would event sourcing help?": a thing that is named, and whether it would earn its keep. */
export const fitting: Question = {
  name: "fitting",
  example: "Do we need Kafka?",
  judges: true,
  async answer(asked) {
    if (!wanted.test(asked.text)) return undefined;
    const thing = things.find(({ words }) => words.test(asked.text));
    if (thing === undefined) return undefined;
    const dossier = dossierOf(asked.overview, await asked.findings(), thing.topic);
    return {
      body: paragraphs(answered(thing, asked, dossier), briefly(thing.topic, dossier)),
      rules: patternsOf(thing.topic),
      next: [`/${thing.topic.name}`, "/requirements"],
    };
  },
};

function answered(thing: Thing, { overview, text }: Asked, dossier: Dossier): readonly Piece[] {
  const name = text.match(thing.words)?.[0] ?? "it";
  const title = thing.title ?? name;
  const here =
    thing.kind === undefined
      ? []
      : byTechnology(overview, name)
          .map(({ line }) => line)
          .filter(({ kind }) => kind === thing.kind);
  const [own] = here;
  if (own !== undefined) {
    const users = usersOf(dossier, own);
    return users.length === 0
      ? md`**You have it, and nobody in these files uses it: ${linked(own.name, own.place)}.** Find out who does before it is patched for another year.`
      : md`**You run it already: ${linked(own.name, own.place)} (${[plain(aboutOf(own))]}), used by ${names(users)}.** It earns its keep with ${[thing.when]}; with less, something smaller would do, and that is no hurry.`;
  }
  const [instead] = thing.kind === undefined ? [] : ofKind(dossier, thing.kind);
  return instead === undefined
    ? md`**Not by anything in these files: do without ${title}.** It would be right with ${[thing.when]}. Until then: ${[thing.instead]}.`
    : md`**No: ${linked(instead.name, instead.place)} (${[plain(aboutOf(instead))]}) is there, and nothing in these files asks for more than it gives.** ${title} would be right with ${[thing.when]}.`;
}

/** Of a thing that is named before anything is built; nothing, where none is. */
export function doWithout(text: string): readonly Piece[] {
  const thing = wanted.test(text) ? things.find(({ words }) => words.test(text)) : undefined;
  if (thing === undefined) return [];
  return md`**Begin without ${thing.title ?? text.match(thing.words)?.[0] ?? "it"}.** It would be right with ${[thing.when]}. Until then: ${[thing.instead]}.`;
}

interface Thing {
  readonly words: RegExp;
  readonly title?: string;
  readonly topic: Topic;
  /** What would do its work, where it is an engine. */
  readonly kind?: ComponentLine["kind"];
  /** What makes it right. */
  readonly when: string;
  /** What does, until then. */
  readonly instead: string;
}

const wanted =
  /\b(?:do|does|did|will|would|should|shall|could|can|is|are|why)\b.{0,30}\b(?:need|use|using|want|adopt|introduce|move|migrate|switch|go|try|help|worth|good|better|overkill|too early|make sense|right)\b/i;

const things: readonly Thing[] = [
  {
    words: /\b(?:kafka|redpanda|pulsar|kinesis|event hubs)\b/i,
    topic: asynchronous,
    kind: "broker",
    when: "a third reader of the same facts, a need to read them again, or more than some thousand messages a second",
    instead: "a table of jobs and a worker in the database that is there",
  },
  {
    words: /\b(?:rabbit ?mq|activemq|nats|sqs|service bus|message (?:broker|queue|bus)|a broker|a queue|celery|bullmq|sidekiq)\b/i,
    topic: asynchronous,
    kind: "broker",
    when: "several kinds of consumers, or work that must survive the database",
    instead: "a table of jobs and a worker in the database that is there",
  },
  {
    words: /\b(?:redis|memcached|valkey)\b/i,
    topic: cache,
    kind: "cache",
    when: "the same answer asked for more than ten times a second, from a store that is above half its CPU because of it",
    instead: "an index on the slow read, and `Cache-Control` on what is the same for everybody",
  },
  {
    words: /\b(?:kubernetes|k8s|openshift|nomad|an orchestrator)\b/i,
    topic: deploy,
    when: "several machines and two teams, and somebody who upgrades it three times a year",
    instead: "Compose on one machine, or a platform that takes images",
  },
  {
    words: /\b(?:istio|linkerd|service mesh(?:es)?)\b/i,
    title: "a service mesh",
    topic: resilience,
    when: "ten services in several languages, or a rule that every hop is encrypted",
    instead: "a timeout and two retries in each client",
  },
  {
    words: /\b(?:event sourcing|cqrs)\b/i,
    topic: style,
    when: "an auditor who asks what was known when, or reads that outnumber writes a hundredfold",
    instead: "a table of what changed, written in the same transaction",
  },
  {
    words: /\b(?:graphql)\b/i,
    topic: style,
    when: "several clients that need different parts of the same data, and a team that looks after its resolvers",
    instead: "REST, with one endpoint per screen where a client needs it",
  },
  {
    words: /\b(?:grpc)\b/i,
    topic: style,
    when: "calls between your own services whose volume or contracts hurt with JSON",
    instead: "HTTP and JSON with a schema that is checked",
  },
  {
    words: /\b(?:mongo ?db|cassandra|dynamo ?db|nosql|couchbase)\b/i,
    topic: data,
    kind: "database",
    when: "an access by key that is known for years, or documents that are always read whole",
    instead: "a relational database, with a column of JSON where a document is kept",
  },
  {
    words: /\b(?:elastic ?search|open ?search|solr|meilisearch|typesense)\b/i,
    topic: data,
    kind: "search",
    when: "ranking, typing errors and facets that people really use, over more text than the database's own index answers in time",
    instead: "the full-text index of the database that is there",
  },
  {
    words: /\b(?:shard(?:ing|s)?|partition(?:ing|s)?)\b/i,
    topic: data,
    when: "about a terabyte, or ten thousand writes a second, on the largest machine that is sensible",
    instead: "indexes, a larger machine, and old rows moved away",
  },
  {
    words: /\b(?:read replicas?)\b/i,
    topic: data,
    when: "explained, indexed reads that take more than half of the primary's CPU at peak",
    instead: "explain the slowest three queries, and index them",
  },
  {
    words: /\b(?:serverless|lambdas?|cloud functions?|faas)\b/i,
    topic: style,
    when: "short work that comes in bursts, with long silence between",
    instead: "one deployable that is always warm",
  },
  {
    words: /\b(?:api gateway)\b/i,
    topic: style,
    kind: "gateway",
    when: "several services that outsiders call, with one place for keys, limits and routes",
    instead: "one address per service behind the balancer that is there",
  },
  {
    words: /\b(?:second region|multi-?region|active-active|multi-?cloud)\b/i,
    topic: deploy,
    when: "an hour of outage that costs more than a person's month",
    instead: "two zones of one region, and a restore that was practised",
  },
];
