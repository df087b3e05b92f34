import { technologiesOf } from "../../knowledge/dialects.ts";
import {
  type Evidence,
  type EvidenceId,
  type Key,
  proved,
  type Span,
  type SqlDialect,
  type SqlKey,
  type SqlTable,
  type StoreSigns,
  type UnitEntity,
  type UnitResource,
} from "../../model/index.ts";
import type { PrismaBody } from "../../readers/prisma.ts";
import { addressesIn } from "../../syntax/addresses/addresses.ts";
import { parseEnv } from "../../syntax/dotenv.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import type { PrismaBlock } from "../../syntax/prisma/parse.ts";
import { anchorsOf } from "../schema/anchors.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";
import { columnsOf, keysOf, storedName } from "./model.ts";

interface PrismaUnit extends Unit {
  readonly folder: string;
  /** Where its settings may say where the database is. */
  readonly environments: readonly string[];
}

/** The schemas of a folder: Prisma reads all of them as one. */
export const prismaUnits: UnitKind<PrismaUnit> = {
  id: "prisma",
  title: "Prisma schemas",
  discover: (library) => {
    const folders = new Map<string, string[]>();
    for (const { file } of library.of("prisma")) folders.set(folderOf(file), [...(folders.get(folderOf(file)) ?? []), file]);
    return [...folders].map(([folder, files]) => {
      const environments = environmentsOf(folder);
      return { id: `unit:prisma:${folder}`, kind: "prisma", files: [...files, ...environments], folder, environments };
    });
  },
  render: ({ id, folder, files, environments }, library) => {
    const places = new Map<EvidenceId, Span>();
    const bodies = files.flatMap((file) => {
      const body = library.facts(file).find((it) => it.reader === "prisma")?.body as PrismaBody | undefined;
      return body === undefined ? [] : [{ file, body }];
    });
    const blocks = bodies.flatMap(({ body }) => body.schema.blocks);
    const { dialect, technologies, emulated, url } = sourceOf(blocks);
    const address = addressOf(url, environments, library);
    const models = new Map(blocks.filter(({ kind }) => kind === "model").map((it) => [it.name, it]));
    const enums = new Set(blocks.filter(({ kind }) => kind === "enum").map(({ name }) => name));
    const resources: UnitResource[] = [];
    const entities: UnitEntity[] = [];
    const evidence: Evidence[] = [];
    for (const { file, body } of bodies) {
      const anchors = anchorsOf(file, body.lines, places);
      for (const block of body.schema.blocks) {
        if (block.kind !== "model") continue;
        const at = anchors.at(`model ${block.name}`, block);
        const columns = columnsOf(block, models, enums, (line) => anchors.at(`model ${block.name}.${line.name}`, line));
        const keys = keysOf(block, models, (line) =>
          anchors.at(`model ${block.name} ${line.attributes.map((it) => it.name).join(" ")}`, line),
        );
        const name = storedName(block);
        const table: Omit<SqlTable, "system" | "component"> = {
          id: `resource:${id}#table ${name}`,
          kind: "sql-table",
          in: "all",
          at,
          file,
          source: "prisma",
          dialect,
          name,
          columns,
          keys,
          derived: false,
          ...(emulated && { emulated: true as const }),
        };
        resources.push(table);
        entities.push(entityOf(table, { file, technologies, ...(address && { address }) }));
        evidence.push({
          id: at,
          file,
          reader: "prisma",
          strength: "declared",
          in: "all",
          says: `${baseName(file)} has the model ${block.name}`,
        });
      }
    }
    const home = folder
      .split("/")
      .filter((it, index, all) => !(it === "prisma" && index >= all.length - 2) && !(it === "schema" && index === all.length - 1));
    return {
      unit: id,
      system: { name: library.workspaceName, folder: home.join("/"), reason: "The folder that is open." },
      variants: [],
      describes: true,
      main: undefined,
      components: [],
      uses: [],
      entities,
      resources,
      evidence,
      problems: [],
      places,
    };
  },
};

/** The dialect, and the products where it is not the dialect's own. */
const stores: Readonly<Record<string, readonly [SqlDialect, ...string[]]>> = {
  postgresql: ["postgresql"],
  postgres: ["postgresql"],
  cockroachdb: ["postgresql", "CockroachDB"],
  mysql: ["mysql"],
  sqlite: ["sqlite"],
  sqlserver: ["sqlserver"],
  mongodb: ["unknown", "MongoDB", "FerretDB"],
};

interface Source {
  readonly dialect: SqlDialect;
  readonly technologies: readonly string[];
  /** Prisma itself keeps the relations. */
  readonly emulated: boolean;
  /** As written: `env("DATABASE_URL")`, or an address in quotes. */
  readonly url: string;
}

/** The database it says it is for. */
function sourceOf(blocks: readonly PrismaBlock[]): Source {
  const settings = blocks.find(({ kind }) => kind === "datasource")?.lines ?? [];
  const setting = (name: string): string | undefined => settings.find((it) => it.name === name)?.value?.replace(/^"|"$/g, "");
  const provider = setting("provider")?.toLowerCase() ?? "";
  const [dialect, ...products] = (Object.hasOwn(stores, provider) ? stores[provider] : undefined) ?? ["unknown" as const];
  return {
    dialect,
    technologies: products.length > 0 ? products : technologiesOf(dialect),
    emulated: setting("relationMode") === "prisma" || provider === "mongodb",
    url: setting("url") ?? "",
  };
}

/** `.env` beside the schema, and in the folders it belongs to, as Prisma looks for it. */
function environmentsOf(folder: string): readonly string[] {
  const steps = folder.split("/");
  const above = [
    folder,
    ...["prisma", "schema"].flatMap((it) => (steps.at(-1) === it ? [folderOf(folder)] : [])),
    folderOf(folderOf(folder)),
  ];
  return [...new Set(above)].map((it) => (it === "" ? ".env" : `${it}/.env`));
}

/** The host that the datasource's variable names in the nearest `.env`; of the value nothing else is kept. */
function addressOf(url: string, environments: readonly string[], library: Library): StoreSigns["address"] {
  const variable = /^env\(\s*"([^"]{1,200})"\s*\)/.exec(url)?.[1];
  const said = variable === undefined ? [{ text: url, where: "The datasource" }] : [];
  for (const file of variable === undefined ? [] : environments)
    for (const { name, value } of parseEnv(library.text(file) ?? "").entries)
      if (name === variable && value !== undefined) said.push({ text: value, where: `${variable} in ${file}` });
  for (const { text, where } of said) {
    const [first] = addressesIn(text);
    if (first === undefined) continue;
    const { host, port } = first;
    return { host, ...(port !== undefined && { port }), because: `${where} names ${host}${port === undefined ? "" : `:${port}`}.` };
  }
  return undefined;
}

function entityOf({ name, columns, keys, at }: Pick<SqlTable, "name" | "columns" | "keys" | "at">, store: StoreSigns): UnitEntity {
  return {
    key: name,
    name,
    store,
    columns: columns.map((it) => ({ name: it.name, type: it.type, nullable: !it.notNull, at: it.at })),
    keys: keys.map(
      ({ kind, columns: own, references, at: place }: SqlKey): Key => ({
        kind,
        columns: own.filter((it) => it !== undefined),
        ...(references && { references: { entity: references.table, columns: references.columns } }),
        at: place,
      }),
    ),
    exists: [proved(true as const, "all", at)],
  };
}
