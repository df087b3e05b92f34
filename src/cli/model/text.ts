import { type Engine, nameOf, type SystemId } from "../../engine/index.ts";
import { harmless, type Ink } from "../ink.ts";
import { modelJson } from "./json.ts";
import type { Seen } from "./seen.ts";

type Model = ReturnType<typeof modelJson>;

/** The architecture for people: a table of components per system, then who reaches whom. */
export function modelText(engine: Engine, seen: Seen, systems: ReadonlySet<SystemId>, ink: Ink): string {
  const model = cleaned(modelJson(engine, seen, systems));
  const parts = model.systems.map(({ id, reason }) => systemText(model, id, reason, seen.variantOf(id), ink));
  if (model.problems.length > 0) {
    parts.push([ink.strong("Problems"), ...model.problems.map((it) => `  ${it.file}:${it.line}  ${it.message}`)].join("\n"));
  }
  if (model.systems.length === 0) parts.unshift("No system was found here.");
  return `${parts.join("\n\n")}\n`;
}

function systemText(model: Model, system: SystemId, reason: string, shown: string | undefined, ink: Ink): string {
  const components = model.components.filter((it) => it.system === system);
  const connections = model.connections.filter(({ from }) => components.some(({ id }) => id === from));
  const variants = model.variants.filter((it) => it.system === system);
  const lines = [`${ink.strong(system)}  ${ink.faint(reason)}`];
  if (variants.length > 0) {
    const others = variants.filter(({ id }) => id !== shown).map(({ id }) => id);
    const all = shown === undefined ? "all variants" : shown;
    lines.push(ink.faint(`seen in ${all}${others.length === 0 || shown === undefined ? "" : `; others: ${others.join(", ")}`}`));
  }
  lines.push(
    "",
    ...columns(
      components.map(({ name, kind, technology, version, ports, standing, evidence: [proof] }) => [
        name,
        standing === "inside" ? kind : `${kind}, ${standing === "outside" ? "outside" : "not in this workspace"}`,
        [technology, version].filter((it) => it !== null).join(" "),
        ports
          .map((it) => (it.published === null ? `:${it.number}` : `${it.published.host ?? "*"}:${it.published.port}→${it.number}`))
          .join(" "),
        proof === undefined ? "" : ink.faint(`${proof.file}:${proof.line}`),
      ]),
    ),
  );
  if (connections.length > 0) {
    lines.push(
      "",
      ...columns(
        connections.map(({ from, to, style, protocol, strength, evidence: [proof] }) => [
          `${nameOf(from)} ${strength === "inferred" ? "⇢" : "→"} ${nameOf(to)}`,
          [style, protocol].filter((it) => it !== null).join(" "),
          strength,
          proof === undefined ? "" : ink.faint(`${proof.file}:${proof.line}  ${proof.says}`),
        ]),
      ),
    );
  }
  const schemas = model.schemas.filter((it) => it.system === system);
  if (schemas.length > 0) {
    lines.push(
      "",
      ...columns(
        schemas.map((it) => [
          it.place,
          it.tool,
          it.dialect === "unknown" ? "" : it.dialect,
          `${it.tables} ${it.tables === 1 ? "table" : "tables"}`,
          ink.faint(`parsed ${it.understood} of ${it.statements} statements`),
        ]),
      ),
    );
  }
  return lines.join("\n");
}

/** The same with every text in it as a terminal may be shown it. */
export const cleaned = <T>(data: T): T =>
  JSON.parse(JSON.stringify(data), (_, it: unknown) => (typeof it === "string" ? harmless(it) : it)) as T;

/** Rows as columns of equal width, two blanks apart. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length);
  return rows.map((row) =>
    `  ${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join("  ")}`.trimEnd(),
  );
}
