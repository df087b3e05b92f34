import type { ComponentLine } from "../../protocol.ts";
import { aboutOf, componentsOf, linksOf } from "../facts.ts";
import { code, linked, listed, md, plain, points } from "../markdown.ts";
import type { Piece } from "../turn.ts";
import { count } from "../words.ts";
import type { Question } from "./question.ts";

/** "Which database do we use?", "Is there a cache?", "What brokers are there?" */
export const kinds: Question = {
  name: "kinds",
  example: "Which databases are there, and who uses them?",
  answer({ text, overview, mentions }) {
    const asked = words.filter(([word]) => word.test(text));
    if (
      asked.length === 0 ||
      mentions.length > 0 ||
      !/\b(?:which|what|is there|are there|any|have|has|list|show|use[sd]?|where|who|how many)\b/i.test(text)
    )
      return undefined;
    const links = linksOf(overview);
    const parts = asked.map(([, one, many, of]): readonly Piece[] => {
      const found = componentsOf(overview).filter((it) => of.includes(it.kind));
      if (found.length === 0)
        return md`**There is no ${one} in the ${overview.filesRead} files that I read.** One that is created elsewhere (a managed service, another repository) and is not named by an address here would not be seen.`;
      return md`**${count(found.length, one, many)}:**\n\n${points(
        found.map((it) => {
          const users = links.filter(({ use }) => use.to === it.ref).map(({ from }) => linked(from.name, from.place));
          const by: readonly Piece[] = users.length === 0 ? ["; nobody here names it"] : md`; reached by ${listed(users, 6)}`;
          return md`${linked(it.name, it.place)}: ${[plain(aboutOf(it)), portsOf(it)]}${by}`;
        }),
      )}`;
    });
    return { body: parts.flatMap((it, index) => (index === 0 ? it : ["\n\n", ...it])) };
  },
};

const portsOf = ({ ports }: ComponentLine): string =>
  ports.length === 0
    ? ""
    : `, port ${ports
        .slice(0, 4)
        .map((it) => code(String(it)))
        .join(", ")}`;

const words: readonly (readonly [RegExp, one: string, many: string, kinds: readonly ComponentLine["kind"][]])[] = [
  [/\b(?:databases?|dbs?|datastores?|data stores?|sql)\b/i, "database", "databases", ["database"]],
  [/\b(?:caches?|caching)\b/i, "cache", "caches", ["cache"]],
  [/\b(?:brokers?|queues?|message bus|messaging|event bus|streams?)\b/i, "message broker", "message brokers", ["broker"]],
  [/\b(?:search engines?|search index|full[- ]text)\b/i, "search engine", "search engines", ["search"]],
  [/\b(?:object stor(?:age|e)s?|blob|buckets?|file storage)\b/i, "object store", "object stores", ["storage"]],
  [/\b(?:gateways?|reverse prox(?:y|ies)|load balancers?|ingress)\b/i, "gateway", "gateways", ["gateway"]],
  [/\b(?:front-?ends?|web ?apps?|ui)\b/i, "frontend", "frontends", ["frontend"]],
  [/\b(?:jobs?|workers?|cron)\b/i, "job", "jobs", ["job"]],
  [/\b(?:services|micro-?services?)\b/i, "service", "services", ["service"]],
  [/\b(?:monitoring|metrics|observability|tracing)\b/i, "monitoring component", "monitoring components", ["monitoring"]],
  [/\b(?:identity|auth(?:entication)? provider|sso|idp)\b/i, "identity provider", "identity providers", ["identity"]],
  [/\b(?:externals?|third[- ]part(?:y|ies)|outside)\b/i, "component outside", "components outside", ["external"]],
];
