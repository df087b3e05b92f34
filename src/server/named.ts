import type { Location } from "vscode-languageserver/node";
import { type Engine, type EvidenceId, type Finding, fileOf, type Named, type Names, nameOf, type Spot } from "../engine/index.ts";
import { rangeOf } from "./diagnostics.ts";
import { escaped } from "./escaped.ts";

interface Looking {
  readonly engine: Engine;
  readonly names: Names;
  readonly findings: readonly Finding[];
  /** The URI of a place, with the line in it: what a link of a hover opens. */
  linkTo(file: string, line: number): string;
}

const words: Readonly<Record<Named["sort"], string>> = {
  image: "image",
  table: "table",
  topic: "topic",
  configmap: "ConfigMap",
  secret: "Secret",
  key: "key",
  volume: "volume",
  variable: "variable",
};
const most = 6;

/** One screen about an image, a table, a topic, a key, a volume: where it is made, who uses it, what is in it, what is wrong with it. */
export function portraitOf(named: Named, looking: Looking): string {
  const spots = looking.names.spots(named);
  const { of, about } = spots.find((it) => it.role === "defined")?.named ?? named;
  const defined = spots.filter(({ role }) => role === "defined");
  const lines = [
    `**${escaped(named.name)}** · ${words[named.sort]}${of === undefined ? "" : ` of ${escaped(of)}`}`,
    about === undefined || about === "" ? "" : `${named.sort === "table" ? "Columns" : "Holds"}: ${escaped(about)}`,
    listed("Defined in", [...new Set(defined.flatMap(({ at }) => linked(at, looking)))]),
    listed("Used by", users(spots)),
    named.sort === "variable" || named.sort === "image" || defined.length > 0 ? "" : "Defined nowhere in this workspace",
    wrongs(spots, looking),
  ];
  return lines.filter((it) => it !== "").join("\n\n");
}

const listed = (heading: string, all: readonly string[]): string =>
  all.length === 0 ? "" : `${heading}: ${all.slice(0, most).join(", ")}${all.length > most ? ` and ${all.length - most} more` : ""}`;

/** "api (16.4)", "billing (publishes)": each once. */
function users(spots: readonly Spot[]): readonly string[] {
  const used = spots.filter(({ role }) => role === "used");
  const said = used.flatMap(({ by, says, named }) => {
    const who = by === undefined ? undefined : nameOf(by);
    // Another table points at it.
    const what = who ?? (named.sort === "table" ? says : undefined);
    return what === undefined ? [] : [`${escaped(what)}${who === undefined || says === undefined ? "" : ` (${escaped(says)})`}`];
  });
  return [...new Set(said)];
}

function linked(at: EvidenceId, { engine, linkTo }: Looking): readonly string[] {
  const line = engine.place(at)?.line;
  const file = fileOf(at);
  return line === undefined ? [] : [`[${escaped(file)}:${line + 1}](${linkTo(file, line)})`];
}

function wrongs(spots: readonly Spot[], { findings }: Looking): string {
  const here = new Set(spots.map(({ at }) => at));
  const about = findings.filter((it) => it.at.some((at) => here.has(at)));
  const signs = { error: "$(error)", warning: "$(warning)", note: "$(info)" } as const;
  return about
    .slice(0, 4)
    .map((it) => `- ${signs[it.severity]} ${escaped(it.message)}`)
    .join("\n");
}

/** The places of a name, in the order its spots have. */
export function placesOfNamed(spots: readonly Spot[], engine: Engine, uriOf: (file: string) => string): readonly Location[] {
  const all = spots.flatMap(({ at }): readonly Location[] => {
    const span = engine.place(at);
    if (span === undefined) return [];
    const range = rangeOf(span);
    return [{ uri: uriOf(fileOf(at)), range: range.start.line === range.end.line ? range : { start: range.start, end: range.start } }];
  });
  return [...new Map(all.map((it) => [`${it.uri}:${it.range.start.line}:${it.range.start.character}`, it])).values()];
}
