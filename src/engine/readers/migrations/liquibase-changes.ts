import type { ColumnDefinition, Constraint, SqlDeed } from "../../syntax/sql/statement.ts";
import type { XmlElement } from "../../syntax/xml.ts";
import type { YamlNode } from "../../syntax/yaml/tree.ts";
import { column, constraint, createTable, index } from "./script.ts";

/** A part of a changelog, whichever way it is written. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
  readonly children: readonly Element[];
  readonly start: number;
  readonly end: number;
}

export const fromXml = ({ name, attributes, text, children, start, end }: XmlElement): Element => ({
  name,
  attributes: new Map(Object.entries(attributes)),
  text,
  children: children.map(fromXml),
  start,
  end,
});

const deepest = 12;

/** Maps as elements: what is a text is an attribute, what has parts is a child; lists put theirs in a row. */
export function elementsIn(node: YamlNode | undefined, depth = 0): readonly Element[] {
  if (node === undefined || depth > deepest) return [];
  if (node.kind === "seq") return node.items.flatMap((it) => elementsIn(it, depth + 1));
  if (node.kind !== "map") return [];
  return node.entries.flatMap(({ key, value }) => {
    if (key.kind !== "scalar") return [];
    const attributes = new Map<string, string>();
    const children: Element[] = [];
    for (const it of value.kind === "map" ? value.entries : []) {
      if (it.key.kind !== "scalar") continue;
      if (it.value.kind === "scalar") attributes.set(it.key.text, it.value.text);
      // `columns: [- column: …]` says no more than its items; `changes` is asked for by name.
      else if (it.value.kind === "seq" && it.key.text !== "changes") children.push(...elementsIn(it.value, depth + 1));
      else children.push({ ...bare, name: it.key.text, ...partsOf(it.value, depth + 1), start: it.key.start, end: it.value.end });
    }
    const listed = value.kind === "seq" ? elementsIn(value, depth + 1) : children;
    const text = value.kind === "scalar" ? value.text : "";
    return [{ name: key.text, attributes, text, children: listed, start: key.start, end: Math.max(key.end, value.end) }];
  });
}
const bare = { text: "", attributes: new Map<string, string>(), children: [] as readonly Element[] };

function partsOf(value: YamlNode, depth: number): Pick<Element, "attributes" | "children"> {
  if (value.kind !== "map") return { attributes: new Map(), children: elementsIn(value, depth) };
  const [only] = elementsIn({ ...value, entries: [{ key: { ...scalar, start: value.start, end: value.start }, value }] }, depth);
  return { attributes: only?.attributes ?? new Map(), children: only?.children ?? [] };
}
const scalar = { kind: "scalar", style: "plain", text: "", tag: undefined, anchor: undefined } as const;

/** What a change does; `undefined` = it could not be made out, or a name in it is a variable nobody sets. */
export function changeDeeds(change: Element, filled: (text: string) => string): readonly SqlDeed[] | undefined {
  const range = { start: change.start, end: change.end };
  const said = (element: Element, name: string): string | undefined => {
    const value = element.attributes.get(name);
    return value === undefined ? undefined : filled(value);
  };
  const named = (name: string): string | undefined => {
    const value = said(change, name);
    return value === undefined || value.includes("${") ? undefined : value;
  };
  const within = (name: string, schemaName = "schemaName"): string | undefined => {
    const [table, schema] = [named(name), said(change, schemaName)];
    return table === undefined || schema === undefined || schema === "public" || schema.includes("${") ? table : `${schema}.${table}`;
  };
  const list = (name: string): readonly string[] =>
    (named(name) ?? "")
      .split(",")
      .map((it) => it.trim())
      .filter((it) => it !== "");
  const columns = change.children.filter((it) => it.name === "column");
  const table = within("tableName");
  const constraintName = named("constraintName");
  const name = constraintName === undefined ? {} : { name: constraintName };
  switch (change.name) {
    case "createTable":
      if (table === undefined) return undefined;
      return [
        createTable(
          range,
          table,
          columns.map((it) => columnOf(it, said)),
          compound(columns, said),
        ),
      ];
    case "dropTable":
      return table === undefined ? undefined : [{ do: "drop table", table, ifExists: false, ...range }];
    case "renameTable": {
      const [from, to] = [within("oldTableName"), within("newTableName")];
      return from === undefined || to === undefined ? undefined : [{ do: "rename table", table: from, to, ...range }];
    }
    case "addColumn":
      if (table === undefined || columns.length === 0) return undefined;
      return columns.map((it) => ({ do: "add column", table, column: columnOf(it, said), ifNotExists: false, ...placeOf(it) }));
    case "dropColumn": {
      const dropped = [...list("columnName"), ...columns.flatMap((it) => said(it, "name") ?? [])];
      if (table === undefined || dropped.length === 0) return undefined;
      return dropped.map((it) => ({ do: "drop column", table, column: it, ifExists: false, ...range }));
    }
    case "renameColumn": {
      const [from, to] = [named("oldColumnName"), named("newColumnName")];
      return table === undefined || from === undefined || to === undefined
        ? undefined
        : [{ do: "rename column", table, column: from, to, ...range }];
    }
    case "modifyDataType": {
      const [own, type] = [named("columnName"), said(change, "newDataType")];
      return table === undefined || own === undefined || type === undefined
        ? undefined
        : [{ do: "change type", table, column: own, type: type.toLowerCase(), ...range }];
    }
    case "addNotNullConstraint":
    case "dropNotNullConstraint": {
      const own = named("columnName");
      if (table === undefined || own === undefined) return undefined;
      return [{ do: change.name === "addNotNullConstraint" ? "set not null" : "drop not null", table, column: own, ...range }];
    }
    case "addPrimaryKey":
    case "addUniqueConstraint": {
      const own = list("columnNames");
      if (table === undefined || own.length === 0) return undefined;
      return [
        {
          do: "add constraint",
          table,
          constraint: constraint(range, change.name === "addPrimaryKey" ? "primary" : "unique", own, name),
          ...range,
        },
      ];
    }
    case "addForeignKeyConstraint": {
      const [base, target] = [within("baseTableName", "baseTableSchemaName"), within("referencedTableName", "referencedTableSchemaName")];
      const own = list("baseColumnNames");
      if (base === undefined || target === undefined || own.length === 0) return undefined;
      const references = { table: target, columns: list("referencedColumnNames") };
      return [{ do: "add constraint", table: base, constraint: constraint(range, "foreign", own, { ...name, references }), ...range }];
    }
    case "dropPrimaryKey":
      return table === undefined
        ? undefined
        : [{ do: "drop constraint", table, name: undefined, kind: "primary", ifExists: false, ...range }];
    case "dropUniqueConstraint":
    case "dropForeignKeyConstraint": {
      const base = table ?? within("baseTableName", "baseTableSchemaName");
      return base === undefined ? undefined : [{ do: "drop constraint", table: base, name: constraintName, ifExists: false, ...range }];
    }
    case "createIndex": {
      if (table === undefined) return undefined;
      const own = columns.map((it) => (/^\w+$/.test(said(it, "name") ?? "") ? said(it, "name") : undefined));
      const made = index(own, { name: named("indexName"), unique: /^true$/i.test(said(change, "unique") ?? "") });
      return [{ do: "create index", table, index: made, ifNotExists: false, ...range }];
    }
    case "dropIndex": {
      const own = named("indexName");
      if (own === undefined) return undefined;
      return [{ do: "drop index", name: own, ...(table !== undefined && { table }), concurrently: false, ifExists: false, ...range }];
    }
    default:
      return undefined;
  }
}

const placeOf = ({ start, end }: Element): { start: number; end: number } => ({ start, end });
const isYes = (text: string | undefined): boolean => /^true$/i.test(text ?? "");

function columnOf(element: Element, said: (element: Element, name: string) => string | undefined): ColumnDefinition {
  const rules = element.children.filter((it) => it.name === "constraints");
  const rule = (name: string): string | undefined => rules.map((it) => said(it, name)).find((it) => it !== undefined);
  const fallback = [...element.attributes.keys()].find((it) => it.startsWith("defaultValue"));
  const text = (fallback === undefined ? undefined : said(element, fallback)) ?? "";
  return column(placeOf(element), said(element, "name") ?? "", (said(element, "type") ?? "").toLowerCase(), {
    notNull: /^false$/i.test(rule("nullable") ?? ""),
    primary: isYes(rule("primaryKey")),
    unique: isYes(rule("unique")),
    counts: isYes(said(element, "autoIncrement")) || /serial/i.test(said(element, "type") ?? ""),
    default:
      fallback === undefined
        ? "none"
        : fallback !== "defaultValueComputed"
          ? "constant"
          : /uuid|random/i.test(text)
            ? "volatile"
            : "stable",
    ...referencesOf(rule),
  });
}

/** `references="users(id)"`, or the table and its columns apart. */
function referencesOf(rule: (name: string) => string | undefined): { references?: NonNullable<Constraint["references"]> } {
  const [, table, columns] = /^\s*([^\s(]{1,200})\s*\(([^)]*)\)/.exec(rule("references") ?? "") ?? [];
  const target = table ?? rule("referencedTableName");
  if (target === undefined) return {};
  return { references: { table: target, columns: (columns ?? rule("referencedColumnNames") ?? "").split(",").map((it) => it.trim()) } };
}

/** Several columns that are each the primary key are one key together. */
function compound(columns: readonly Element[], said: (element: Element, name: string) => string | undefined): readonly Constraint[] {
  const keys = columns.filter((it) => it.children.some((rule) => rule.name === "constraints" && isYes(said(rule, "primaryKey"))));
  const [first] = keys;
  return keys.length < 2 || first === undefined
    ? []
    : [
        constraint(
          placeOf(first),
          "primary",
          keys.map((it) => said(it, "name") ?? ""),
        ),
      ];
}
