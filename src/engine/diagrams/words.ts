import type { Component, Kind, Port, Use, VariantId } from "../model/index.ts";
import { type Thing, valueIn, valuesIn } from "./scene.ts";

/** What a kind is called in a picture. */
const kindWords: Readonly<Record<Kind, string>> = {
  person: "Person",
  frontend: "Front end",
  gateway: "Gateway",
  service: "Service",
  function: "Function",
  job: "Job",
  database: "Database",
  cache: "Cache",
  search: "Search engine",
  storage: "Storage",
  broker: "Message broker",
  config: "Configuration",
  discovery: "Service discovery",
  identity: "Identity provider",
  monitoring: "Monitoring",
  infra: "Infrastructure",
  external: "Outside system",
};

/** The lines of a box, as C4 wants them: the name, then what it is and what it is made with, then how it is reached. */
export function boxLines(thing: Thing, variant: VariantId | undefined): readonly string[] {
  return [thing.name, whatItIs(thing, variant), portLine(thing, variant)].filter((it) => it !== "");
}

/** "Database, postgres 16, port 5432": what a screen reader says after the name. */
export function aboutBox(thing: Thing, variant: VariantId | undefined): string {
  const { members } = thing;
  if (members.length > 1) return `${thing.what ?? kindWords[thing.kind]}: ${members.map((it) => it.name).join(", ")}`;
  return [whatItIs(thing, variant).replace(" · ", ", "), portLine(thing, variant).replaceAll("→", "to")]
    .filter((it) => it !== "")
    .join(", ");
}

function whatItIs(thing: Thing, variant: VariantId | undefined): string {
  if (thing.what !== undefined) return thing.what;
  const [member] = thing.members;
  const what =
    thing.standing === "unknown"
      ? "Not in this workspace"
      : thing.standing === "outside" && thing.kind === "service"
        ? kindWords.external
        : kindWords[thing.kind];
  if (member === undefined || thing.members.length > 1) return what;
  const made = madeWith(member, variant);
  const replicas = valueIn(member.replicas, variant) ?? 1;
  return [what, made, replicas === 1 ? "" : `× ${replicas}`].filter((it) => it !== "").join(" · ");
}

function madeWith(component: Component, variant: VariantId | undefined): string {
  const technology = valueIn(component.technology, variant);
  if (technology === undefined) return "";
  const version = valueIn(component.version, variant);
  return version === undefined || technology.includes(version) ? technology : `${technology} ${version}`;
}

function portLine(thing: Thing, variant: VariantId | undefined): string {
  const [member] = thing.members;
  if (member === undefined || thing.members.length > 1) return "";
  const ports = [...new Set(valuesIn(member.ports, variant).map(portWords))];
  // An opened port says more than one that only neighbours reach.
  const opened = ports.filter((it) => it.startsWith("open"));
  const shown = opened.length > 0 ? opened : ports;
  return [shown.slice(0, 2).join(", "), shown.length > 2 ? `and ${shown.length - 2} more` : ""].filter((it) => it !== "").join(" ");
}

function portWords({ number, published }: Port): string {
  if (published === undefined) return `:${number}`;
  const host = published.host === undefined || published.host === "0.0.0.0" || published.host === "::" ? "" : published.host;
  return published.port === String(number) ? `open ${host}:${number}` : `open ${host}:${published.port} → ${number}`;
}

const deeds: Readonly<Record<Use["does"], string>> = {
  calls: "calls",
  reads: "reads",
  writes: "writes",
  publishes: "publishes",
  consumes: "consumes",
  registers: "registers",
};

/** A few words on an arrow: what is done and how. "reads, writes · postgres", "http". */
export function arrowLabel(uses: readonly Use[]): string {
  const protocols = [...new Set(uses.map((it) => it.protocol).filter((it) => it !== undefined))].sort();
  const shown = protocols.length > 3 ? [...protocols.slice(0, 2), `${protocols.length - 2} more`] : protocols;
  const done = [...new Set(uses.map((it) => it.does))].filter((it) => it !== "calls" || protocols.length === 0).map((it) => deeds[it]);
  return [done.join(", "), shown.join(", ")].filter((it) => it !== "").join(" · ");
}

/** Names in a sentence; many are cut short. */
export const listed = (names: readonly string[]): string =>
  names.length <= 5 ? names.join(", ") : `${names.slice(0, 4).join(", ")} and ${names.length - 4} more`;
