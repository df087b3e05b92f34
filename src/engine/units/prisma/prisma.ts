import {
  type Evidence,
  type EvidenceId,
  type Key,
  proved,
  type Span,
  type SqlDialect,
  type SqlKey,
  type SqlTable,
  type UnitEntity,
  type UnitResource,
} from "../../model/index.ts";
import type { PrismaBody } from "../../readers/prisma.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import type { PrismaBlock } from "../../syntax/prisma/parse.ts";
import { anchorsOf } from "../schema/anchors.ts";
import type { Unit, UnitKind } from "../unit.ts";
import { columnsOf, keysOf, storedName } from "./model.ts";

interface PrismaUnit extends Unit {
  readonly folder: string;
}

/** The schemas of a folder: Prisma reads all of them as one. */
export const prismaUnits: UnitKind<PrismaUnit> = {
  id: "prisma",
  title: "Prisma schemas",
  discover: (library) => {
    const folders = new Map<string, string[]>();
    for (const { file } of library.of("prisma")) folders.set(folderOf(file), [...(folders.get(folderOf(file)) ?? []), file]);
    return [...folders].map(([folder, files]) => ({ id: `unit:prisma:${folder}`, kind: "prisma", files, folder }));
  },
  render: ({ id, folder, files }, library) => {
    const places = new Map<EvidenceId, Span>();
    const bodies = files.flatMap((file) => {
      const body = library.facts(file).find((it) => it.reader === "prisma")?.body as PrismaBody | undefined;
      return body === undefined ? [] : [{ file, body }];
    });
    const blocks = bodies.flatMap(({ body }) => body.schema.blocks);
    const { dialect, technology, emulated } = sourceOf(blocks);
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
        entities.push(entityOf(table, technology));
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

const stores: Readonly<Record<string, readonly [SqlDialect, string]>> = {
  postgresql: ["postgresql", "PostgreSQL"],
  postgres: ["postgresql", "PostgreSQL"],
  cockroachdb: ["postgresql", "CockroachDB"],
  mysql: ["mysql", "MySQL"],
  sqlite: ["sqlite", "SQLite"],
  sqlserver: ["sqlserver", "SQL Server"],
  mongodb: ["unknown", "MongoDB"],
};

/** The database it says it is for, and whether Prisma itself keeps the relations. */
function sourceOf(blocks: readonly PrismaBlock[]): { dialect: SqlDialect; technology: string | undefined; emulated: boolean } {
  const settings = blocks.find(({ kind }) => kind === "datasource")?.lines ?? [];
  const setting = (name: string): string | undefined => settings.find((it) => it.name === name)?.value?.replace(/^"|"$/g, "");
  const provider = setting("provider")?.toLowerCase() ?? "";
  const [dialect, technology] = (Object.hasOwn(stores, provider) ? stores[provider] : undefined) ?? ["unknown", undefined];
  return { dialect, technology, emulated: setting("relationMode") === "prisma" || provider === "mongodb" };
}

function entityOf(
  { name, columns, keys, at }: Pick<SqlTable, "name" | "columns" | "keys" | "at">,
  technology: string | undefined,
): UnitEntity {
  return {
    key: name,
    name,
    ...(technology !== undefined && { store: { technology } }),
    columns: columns.map((it) => ({ name: it.name, type: it.type, nullable: !it.notNull })),
    keys: keys.map(
      ({ kind, columns: own, references }: SqlKey): Key => ({
        kind,
        columns: own.filter((it) => it !== undefined),
        ...(references && { references: { entity: references.table, columns: references.columns } }),
      }),
    ),
    exists: [proved(true as const, "all", at)],
  };
}
