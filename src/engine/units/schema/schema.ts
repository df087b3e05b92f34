import type { FileFacts } from "../../readers/reader.ts";
import type { SqlBody } from "../../readers/sql.ts";
import { folderOf } from "../../syntax/paths.ts";
import { filesOfChangelogs } from "../migrations/liquibase.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";
import { homeOf } from "./home.ts";
import { render } from "./render.ts";
import { isInitial, type Series, seriesIn } from "./series.ts";

interface SchemaUnit extends Unit {
  readonly series: Series;
  /** A Prisma schema beside it says the same tables. */
  readonly toldTwice: boolean;
}

const titles: Readonly<Record<Series["tool"], string>> = {
  flyway: "Flyway",
  prisma: "Prisma Migrate",
  "golang-migrate": "golang-migrate",
  numbered: "SQL migrations",
  script: "SQL migration",
  schema: "SQL schema",
};

/** Migrations in their order, and schemas that stand alone: the tables they lead to, and the statements on the way. */
export const schemaUnits: UnitKind<SchemaUnit> = {
  id: "schema",
  title: "SQL schemas and migrations",
  discover(library) {
    const taken = filesOfChangelogs(library);
    const own = (library.of("sql") as readonly FileFacts<SqlBody>[]).filter(({ file }) => !taken.has(file));
    return seriesIn(own).map((series) => ({
      id: `unit:schema:${series.tool}:${series.at}`,
      kind: "schema",
      files: series.files,
      series,
      toldTwice: toldTwice(series, library),
    }));
  },
  render: ({ id, series, toldTwice: twice }, library) =>
    render(
      {
        unit: id,
        title: titles[series.tool],
        tool: series.tool,
        place: series.at,
        home: homeOf(series.tool === "schema" || series.tool === "script" ? folderOf(series.at) : series.at),
        steps: series.files.flatMap((file) => {
          const body = library.facts(file).find((it) => it.reader === "sql")?.body as SqlBody | undefined;
          if (body === undefined) return [];
          const { lines, dialect, wrapped, outside, script } = body;
          return [
            {
              file,
              lines,
              dialect,
              wrapped,
              outside,
              deeds: script.deeds,
              statements: script.statements,
              unclear: script.unclear.length,
              reader: "sql",
            },
          ];
        }),
        runs: series.tool !== "schema" && !isInitial(series),
        generated: false,
        tablesElsewhere: twice,
      },
      library,
    ),
};

/** Prisma writes its migrations from the schema beside them, which says the same tables. */
const toldTwice = ({ tool, at }: Series, library: Library): boolean =>
  tool === "prisma" &&
  library.of("prisma").some(({ file }) => folderOf(file) === folderOf(at) || folderOf(folderOf(file)) === folderOf(at));
