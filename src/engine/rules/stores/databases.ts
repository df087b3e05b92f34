import type { Start } from "../../graph/starts.ts";
import type { EvidenceId } from "../../model/index.ts";

/** A database that something is started with: on which host, by which name. */
interface NamedDatabase {
  readonly host: string;
  readonly name: string;
  readonly at: EvidenceId;
}

/** Schemes that lead to a database with a name of its own in the path. */
const url = /^(?:jdbc:)?(postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|sqlserver|mssql|cockroachdb)(?:\+\w+)?:\/\/([^\s]+)$/i;

/** Databases that the variables of a start name: in a URL, in a connection string, or as host and name beside each other. */
export function databasesOf({ variables }: Start): readonly NamedDatabase[] {
  const found: NamedDatabase[] = [];
  for (const [variable, { value, at }] of variables) {
    const text = value?.trim();
    if (text === undefined || text === "" || text.length > longest) continue;
    const inUrl = databaseInUrl(text) ?? databaseInWords(text);
    const beside = inUrl === undefined && namesDatabase.test(variable) ? hostBeside(variable, variables) : undefined;
    const named = inUrl ?? (beside === undefined ? undefined : { host: beside, name: text });
    if (named !== undefined && isPlain(named.name) && isPlain(named.host)) found.push({ host: shortOf(named.host), name: named.name, at });
  }
  return found;
}

const longest = 2000;

/** `DB_NAME`, `POSTGRES_DB`, `DB_DATABASE`, `PGDATABASE`. */
const namesDatabase = /(?:^|_)(?:DB_?NAME|DATABASE_?NAME|DATABASE|DB|DBNAME|PGDATABASE)$/i;

const isPlain = (word: string): boolean => word !== "" && !/[${}<>\s]/.test(word);

function databaseInUrl(text: string): { host: string; name: string } | undefined {
  const [, scheme = "", rest = ""] = url.exec(text) ?? [];
  if (scheme === "") return undefined;
  const host = rest.slice(rest.indexOf("@", 0) < 0 ? 0 : rest.lastIndexOf("@", rest.search(/[/?;]|$/)) + 1);
  const [, authority = "", path = ""] = /^([^/?;]*)(?:\/([^/?;#]*))?/.exec(host) ?? [];
  const name = /^(?:sqlserver|mssql)$/i.test(scheme) ? (/[;?&](?:database|databaseName)=([^;&]+)/i.exec(rest)?.[1] ?? path) : path;
  const [first = ""] = authority.split(",");
  return { host: first.replace(/:\d+$/, ""), name };
}

/** `Host=db;Database=shop`, `Server=db,1433;Initial Catalog=shop`, `host=db dbname=shop`. */
function databaseInWords(text: string): { host: string; name: string } | undefined {
  const host = /(?:^|[;\s])(?:host|server|data source)\s*=\s*(?:tcp:)?([^;,:\s]+)/i.exec(text)?.[1];
  const name = /(?:^|[;\s])(?:database|initial catalog|dbname)\s*=\s*([^;\s]+)/i.exec(text)?.[1];
  return host === undefined || name === undefined ? undefined : { host, name };
}

/** `DB_NAME` beside `DB_HOST`, `POSTGRES_DB` beside `POSTGRES_HOST`, `PGDATABASE` beside `PGHOST`. */
function hostBeside(variable: string, variables: Start["variables"]): string | undefined {
  const stem = variable.replace(/(?:_?(?:NAME|DATABASE|DBNAME)|_DB)$/i, "");
  for (const name of [`${stem}_HOST`, `${stem}HOST`, `${stem}_HOSTNAME`, `${stem}_SERVER`, `${stem}_ADDR`, `${stem}_DB_HOST`]) {
    const host = variables.get(name)?.value;
    if (host !== undefined) return host.trim().replace(/:\d+$/, "");
  }
  return undefined;
}

/** One host has many names in a cluster: `db`, `db.shop`, `db.shop.svc.cluster.local`. */
const shortOf = (host: string): string => (/\.svc(?:\.|$)/.test(host) ? (host.split(".")[0] ?? host) : host).toLowerCase();
