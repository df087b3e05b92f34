import type { SqlDialect } from "../model/index.ts";

/** Products that speak a dialect of SQL, as `technologies/databases.ts` calls them; the dialect's own first. */
const products: Readonly<Record<SqlDialect, readonly string[]>> = {
  postgresql: ["PostgreSQL", "PostGIS", "TimescaleDB", "pgvector", "CockroachDB", "YugabyteDB", "Greenplum"],
  mysql: ["MySQL", "MariaDB", "TiDB", "Vitess", "SingleStore"],
  sqlite: ["SQLite", "SQLite (rqlite)", "libSQL"],
  sqlserver: ["SQL Server"],
  clickhouse: ["ClickHouse"],
  cassandra: ["Cassandra", "Apache Cassandra", "ScyllaDB"],
  unknown: [],
};

export const technologiesOf = (dialect: SqlDialect): readonly string[] => products[dialect];

/** Products that keep tables of whatever dialect: what a schema that shows none may live in. */
export const relational: ReadonlySet<string> = new Set(
  [...Object.values(products).flat(), "Oracle Database", "IBM Db2", "H2", "Firebird"].map((it) => it.toLowerCase()),
);
