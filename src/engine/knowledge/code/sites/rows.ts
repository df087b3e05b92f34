import { form, type SiteForm } from "./site-form.ts";

/** A query that is only put together asks nobody yet, and one that deletes is no read. */
const runs = {
  behind:
    /(?:^|\.)(?:a?first|a?last|a?exists\??|a?count|a?get|pluck|find|value|take|to_a|ids|sum|any\??|one|one_or_none|scalar|all|order_by\.first|limit|each|paginate)(?:\.|$)/,
  notBehind: /(?:^|\.)(?:delete|update|update_all|delete_all|destroy_all|forceDelete|increment|decrement)(?:\.|$)/,
} as const;
const loop = { within: "loop" } as const;
const select = { where: { 0: /^\s*(?:select|with)\b/i } } as const;

/** Reads of a few rows: harmless once, a round trip for each where they stand in a loop. */
export const readForms: readonly SiteForm[] = [
  form("reads:prisma", "javascript", "findUnique findUniqueOrThrow findFirst findFirstOrThrow findMany count", {
    on: /[pP]risma\w*\.\w+\.\w+$/,
    ...loop,
  }),
  form("reads:repository", "javascript", "findOne findOneBy findOneOrFail findOneByOrFail findBy findById find count findAndCount", {
    on: /[rR]epo(?:sitory)?\.\w+$/,
    ...loop,
  }),
  form("reads:model", "javascript", "findByPk findById findOne countDocuments findOneOrFail", {
    on: /^(?:[a-z]\w*\.)?[A-Z]\w+\.\w+$/,
    ...loop,
  }),
  form("reads:model", "javascript", "find findAll count", { on: /^[A-Z]\w+\.\w+$/, needs: /^(?:mongoose|sequelize|typeorm)/, ...loop }),
  form("reads:drizzle", "javascript", "findFirst findMany", { on: /\.query\.\w+\.\w+$/, ...loop }),
  form("reads:drizzle", "javascript", "select", { on: /^(?:this\.)?(?:db|tx|trx|knex)\.select$/, needs: /drizzle|knex/, ...loop }),
  form("reads:sql", "javascript", "query execute oneOrNone one any", {
    on: /(?:^|\.)(?:pool|client|db|conn|connection|pg|sql)\.\w+$/,
    ...select,
    ...loop,
  }),
  form("reads:mongo", "javascript", "findOne", { on: /[cC]ollection\w*(?:\(\))?\.findOne$/, needs: /^mongodb$/, ...loop }),

  form("reads:django", "python", "get aget", { on: /\.objects\.\w+$/, ...loop }),
  form("reads:django", "python", "filter", { on: /\.objects\.\w+$/, ...runs, ...loop }),
  form("reads:sqlalchemy", "python", "query get scalar scalars execute", {
    on: /(?:^|\.)(?:db\.session|db_session|session)\.\w+$/,
    needs: /^(?:sqlalchemy|sqlmodel|flask_sqlalchemy)/,
    ...loop,
  }),
  form("reads:sqlalchemy", "python", "get get_or_404", { on: /^(?:models\.)?[A-Z]\w*\.query\.\w+$/, ...loop }),
  form("reads:sqlalchemy", "python", "filter filter_by", { on: /^(?:models\.)?[A-Z]\w*\.query\.\w+$/, ...runs, ...loop }),
  form("reads:sql", "python", "execute fetch fetchrow fetchval fetch_one fetch_all", {
    on: /(?:^|\.)(?:cur|cursor|conn|connection|pool|db|database)\.\w+$/,
    ...select,
    ...loop,
  }),

  form(
    "reads:spring",
    "java kotlin",
    "findById findOne findAllById getById getOne getReferenceById existsById findBy* existsBy* countBy* findAllBy* findFirstBy*",
    {
      on: /(?:[rR]epository|[rR]epo|[dD]ao)\.\w+$/,
      ...loop,
    },
  ),
  form("reads:jdbc", "java kotlin", "queryForObject queryForList queryForMap query", {
    on: /[jJ]dbc(?:Template|Client|Operations)\.\w+$/,
    where: { 0: /^(?!\s*(?:delete|insert|update)\b)/i },
    ...loop,
  }),
  form("reads:jpa", "java kotlin", "find", { on: /(?:^|\.)(?:entityManager|em)\.find$/, ...loop }),

  form(
    "reads:ef",
    "csharp",
    "FindAsync Find FirstOrDefaultAsync SingleOrDefaultAsync FirstAsync SingleAsync AnyAsync CountAsync FirstOrDefault",
    {
      on: /(?:[cC]ontext|_?db)\.[A-Z]\w*\.\w+$/,
      ...loop,
    },
  ),
  form("reads:repository", "csharp", "GetByIdAsync FindByIdAsync GetAsync GetBy* FindBy*", { on: /[rR]epository\.\w+$/, ...loop }),

  form("reads:sql", "go", "Query QueryRow QueryContext QueryRowContext QueryRowx Get GetContext Select SelectContext", {
    on: /(?:^|\.)(?:db|tx|DB|conn|pool)\.\w+$/,
    needs: /sql|pgx|bun|gorm/,
    ...loop,
  }),
  form("reads:gorm", "go", "First Take Last Find", { on: /(?:^|\.)(?:db|tx|DB)(?:\.\w+\(\))*\.\w+$/, needs: /gorm\.io\/gorm/, ...loop }),

  form("reads:eloquent", "php", "find findOrFail firstWhere", {
    on: /^\\?(?!Arr|Str|Collection|Cache|Route|Carbon|Storage|Schema|Http|File|Rule|Request|Log|Auth|Config|Validator)[A-Z]\w*\.\w+$/,
    needs: /^\\?(?:App|Illuminate|Modules)\\/,
    ...loop,
  }),
  form("reads:eloquent", "php", "where whereIn", {
    on: /^\\?(?!Arr|Str|Collection|Cache|Route|Carbon|Storage|Schema|Http|File|Rule|Request|Log|Auth|Config|Validator)[A-Z]\w*\.\w+$/,
    needs: /^\\?(?:App|Illuminate|Modules)\\/,
    ...runs,
    ...loop,
  }),
  form("reads:sql", "php", "select selectOne table", { on: /^\\?DB\.\w+$/, ...loop }),
  form("reads:doctrine", "php", "find findOneBy findBy", { on: /(?:[rR]epository|[eE]ntityManager|\.em)\.\w+$/, ...loop }),

  form("reads:activerecord", "ruby", "find find_by find_by! exists? find_or_initialize_by", {
    on: /^(?!File|Dir|Hash|Array|Set|Rails|ENV|Enum|Struct|Time|Date|Etc|Gem|Process|Redis)[A-Z]\w*(?:\.[A-Z]\w*)*\.[a-z_]\w*[?!]?$/,
    ...loop,
  }),
  form("reads:activerecord", "ruby", "where", {
    on: /^(?!File|Dir|Hash|Array|Set|Rails|ENV|Enum|Struct|Time|Date|Etc|Gem|Process|Redis)[A-Z]\w*(?:\.[A-Z]\w*)*\.[a-z_]\w*[?!]?$/,
    ...runs,
    ...loop,
  }),

  form("reads:sqlx", "rust", "fetch_one fetch_optional fetch_all", { needs: /^sqlx/, ...loop }),
  form("reads:diesel", "rust", "first get_result load", { needs: /^diesel/, on: /\(\)\.\w+$/, ...loop }),

  form("loads:dataloader", "javascript python", "load", { on: /[lL]oaders?(?:\.\w+)?\.load$|[lL]oader\.load$/, ...loop }),
  form("loads:dataloader", "csharp", "LoadAsync", { on: /[lL]oader\.LoadAsync$/, ...loop }),
];

/** Rows that come over the network to be counted, and related rows that come for a key that stands in the row at hand. */
export const countForms: readonly SiteForm[] = [
  form("counts:django", "python", "len", {
    where: { 0: /^\$[\w.]+\.objects\.\w+\(\)(?:\.(?:filter|exclude|all|order_by|select_related)\(\))*$/ },
  }),
  form("counts:sqlalchemy", "python", "len", {
    where: { 0: /^\$(?:[\w.]*session\.(?:query|scalars|execute)|[\w.]+\.query\.\w+)\(\)(?:\.\w+\(\))*\.all\(\)$/ },
  }),
  form("counts:prisma", "javascript", "findMany", { on: /[pP]risma\w*\.\w+\.findMany$/, behind: /^length$/ }),
  form("counts:model", "javascript", "find findAll", {
    on: /^[A-Z]\w+\.find(?:All)?$|[rR]epo(?:sitory)?\.find$/,
    behind: /^(?:(?:lean|exec)\.)*length$/,
  }),
  form("counts:spring", "java kotlin", "findAll findAllBy* findBy*", {
    on: /(?:[rR]epository|[rR]epo|[dD]ao)\.\w+$/,
    behind: /^(?:size|count)$/,
  }),
  form("counts:ef", "csharp", "ToList ToListAsync", {
    on: /[cC]ontext\.\w+(?:\.\w+\(\))*\.\w+$/,
    needs: /EntityFrameworkCore/,
    behind: /^Count$/,
  }),
  form("counts:eloquent", "php", "all get", { on: /^\\?[A-Z]\w*\.all$/, behind: /^count$/ }),
  form("counts:eloquent", "php", "count", { where: { 0: /^\$\\?[A-Z]\w*\.(?:all\(\)|where\(\)(?:\.\w+\(\))*\.get\(\))$/ } }),
  form("counts:activerecord", "ruby", "all where", {
    on: /^[A-Z]\w*(?:\.[A-Z]\w*)*\.\w+$/,
    behind: /^(?:to_a\.(?:size|count|length)|length)$/,
  }),
];

const sqlOfAll = /^\s*(?:delete\s+from\s+[\w."`[\]]+\s*;?\s*$|update\s+[\w."`[\]]+\s+set\b(?![\s\S]*\bwhere\b)(?![\s\S]*…))/i;

/** Statements that mean every row of a table, where nothing says that this is what is wanted. */
export const overwriteForms: readonly SiteForm[] = [
  form("overwrites:drizzle", "javascript", "delete update", {
    needs: /^drizzle-orm/,
    on: /^(?:this\.)?(?:db|tx|trx|database|drizzle)\.\w+$/,
    notBehind: /(?:^|\.)where(?:\.|$)/,
  }),
  form("overwrites:prisma", "javascript", "deleteMany updateMany", { on: /[pP]risma\w*\.\w+\.\w+$/, asks: "where", at: 0 }),
  form("overwrites:mongoose", "javascript", "deleteMany updateMany", { on: /^[A-Z]\w+\.\w+$/, where: { 0: /^\{\}$|^$/ } }),
  form("overwrites:typeorm", "javascript", "delete clear", { on: /[rR]epo(?:sitory)?\.\w+$/, needs: /typeorm/, where: { 0: /^\{\}$/ } }),
  form("overwrites:sequelize", "javascript", "destroy", { on: /^[A-Z]\w+\.destroy$/, where: { where: /^\{\}$/ } }),
  form(
    "overwrites:sql",
    "javascript python go java kotlin csharp php ruby rust",
    "query execute exec Exec ExecContext executeUpdate update ExecuteSqlRaw ExecuteSqlRawAsync ExecuteAsync statement delete unprepared raw",
    {
      where: { 0: sqlOfAll },
    },
  ),
  form("overwrites:sql", "go", "ExecContext Exec", { where: { 1: sqlOfAll } }),
  form("overwrites:django", "python", "delete update", { on: /\.objects\.all\(\)\.\w+$/ }),
  form("overwrites:django", "python", "update", { on: /\.objects\.update$/ }),
  form("overwrites:sqlalchemy", "python", "delete update", { on: /session\.query\(\)\.\w+$|^[A-Z]\w*\.query\.\w+$/ }),
  form("overwrites:activerecord", "ruby", "delete_all destroy_all update_all", { on: /^[A-Z]\w*(?:\.[A-Z]\w*)*\.\w+$/ }),
  form("overwrites:eloquent", "php", "delete update", { on: /^\\?(?:DB\.table|[A-Z]\w*\.query)\(\)\.\w+$/ }),
  form("overwrites:ef", "csharp", "ExecuteDeleteAsync ExecuteUpdateAsync ExecuteDelete ExecuteUpdate", { on: /[cC]ontext\.\w+\.\w+$/ }),
];
