import { nameOf, type Ref } from "../../engine/index.ts";
import type { Changes, ConnectionRow, Field } from "./changes.ts";

/** A change in words. */
export interface Line {
  readonly mark: "+" | "-" | "~";
  readonly says: string;
}
export interface Section {
  readonly heading: string;
  readonly lines: readonly Line[];
}

/** What changed, in sections with a line for each change; sections without one are left out. */
export function sectionsOf(changes: Changes): readonly Section[] {
  const { systems, components, renamed, connections, endpoints, topics, entities, findings } = changes;
  const named = (it: { readonly id: string; readonly name?: string }): string => it.name ?? it.id;
  const table = <Row extends object>(
    rows: { readonly added: readonly Row[]; readonly removed: readonly Row[] },
    says: (row: Row) => string,
  ) => [
    ...rows.added.map((it): Line => ({ mark: "+", says: says(it) })),
    ...rows.removed.map((it): Line => ({ mark: "-", says: says(it) })),
  ];
  const changed = <Row extends object>(
    rows: { readonly changed: readonly { readonly now: Row; readonly fields: readonly Field[] }[] },
    says: (row: Row) => string,
  ) => rows.changed.map(({ now, fields }): Line => ({ mark: "~", says: `${says(now)}: ${fields.map(fieldWords).join("; ")}` }));
  const sections: readonly Section[] = [
    { heading: "Systems", lines: table(systems, named) },
    {
      heading: "Components",
      lines: [
        ...table(components, (it) => [it.name, [it.kind, it.technology, it.version].filter((word) => word !== null).join(" ")].join(", ")),
        ...renamed.map(({ from, to }): Line => ({ mark: "~", says: `${nameOf(from)} is now called ${nameOf(to)}` })),
        ...changed(components, named),
      ],
    },
    { heading: "Connections", lines: [...table(connections, connectionWords), ...changed(connections, connectionWords)] },
    { heading: "Endpoints", lines: [...table(endpoints, named), ...changed(endpoints, named)] },
    { heading: "Topics", lines: [...table(topics, named), ...changed(topics, named)] },
    { heading: "Entities", lines: [...table(entities, named), ...changed(entities, named)] },
    {
      heading: "Findings",
      lines: [
        ...findings.added.map((it): Line => ({ mark: "+", says: `${it.severity} ${it.rule}: ${it.message}` })),
        ...findings.resolved.map((it): Line => ({ mark: "-", says: `${it.severity} ${it.rule}: ${it.message}` })),
      ],
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

const connectionWords = ({ from, to, style, protocol, strength }: ConnectionRow): string =>
  `${nameOf(from)} ${strength === "inferred" ? "⇢" : "→"} ${nameOf(to as Ref)}, ${[style, protocol].filter((it) => it !== null).join(" ")}`;

const fieldWords = ({ field, from, to }: Field): string => `${field} ${valueWords(from)} → ${valueWords(to)}`;

function valueWords(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(valueWords).join(", ");
  if (typeof value !== "object") return String(value);
  const { number, published, name } = value as { number?: number; published?: { port: string; host: string | null } | null; name?: string };
  if (number !== undefined) return published ? `${published.host ?? "*"}:${published.port}→${number}` : `:${number}`;
  return name ?? JSON.stringify(value);
}
