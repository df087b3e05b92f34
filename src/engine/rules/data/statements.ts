import type { Graph } from "../../graph/graph.ts";
import type { SqlStatement } from "../../model/index.ts";
import type { RuleFix, Says } from "../rule.ts";

/** What rules about migrations ask again and again. */

/**
 * It is run on tables that are there and in use: the last step of its series, on what it did not make itself. Earlier steps have been
 * run, and nobody changes them any more.
 */
export const runsOnLive = ({ migration, fresh }: SqlStatement): boolean => migration?.last === true && !fresh;

const others: ReadonlySet<string> = new Set(["mysql", "mariadb", "sql server", "sqlite", "oracle", "clickhouse", "cassandra", "h2"]);

/** PostgreSQL, by its own words; or nothing says otherwise, neither the files nor the stores of the system. */
export function isPostgres({ dialect, system, generated }: SqlStatement, graph: Graph): boolean {
  if (dialect !== "unknown") return dialect === "postgresql";
  const stores = graph.components(system).flatMap((it) => it.technology.map(({ value }) => value.toLowerCase()));
  // What a tool makes SQL of looks the same for every database.
  if (generated) return stores.includes("postgresql");
  return !stores.some((it) => others.has(it)) || stores.includes("postgresql");
}

/** A finding about one statement. */
export const about = <M extends string>(
  statement: SqlStatement,
  message: M,
  params: Readonly<Record<string, string>> = {},
  rest: Partial<Pick<Says<M>, "cause" | "severity" | "because" | "fixes">> = {},
): Says<M> => ({
  message,
  params: {
    table: statement.table ?? "",
    column: statement.column?.name ?? "",
    name: statement.name ?? statement.constraint?.kind ?? "",
    ...params,
  },
  cause: statement.at,
  about: [],
  in: statement.in,
  at: [statement.at],
  ...rest,
});

/**
 * `CONCURRENTLY` put where it belongs. PostgreSQL refuses it in a transaction, which most tools open by themselves: only a file that says
 * there is none needs no decision.
 */
export const concurrently = (
  { at, flags, inTransaction, generated }: SqlStatement,
  title: string,
  from: string,
  value: string,
): readonly RuleFix[] =>
  generated || inTransaction ? [] : [{ title, certain: flags.includes("outside"), steps: [{ do: "replace-text", at, from, value }] }];

/** What a constraint is called in a sentence. */
export const kindOf = ({ constraint }: SqlStatement): string =>
  constraint?.kind === "foreign" ? "foreign key" : constraint?.kind === "primary" ? "primary key" : `${constraint?.kind ?? ""} constraint`;
