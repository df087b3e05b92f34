import type { FileFacts } from "../../readers/reader.ts";
import type { SqlBody, SqlOutline } from "../../readers/sql.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";

/** Files of SQL in the order in which they are run. */
export interface Series {
  readonly tool: "flyway" | "prisma" | "golang-migrate" | "numbered" | "script" | "schema";
  /** The folder; of a file that stands alone, the file. */
  readonly at: string;
  readonly files: readonly string[];
}

interface Named {
  readonly tool: Series["tool"];
  readonly folder: string;
  readonly version: readonly (number | string)[];
}

const flyway = /^V(\d[\d._]*?)__.*\.sql$/i;
const repeatable = /^R__.*\.sql$/i;
const numbered = /^(?:v)?(\d+(?:[._-]\d+)*)(?:[._-].*)?\.(?:sql|cql|ddl)$/i;

/** What a migration's name says: who runs it, and when. */
function nameOf(path: string): Named | undefined {
  const name = baseName(path);
  const folder = folderOf(path);
  const numbers = (text: string): readonly number[] => (text.match(/\d+/g) ?? []).map(Number);
  const [, version] = flyway.exec(name) ?? [];
  if (version !== undefined) return { tool: "flyway", folder, version: numbers(version) };
  if (repeatable.test(name)) return { tool: "flyway", folder, version: [Number.POSITIVE_INFINITY, name] };
  if (/^(?:migration|up)\.sql$/i.test(name) && /^\d{4,}/.test(baseName(folder)))
    return { tool: "prisma", folder: folderOf(folder), version: [...numbers(baseName(folder)).slice(0, 3), baseName(folder)] };
  const [, count] = numbered.exec(name) ?? [];
  if (count !== undefined)
    return { tool: /\.up\.sql$/i.test(name) ? "golang-migrate" : "numbered", folder, version: [...numbers(count), name] };
  return undefined;
}

/** Words of a path that say that its SQL is run on a database that is there. */
const migrates = /migrat|upgrade|update|alter|patch|hotfix|changelog|changeset|evolution|(?:^|\/)releases?\//i;
/** Databases in memory, each with a folder beside those of others. */
const inMemory = /^(?:(.*)\/)?(?:h2|hsqldb|derby)\//i;

/** A database's first start runs all of them, one after the other. */
const initial = /(?:^|\/)(?:docker-entrypoint-)?init(?:db)?(?:\.d)?(?:\/|$)/i;

export const isInitial = ({ at }: Series): boolean => initial.test(at);

/**
 * Every series of the workspace. A schema as a whole beside the migrations that lead to it (`db/schema.sql`, `structure.sql`) says
 * the same again, and is left to them.
 */
export function seriesIn(files: readonly FileFacts<SqlBody>[]): readonly Series[] {
  const groups = new Map<string, { named: Named; path: string }[]>();
  const alone: FileFacts<SqlBody>[] = [];
  const served = new Set(files.flatMap(({ file }) => (inMemory.test(file) ? [] : [folderOf(folderOf(file))])));
  for (const facts of files) {
    // The same schema once more, for a database that lives as long as a test.
    if (served.has(inMemory.exec(facts.file)?.[1] ?? "/")) continue;
    const named = nameOf(facts.file);
    if (named === undefined) alone.push(facts);
    else {
      const tool = named.tool === "golang-migrate" ? "numbered" : named.tool;
      const key = `${tool}\n${named.folder}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [{ named, path: facts.file }]);
      else group.push({ named, path: facts.file });
    }
  }
  const series: Series[] = [...groups.values()].map((group) => ({
    tool: group.some(({ named }) => named.tool === "golang-migrate") ? "golang-migrate" : (group[0]?.named.tool ?? "numbered"),
    at: group[0]?.named.folder ?? "",
    files: group.sort((a, b) => byVersion(a.named.version, b.named.version)).map(({ path }) => path),
  }));
  const outlines = new Map(files.map((it) => [it.file, JSON.parse(it.outline) as SqlOutline]));
  const made = series.map((it) => ({
    at: it.at,
    tables: new Set(it.files.flatMap((file) => outlines.get(file)?.creates ?? []).map(lower)),
  }));
  for (const { file } of alone) {
    const { creates, alters } = outlines.get(file) as SqlOutline;
    // A table may be called after migrations, too.
    const isTable = creates.some((it) => `${lower(it.slice(it.lastIndexOf(".") + 1))}.sql` === lower(baseName(file)));
    const isMigration = migrates.test(isTable ? folderOf(file) : file) && !/(?:^|[/_-])(?:schema|structure|init)[^/]*$/i.test(file);
    if (creates.length === 0 && !(alters && isMigration)) continue;
    const again = made.some(
      ({ at, tables }) => isNear(folderOf(file), at) && creates.filter((it) => tables.has(lower(it))).length * 2 >= creates.length,
    );
    if (!again || isMigration) series.push({ tool: isMigration ? "script" : "schema", at: file, files: [file] });
  }
  return series;
}

const lower = (text: string): string => text.toLowerCase();
/** A folder and those below it, or beside it. */
const isNear = (folder: string, at: string): boolean => {
  const above = folderOf(folder);
  return at === folder || at.startsWith(folder === "" ? "" : `${folder}/`) || (above !== "" && at.startsWith(`${above}/`));
};

function byVersion(a: Named["version"], b: Named["version"]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [a[index] ?? 0, b[index] ?? 0];
    if (left === right) continue;
    if (typeof left === "number" && typeof right === "number") return left - right;
    return String(left) < String(right) ? -1 : 1;
  }
  return 0;
}
