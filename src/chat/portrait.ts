import type { ComponentLine, Overview, PlacedFinding } from "../protocol.ts";
import { aboutOf, linksOf } from "./facts.ts";
import { brieflyTold, causesOf } from "./findings.ts";
import { at, code, linked, listed, md, paragraphs, plain, points } from "./markdown.ts";
import { caller, target } from "./questions/links.ts";
import type { Piece } from "./turn.ts";

/** One component: what it is, who reaches it, what it needs, and what to look at. */
export function portrait(overview: Overview, line: ComponentLine, all: readonly PlacedFinding[]): readonly Piece[] {
  const links = linksOf(overview);
  const out = links.filter(({ from }) => from.ref === line.ref);
  const into = links.filter(({ use }) => use.to === line.ref);
  const found = all.filter((it) => it.about.includes(line.ref));
  const facts = [
    line.ports.length === 0 ? "" : `listens on ${line.ports.map((it) => code(String(it))).join(", ")}`,
    line.published.length === 0
      ? ""
      : `published as ${line.published.map(({ port, host }) => `${code(port)}${host === undefined ? " on every interface" : ` on ${code(host)}`}`).join(", ")}`,
    line.replicas === undefined || line.replicas === 1 ? "" : `runs ${line.replicas} times`,
  ].filter((it) => it !== "");
  const where: readonly Piece[] = line.place === undefined ? [] : md` ${at(line.place)}`;
  const also: readonly Piece[] = line.aliases.length === 0 ? [] : [`, also called ${line.aliases.slice(0, 4).map(code).join(", ")}`];
  return paragraphs(
    md`**${linked(line.name, line.place)}** is ${[article(aboutOf(line)), plain(aboutOf(line))]}${also}${where}${[facts.length === 0 ? "" : `; it ${facts.join("; ")}`]}.`,
    into.length === 0
      ? ["No component here names it as a host."]
      : md`Reached by ${listed(
          into.map(({ from }) => linked(from.name, from.place)),
          8,
        )}:\n\n${points(into.map(caller), 6)}`,
    out.length === 0 ? [] : md`It needs:\n\n${points(out.map(target), 8)}`,
    found.length === 0 ? [] : md`What I would look at:\n\n${brieflyTold(causesOf(found), 5)}`,
  );
}

const article = (words: string): string => (/^[aeiou]/i.test(words) ? "an " : "a ");
