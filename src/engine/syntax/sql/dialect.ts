/** How a file writes SQL, as far as its own words show it. */
export type Dialect = "postgresql" | "mysql" | "sqlite" | "sqlserver" | "clickhouse" | "cassandra" | "unknown";

/** Words only one of them has. The first kind that has most of them is it. */
const marks: readonly (readonly [Exclude<Dialect, "unknown">, RegExp])[] = [
  ["clickhouse", /\bENGINE\s*=?\s*(?:Replicated)?\w*MergeTree\b|\bLowCardinality\s*\(|\bDateTime64\b|\bNullable\s*\(\s*\w/gi],
  ["cassandra", /\bCREATE\s+KEYSPACE\b|\bCLUSTERING\s+ORDER\s+BY\b|\bPRIMARY\s+KEY\s*\(\s*\([^()]*\)\s*,|\bfrozen\s*<|\btimeuuid\b/gi],
  [
    "mysql",
    /\bAUTO_INCREMENT\b|\bENGINE\s*=\s*\w*(?:InnoDB|MyISAM|MEMORY|Aria)\b|\bUNSIGNED\b|^\s*DELIMITER\b|\bMODIFY\s+(?:COLUMN\b|`)|\bCHANGE\s+COLUMN\b|`\w+`|\b(?:TINYINT|MEDIUMINT|LONGTEXT|MEDIUMTEXT|LONGBLOB)\b|\bCHARSET\s*=|\bUNIQUE KEY\b/gim,
  ],
  [
    "sqlserver",
    /^\s*GO\s*;?\s*$|\bIDENTITY\s*\(\s*\d|\bNVARCHAR\b|\bUNIQUEIDENTIFIER\b|\[dbo\]|\bdbo\.|\b(?:NON)?CLUSTERED\b|\bDATETIME2\b|\bDATETIMEOFFSET\b|\bGETU?T?C?DATE\s*\(|\bsp_rename\b/gim,
  ],
  ["sqlite", /\bAUTOINCREMENT\b|\bPRAGMA\s+\w|\bWITHOUT\s+ROWID\b|\bdatetime\s*\(\s*'now'|\bsqlite_/gi],
  [
    "postgresql",
    /\b(?:BIG|SMALL)?SERIAL\b|\bJSONB\b|\bTIMESTAMPTZ\b|::|\bCONCURRENTLY\b|\$\w*\$|\bNOT\s+VALID\b|\bBYTEA\b|\b\w+\[\]|\bUSING\s+(?:gin|gist|brin|btree)\b|\bCREATE\s+(?:EXTENSION|TYPE|DOMAIN|POLICY)\b|\bWITH(?:OUT)?\s+TIME\s+ZONE\b|\bOWNER\s+TO\b|\bALTER\s+COLUMN\s+\S+\s+(?:SET\s+DATA\s+)?TYPE\b|\bplpgsql\b|\b(?:lock|statement)_timeout\b|\bVALIDATE\s+CONSTRAINT\b|\b(?:gen_random_uuid|uuid_generate_v4|nextval)\s*\(/gi,
  ],
];

/** Beyond this a file says nothing new about how it is written. */
const enough = 200_000;

/** How often each dialect's own words stand in it; strings and comments count a little too, which does no harm among many. */
export function dialectVotes(text: string): ReadonlyMap<Dialect, number> {
  const votes = new Map<Dialect, number>();
  const sample = text.length > enough ? text.slice(0, enough) : text;
  for (const [dialect, pattern] of marks) {
    const count = sample.match(pattern)?.length ?? 0;
    if (count > 0) votes.set(dialect, count);
  }
  return votes;
}

/** The dialect with most votes; ties go to the one with the rarer words. */
export function electedDialect(votes: ReadonlyMap<Dialect, number>): Dialect {
  let best: Dialect = "unknown";
  let most = 0;
  for (const [dialect] of marks) {
    const count = votes.get(dialect) ?? 0;
    if (count > most) {
      best = dialect;
      most = count;
    }
  }
  return best;
}

/** What the folders and the file's name say: `db/postgres/V1__init.sql`. */
export function dialectOfPath(path: string): Dialect {
  // `util/MySqlMigrations`: words grown together are told apart by their capitals.
  const parted = path
    .replace(/(?<=[a-z])(?=[A-Z][a-z])/g, "_")
    .toLowerCase()
    .replaceAll("my_sql", "mysql")
    .replaceAll("sql_server", "sqlserver");
  const words = new Set([...path.toLowerCase().split(/[^a-z]+/), ...parted.split(/[^a-z]+/)]);
  if (["postgres", "postgresql", "pg", "psql", "pgsql", "cockroachdb", "timescale", "timescaledb"].some((it) => words.has(it)))
    return "postgresql";
  if (["mysql", "mariadb"].some((it) => words.has(it))) return "mysql";
  if (["sqlite", "sqlite3"].some((it) => words.has(it))) return "sqlite";
  if (["mssql", "sqlserver", "tsql"].some((it) => words.has(it))) return "sqlserver";
  if (words.has("clickhouse")) return "clickhouse";
  return words.has("cassandra") || path.toLowerCase().endsWith(".cql") ? "cassandra" : "unknown";
}
