import { paragraphs } from "../markdown.ts";
import { asynchronous } from "../topics/asynchronous.ts";
import { cache } from "../topics/cache.ts";
import { data } from "../topics/data.ts";
import { deploy } from "../topics/deploy.ts";
import { resilience } from "../topics/resilience.ts";
import { scale } from "../topics/scale.ts";
import { briefly } from "../topics/told.ts";
import { dossierOf, patternsOf, type Topic } from "../topics/topic.ts";
import type { Question } from "./question.ts";

/** "Where do I add a cache?", "How should we do retries?", "Which database should we take?" */
export const placing: Question = {
  name: "placing",
  example: "Where would I add a cache?",
  judges: true,
  async answer(asked) {
    if (!wanted.test(asked.text)) return undefined;
    const topic = about.find(([words]) => words.test(asked.text))?.[1];
    if (topic === undefined) return undefined;
    const dossier = dossierOf(asked.overview, await asked.findings(), topic);
    return {
      body: paragraphs(topic.verdict(dossier), briefly(topic, dossier)),
      rules: patternsOf(topic),
      next: [`/${topic.name}`, "/requirements"],
    };
  },
};

/** Asked for advice, or for a place to put something; what is there is another question. */
const wanted =
  /\b(?:where|how|which|what)\b.{0,40}\b(?:add|put|place|introduce|apply|take|choose|pick|start|begin|handle|implement|set up|make|improve|deploy)\b|^\W*(?:should|shall|would) (?:we|i|you)\b|\b(?:worth|recommend|suggest|advise)\b/i;

const about: readonly (readonly [RegExp, Topic])[] = [
  [/\b(?:cach(?:e|es|ed|ing)|cdn|ttl|stampede|memoi[sz]e)\b/i, cache],
  [
    /\b(?:queues?|async(?:hronous)?|background|jobs?|workers?|events?|event-driven|brokers?|messag(?:e|es|ing)|outbox|dead letters?|pub\/?sub)\b/i,
    asynchronous,
  ],
  [
    /\b(?:retr(?:y|ies)|time-?outs?|circuit breakers?|fallbacks?|resilien(?:t|ce)|fault tolerant|outages?|failover|high availability|highly available)\b/i,
    resilience,
  ],
  [
    /\b(?:database|databases|schema|tables?|indexes|indices|sharding|shards?|partition(?:s|ing)?|read replicas?|backups?|nosql|sql)\b/i,
    data,
  ],
  [/\b(?:deploy(?:s|ment|ing)?|kubernetes|k8s|rollouts?|rollbacks?|pipelines?|ci\/cd|containers?|probes?)\b/i, deploy],
  [/\b(?:autoscal(?:e|ing|er)|replicas?|load balanc(?:er|ing)|throughput|stateless)\b/i, scale],
];
