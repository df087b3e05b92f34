import type { ComponentLine, Overview } from "../../protocol.ts";
import type { Link } from "../facts.ts";
import { aboutOf, linksOf, members } from "../facts.ts";
import { whereIs } from "../markdown.ts";

/** A component by the name or the id that a model uses. */
export function called(overview: Overview, name: string | undefined): ComponentLine | undefined {
  if (name === undefined) return undefined;
  const wanted = name
    .replace(/[⟦⟧`]/g, "")
    .replace(/^component:/, "")
    .toLowerCase();
  const all = members(overview).map(({ line }) => line);
  return (
    all.find(({ ref }) => ref.slice(ref.indexOf(":") + 1).toLowerCase() === wanted) ??
    all.find((it) => it.name.toLowerCase() === wanted) ??
    all.find((it) => it.aliases.some((alias) => alias.toLowerCase() === wanted))
  );
}

export const idOf = ({ ref }: Pick<ComponentLine, "ref">): string => `⟦${ref.slice(ref.indexOf(":") + 1)}⟧`;

export const componentFact = (line: ComponentLine): string =>
  `- ${idOf(line)} ${aboutOf(line)}${line.ports.length === 0 ? "" : `; ports ${line.ports.join(", ")}`}${line.replicas === undefined ? "" : `; replicas ${line.replicas}`}${line.place === undefined ? "" : ` (${whereIs(line.place)})`}`;

export const linkFact = ({ from, to, use }: Link): string =>
  `- ${idOf(from)} -> ${to === undefined ? use.name : idOf(to)} ${use.style}: ${use.label}; ${use.dotted ? "inferred" : "declared"}`;

/** Connections that begin or end at a component. */
export const linksAt = (overview: Overview, { ref }: ComponentLine, direction: "in" | "out" | "both"): readonly Link[] =>
  linksOf(overview).filter(({ from, use }) => (direction !== "in" && from.ref === ref) || (direction !== "out" && use.to === ref));

/** What is said where nobody answers to a name. */
export const nobodyCalled = (overview: Overview, name: string | undefined): string =>
  name === undefined
    ? "Which component? Give its id or its name."
    : `No component is called ${name}. There are: ${members(overview)
        .slice(0, 60)
        .map(({ line }) => idOf(line))
        .join(" ")}`;
