import type { Problem } from "../../model/index.ts";
import { linesOf } from "../../syntax/lines.ts";
import { type Dialect, dialectVotes, electedDialect } from "../../syntax/sql/dialect.ts";
import { parseSql } from "../../syntax/sql/parse.ts";
import type { SqlDeed } from "../../syntax/sql/statement.ts";
import { parseXml } from "../../syntax/xml.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { Reader } from "../reader.ts";
import { changeDeeds, type Element, elementsIn, fromXml } from "./liquibase-changes.ts";
import { bodyOf, dialectIn, type MigrationBody, openScript, problemsOf } from "./script.ts";

/** A changelog: its change sets and the files it takes in, in order. */
export interface LiquibaseBody extends MigrationBody {
  /** Deeds of the file from here on (up to the next) come before what is taken in. */
  readonly inclusions: readonly Inclusion[];
  /** Of the deeds those with which a change set begins. */
  readonly sets: readonly number[];
}
export interface Inclusion {
  /** `sql`: a file of SQL that a change runs; `folder`: all that is in it. */
  readonly what: "changelog" | "folder" | "sql";
  readonly path: string;
  /** From the changelog's own folder; else from a root of resources. */
  readonly relative: boolean;
  /** How many of the file's own deeds come before it. */
  readonly behind: number;
}

const formatted = /^\s*--\s*liquibase\s+formatted\s+sql/i;

/** Liquibase's changelogs in XML, YAML, JSON and formatted SQL. */
export const liquibaseReader: Reader<LiquibaseBody> = {
  id: "liquibase",
  title: "Liquibase changelogs",
  wants: (path) =>
    /\.(?:xml|ya?ml|json|sql)$/i.test(path) &&
    /change-?log|change-?sets?|liquibase|migrat|(?:^|\/)db\//i.test(path) &&
    !/(?:^|\/)(?:node_modules|src\/test|tests?|target|build)\//.test(path),
  recognises: ({ path, text }) => (/\.sql$/i.test(path) ? isFormattedSql(text) : text.includes("databaseChangeLog")),
  read({ path, text }) {
    const said = dialectIn(path, text, [["postgresql", /\bdbms="?postgresql|jsonb|\bbytea\b/]]);
    const dialect = said === "unknown" && /\.sql$/i.test(path) ? electedDialect(dialectVotes(text)) : said;
    const { body, problems } = /\.sql$/i.test(path) ? sqlBody(text, dialect) : treeBody(path, text, dialect);
    return {
      file: path,
      reader: "liquibase",
      body,
      problems: [...problems, ...problemsOf(body.script, path, body.lines, "liquibase")],
      outline: JSON.stringify([dialect, body.inclusions.map(({ what, path: to, relative }) => [what, to, relative])]),
      mentions: [],
    };
  },
};

/** SQL whose comments are change sets. The reader of plain SQL leaves it alone. */
export const isFormattedSql = (text: string): boolean => formatted.test(text.slice(0, 400));

/** `--rollback` and what is for databases in memory is blanked out; the rest is SQL. */
function sqlBody(text: string, dialect: Dialect): { body: LiquibaseBody; problems: readonly Problem[] } {
  let kept = "";
  let skipping = false;
  const starts: number[] = [];
  for (const line of text.split(/(?<=\n)/)) {
    const changeset = /^--\s*changeset\b(.*)/i.exec(line);
    if (changeset !== null) starts.push(kept.length);
    if (changeset !== null) skipping = isElsewhere(/\bdbms:"?([\w,!]+)/i.exec(changeset[1] ?? "")?.[1]);
    kept += skipping || /^--/.test(line) ? line.replace(/[^\r\n]/g, " ") : line;
  }
  const script = parseSql(kept, dialect);
  const sets = starts.map((from) => script.deeds.findIndex((it) => it.start >= from)).filter((it) => it >= 0);
  return { body: { ...bodyOf(text, script, dialect, true), inclusions: [], sets: [...new Set(sets)] }, problems: [] };
}

const inMemory: ReadonlySet<string> = new Set(["h2", "hsqldb", "derby"]);
/** For databases that live as long as a test, and no other. */
const isElsewhere = (dbms: string | undefined): boolean => {
  const names = (dbms ?? "").split(",").map((it) => it.trim().toLowerCase());
  return names.length > 0 && names.every((it) => inMemory.has(it));
};

function treeBody(path: string, text: string, dialect: Dialect): { body: LiquibaseBody; problems: readonly Problem[] } {
  const lines = linesOf(text);
  const problems: Problem[] = [];
  let top: readonly Element[] = [];
  if (/\.xml$/i.test(path)) {
    const root = parseXml(text);
    if (root?.name === "databaseChangeLog") top = root.children.map(fromXml);
    else problems.push({ message: "This changelog could not be read as XML.", file: path, severity: "warning", reader: "liquibase" });
  } else {
    const file = parseYaml(text);
    for (const it of file.problems)
      problems.push({ message: it.message, file: path, severity: it.severity, span: lines.span(it.start, it.end), reader: "liquibase" });
    top = file.documents.flatMap(({ root }) => elementsIn(root)).flatMap((it) => (it.name === "databaseChangeLog" ? it.children : []));
  }
  const script = openScript(dialect);
  const inclusions: Inclusion[] = [];
  const sets = new Set<number>();
  let behind = 0;
  const properties = new Map<string, string>();
  const filled = (value: string): string => value.replace(/\$\{([\w.-]{1,80})\}/g, (all, name: string) => properties.get(name) ?? all);
  const run = (deeds: readonly SqlDeed[] | undefined, of: Element): void => {
    script.operation(of, deeds);
    behind += deeds?.length ?? 0;
  };
  const change = (it: Element): void => {
    if (it.name === "sqlFile") {
      const file = it.attributes.get("path");
      if (file !== undefined && !isElsewhere(it.attributes.get("dbms"))) inclusions.push(included("sql", filled(file), it, behind));
      script.other();
    } else if (it.name === "sql") {
      if (isElsewhere(it.attributes.get("dbms"))) return;
      const sql = it.attributes.get("sql") ?? it.text;
      const own = parseSql(filled(sql), dialect);
      const deeds = own.deeds.map((deed) => at(deed, it));
      for (let rest = own.statements - (deeds.length > 0 ? 1 : 0) - own.unclear.length; rest > 0; rest--) script.other();
      for (const _ of own.unclear) script.operation(it, undefined);
      if (deeds.length > 0) run(deeds, it);
    } else if (silent.has(it.name)) script.other();
    else run(changeDeeds(it, filled), it);
  };
  for (const it of top) {
    if (it.name === "property") {
      const [name, value] = [it.attributes.get("name"), it.attributes.get("value")];
      // The first that is said holds; those for databases in memory are not meant.
      if (name !== undefined && value !== undefined && !properties.has(name) && !isElsewhere(it.attributes.get("dbms")))
        properties.set(name, value);
    } else if (it.name === "include" && it.attributes.get("file") !== undefined)
      inclusions.push(included("changelog", filled(it.attributes.get("file") ?? ""), it, behind));
    else if (it.name === "includeAll" && it.attributes.get("path") !== undefined)
      inclusions.push(included("folder", filled(it.attributes.get("path") ?? ""), it, behind));
    else if (it.name === "changeSet" && !isElsewhere(it.attributes.get("dbms"))) {
      sets.add(behind);
      for (const one of changesIn(it)) change(one);
    }
  }
  const done = script.done();
  return { body: { ...bodyOf(text, done, dialect, true), inclusions, sets: [...sets] }, problems };
}

const included = (what: Inclusion["what"], path: string, of: Element, behind: number): Inclusion => ({
  what,
  path: path.replace(/^classpath\*?:/, "").replace(/^\/+/, ""),
  relative: /^true$/i.test(of.attributes.get("relativeToChangelogFile") ?? ""),
  behind,
});

/** XML has the changes in the change set, YAML in a list of it. */
const changesIn = ({ children }: Element): readonly Element[] =>
  children.flatMap((it) => (it.name === "changes" ? it.children : it.name === "rollback" || it.name === "preConditions" ? [] : [it]));

/** Operations that change no table as it is drawn. */
const silent: ReadonlySet<string> = new Set(
  "comment validCheckSum tagDatabase insert update delete loadData loadUpdateData createSequence dropSequence alterSequence renameSequence createView dropView renameView createProcedure createFunction dropProcedure empty output executeCommand customChange stop setTableRemarks setColumnRemarks addAutoIncrement addDefaultValue dropDefaultValue addLookupTable modifySql mergeColumns".split(
    " ",
  ),
);

/** What stands inside an element is shown at the element. */
const at = <T extends SqlDeed>(deed: T, { start, end }: Element): T => ({ ...deed, start, end });
