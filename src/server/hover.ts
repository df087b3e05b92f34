import { type Hover, MarkupKind } from "vscode-languageserver/node";
import type { Component, Engine, Finding, Lookout, Names, Ref, Use } from "../engine/index.ts";
import { rangeOf } from "./diagnostics.ts";
import { escaped } from "./escaped.ts";
import { portraitOf } from "./named.ts";

/** What the hover needs of the session. */
interface Looking {
  readonly engine: Engine;
  readonly lookout: Lookout;
  readonly names: Names;
  readonly findings: readonly Finding[];
  /** The URI of a place, with the line in it: what a link of a hover opens. */
  linkTo(file: string, line: number): string;
}

/** One screen: what it is, who uses it, what it needs, and what is wrong with it. */
export function hoverAt(file: string, offset: number, looking: Looking): Hover | undefined {
  const here = looking.lookout.at(file, offset);
  const there = looking.names.at(file, offset);
  // Of two that stand there the narrower is meant: an image within its service.
  if (there !== undefined && (here === undefined || there.span.end - there.span.start < here.span.end - here.span.start))
    return { contents: { kind: MarkupKind.Markdown, value: portraitOf(there.named, looking) }, range: rangeOf(there.span) };
  if (here === undefined) return undefined;
  const graph = looking.engine.graph();
  const far = here.uses.map(({ to }) => graph.component(to)).filter((it) => it !== undefined);
  const about = here.uses.length > 0 ? [...new Set(far)] : here.components;
  if (about.length === 0) return undefined;
  const parts = about.slice(0, mostTold).map((it) => portrait(it, looking));
  if (there !== undefined) parts.push(portraitOf(there.named, looking));
  const head = here.uses.length > 0 ? [escaped(here.says[0] ?? "")] : [];
  return {
    contents: { kind: MarkupKind.Markdown, value: [...head, ...parts].join("\n\n---\n\n") },
    range: rangeOf(here.span),
  };
}
/** An address names one; a variable with a list of them few. */
const mostTold = 3;
const mostListed = 6;

function portrait(component: Component, looking: Looking): string {
  const graph = looking.engine.graph();
  const kind = graph.kind(component);
  const made = [component.technology[0]?.value, component.version[0]?.value].filter((it) => it !== undefined).join(" ");
  const standing =
    component.standing === "inside"
      ? ""
      : component.standing === "outside"
        ? ", outside this workspace"
        : ", defined nowhere in this workspace";
  const where = placeOf(component, looking);
  const owner = component.owner[0]?.value;
  const lines = [
    `**${escaped(component.name)}** · ${kind}${made === "" ? "" : `, ${escaped(made)}`}${standing}${where === undefined ? "" : ` · ${where}`}`,
    ...(owner === undefined ? [] : [`Owned by ${escaped(owner)}`]),
    ends("Used by", graph.usesTo(component.id), "from", looking),
    ends("Needs", graph.usesFrom(component.id), "to", looking),
    findingsOf(component, looking),
  ];
  return lines.filter((it) => it !== "").join("\n\n");
}

function ends(heading: string, uses: readonly Use[], end: "from" | "to", { engine }: Looking): string {
  const names = new Map<Ref, string>();
  for (const use of uses) {
    const over = [use.protocol, use.port === undefined ? undefined : `:${use.port}`].filter((it) => it !== undefined).join(" ");
    const name = engine.graph().component(use[end])?.name;
    if (name !== undefined && !names.has(use[end])) names.set(use[end], `${escaped(name)}${over === "" ? "" : ` (${escaped(over)})`}`);
  }
  const all = [...names.values()];
  if (all.length === 0) return "";
  const more = all.length > mostListed ? ` and ${all.length - mostListed} more` : "";
  return `${heading}: ${all.slice(0, mostListed).join(", ")}${more}`;
}

const signs = { error: "$(error)", warning: "$(warning)", note: "$(info)" } as const;

function findingsOf({ id }: Component, { findings }: Looking): string {
  const about = findings.filter((it) => it.about.includes(id));
  const told = about.slice(0, 4).map((it) => `- ${signs[it.severity]} ${escaped(it.message)}`);
  return [...told, ...(about.length > 4 ? [`- … and ${about.length - 4} more`] : [])].join("\n");
}

function placeOf({ exists: [{ ground }] }: Component, { engine, linkTo }: Looking): string | undefined {
  if (ground.by === "proposal") return undefined;
  const [proof] = ground.proof;
  const file = engine.architecture().evidence.get(proof)?.file;
  const line = engine.place(proof)?.line;
  if (file === undefined || line === undefined) return undefined;
  return `[${escaped(file)}:${line + 1}](${linkTo(file, line)})`;
}
