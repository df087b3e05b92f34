import type { Graph } from "../graph/graph.ts";
import type { Component, Ref } from "../model/index.ts";
import { type Known, knownOf } from "./known.ts";
import { saysTechnology, technologiesIn } from "./technologies.ts";

/** Something a text names, and what became of it when it was held against the architecture. */
export interface Claim {
  /** Where it stands in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: "technology" | "identifier" | "address" | "number";
  readonly verdict: "found" | "not-found" | "contradicted" | "not-checkable";
  /** What it is, where it was found. */
  readonly refs: readonly Ref[];
  /** What the files say instead, where they do. */
  readonly instead?: string;
}

/**
 * Holds what a text names against the architecture. Only closed classes: names of products, identifiers in code spans, addresses
 * `host:port`, and ports, replicas and versions said beside exactly one component. Everything else is prose, and nobody's claim.
 */
export function check(graph: Graph, text: string): readonly Claim[] {
  const known = knownOf(graph);
  const claims: Claim[] = [];
  const free = (start: number, end: number) => !claims.some((it) => start < it.end && it.start < end);
  const take = (claim: Claim) => {
    if (free(claim.start, claim.end)) claims.push(claim);
  };
  for (const claim of addresses(text, known)) take(claim);
  for (const claim of codeSpans(text, known)) take(claim);
  for (const claim of products(text, known)) take(claim);
  for (const claim of numbers(text, known)) take(claim);
  return claims.sort((a, b) => a.start - b.start);
}

const refsOf = (components: readonly Component[]): readonly Ref[] => components.map((it) => it.id);

function* products(text: string, known: Known): Iterable<Claim> {
  for (const { start, end, text: name, technology } of technologiesIn(text)) {
    const refs = refsOf(known.components.filter((it) => namesOf(it).some((word) => saysTechnology(word, technology))));
    const elsewhere = refs.length === 0 && known.words.some((word) => saysTechnology(word, technology));
    yield { start, end, text: name, kind: "technology", verdict: refs.length > 0 || elsewhere ? "found" : "not-found", refs };
  }
}

const namesOf = (it: Component): readonly string[] => [
  it.name,
  ...it.aliases.map((said) => said.value),
  ...it.technology.map((said) => said.value),
];

/** Names that mean the machine or a placeholder: right or wrong, no file of the workspace can say. */
const nobodysHost = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|host\.docker\.internal|example|hostname|host|ip|tcp|udp|port|line)$/i;

function* addresses(text: string, known: Known): Iterable<Claim> {
  for (const match of text.matchAll(
    /(?<![\w.:/@-])(?:[a-z][a-z0-9+.-]*:\/\/)?([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)*):(\d{2,5})(?![\w:.]\w)/gi,
  )) {
    const [whole, host = "", number = ""] = match;
    const at = { start: match.index, end: match.index + whole.length, text: whole, kind: "address" as const };
    const port = Number(number);
    if (nobodysHost.test(host) || port > 65535) continue;
    const image = known.words.includes(whole.toLowerCase());
    const components = known.named(host);
    if (image) yield { ...at, verdict: "found", refs: refsOf(components) };
    else if (components.length === 0) yield { ...at, verdict: host.includes(".") ? "not-checkable" : "not-found", refs: [] };
    else {
      const ports = known.portsOf(components);
      const right = ports.length === 0 ? "not-checkable" : ports.includes(port) ? "found" : "contradicted";
      yield { ...at, verdict: right, refs: refsOf(components), ...(right === "contradicted" ? { instead: ports.join(", ") } : {}) };
    }
  }
}

/** What a name in a workspace looks like. `SIGTERM`, `GET`, `loadUser()` and `a b` do not. */
const identifier = /^[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*$/;
const path = /^\.{0,2}\/?(?:[\w.@-]+\/)+[\w.@-]+$|^[\w-]+\.(?:ya?ml|json|toml|env|sql|conf|proto|tf)$/i;

function* codeSpans(text: string, known: Known): Iterable<Claim> {
  for (const match of text.matchAll(/(?<!`)(`+)(?!`)([^`]+?)\1(?!`)/g)) {
    const name = (match[2] ?? "").trim();
    const at = { start: match.index, end: match.index + match[0].length, text: name, kind: "identifier" as const };
    const components = known.named(name);
    if (components.length > 0) yield { ...at, verdict: "found", refs: refsOf(components) };
    else if (known.has(name)) yield { ...at, verdict: "found", refs: [] };
    else if (path.test(name)) yield { ...at, verdict: "not-checkable", refs: [] };
    else if (technologiesIn(name).length > 0) continue;
    else if (identifier.test(name) && !vocabulary.has(name)) yield { ...at, verdict: "not-found", refs: [] };
    else yield { ...at, verdict: "not-checkable", refs: [] };
  }
}

/** Words of the formats themselves, which every answer about them uses. */
const vocabulary: ReadonlySet<string> = new Set(
  `true false null none yes no always on-failure unless-stopped service_started service_healthy service_completed_successfully latest root host bridge
  services service image build context dockerfile target args command entrypoint environment env_file ports expose volumes volume networks network
  healthcheck test interval timeout retries start_period start_interval depends_on condition restart deploy replicas resources limits reservations
  cpus memory labels logging driver secrets secret configs config profiles profile extends include user privileged cap_add cap_drop security_opt
  read_only tmpfs ulimits sysctls stop_grace_period stop_signal hostname container_name links aliases external internal name init scale platform
  pull_policy develop watch models x- docker docker-compose compose kubectl helm kubernetes npm node python java go sql yaml json http https tcp udp grpc
  amqp get post put delete patch select insert update where curl wget pg_isready redis-cli mysqladmin nc ping localhost main dev prod staging
  production development default public select explain analyze index noeviction allkeys-lru volatile-lru appendonly maxmemory maxmemory-policy`.split(
    /\s+/,
  ),
);

/** "billing listens on port 8080", "three … " is prose: only digits are held, and only where one component is meant. */
function* numbers(text: string, known: Known): Iterable<Claim> {
  for (const sentence of text.matchAll(/[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*/g)) {
    const subjects = known.mentionedIn(sentence[0]);
    const [subject] = subjects;
    if (subject === undefined || subjects.length > 1) continue;
    for (const match of sentence[0].matchAll(/\bports? (\d{2,5})\b|\b(\d{1,4}) (?:replicas|instances|copies)\b/gi)) {
      const start = sentence.index + match.index;
      const at = { start, end: start + match[0].length, text: match[0], kind: "number" as const, refs: [subject.id] };
      const said = Number(match[1] ?? match[2]);
      const facts = match[1] === undefined ? subject.replicas.map((it) => it.value) : known.portsOf([subject]);
      if (facts.length === 0) yield { ...at, verdict: "not-checkable" };
      else if (facts.includes(said)) yield { ...at, verdict: "found" };
      else yield { ...at, verdict: "contradicted", instead: [...new Set(facts)].join(", ") };
    }
  }
}
