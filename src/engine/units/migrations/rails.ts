import type { UnitFacts } from "../../model/index.ts";
import type { RailsBody } from "../../readers/migrations/rails.ts";
import type { FileFacts } from "../../readers/reader.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import type { Dialect } from "../../syntax/sql/dialect.ts";
import { homeOf } from "../schema/home.ts";
import { render } from "../schema/render.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";
import { bodiesOf, byNumber, stepOf } from "./steps.ts";

interface RailsUnit extends Unit {
  readonly folder: string;
  /** The schema that Active Record wrote itself: where it is, it has the last word. */
  readonly schema: boolean;
  /** Of migrations: such a schema lies beside them. */
  readonly dumped: boolean;
}

/** Active Record's migrations by the number in their name (those of `post_migrate` among them), and the schema they were dumped to. */
export const railsUnits: UnitKind<RailsUnit> = {
  id: "rails",
  title: "Active Record migrations and schemas",
  discover(library) {
    const migrations = new Map<string, string[]>();
    const units: RailsUnit[] = [];
    for (const { file, body } of library.of("rails") as readonly FileFacts<RailsBody>[]) {
      if (body.schema)
        units.push({ id: `unit:rails-schema:${file}`, kind: "rails", files: [file], folder: folderOf(file), schema: true, dumped: false });
      else {
        const folder = above(file);
        migrations.set(folder, [...(migrations.get(folder) ?? []), file]);
      }
    }
    for (const [folder, files] of migrations)
      units.push({
        id: `unit:rails:${folder}`,
        kind: "rails",
        files: files.sort(byNumber),
        folder,
        schema: false,
        dumped: hasSchema(folder, library),
      });
    return units;
  },
  render: ({ id, folder, files, schema, dumped }, library): UnitFacts =>
    render(
      {
        unit: id,
        title: schema ? "Active Record schema" : "Active Record",
        tool: "rails",
        place: schema ? (files[0] ?? folder) : folder,
        home: homeOf(folder),
        steps: bodiesOf<RailsBody>(library, "rails", files).map(({ file, body }) => {
          const step = stepOf(file, "rails", body);
          return { ...step, dialect: adapterIn(library.text(settingsOf(file))) ?? step.dialect };
        }),
        runs: !schema,
        generated: true,
        tablesElsewhere: dumped,
      },
      library,
    ),
};

/** `db` of `db/migrate/2024_x.rb`. */
const above = (file: string): string => folderOf(folderOf(file));

/** `schema.rb`, or the SQL that takes its place, beside the migrations. */
function hasSchema(folder: string, library: Library): boolean {
  return (
    library.exists(`${folder === "" ? "" : `${folder}/`}structure.sql`) ||
    library.of("rails").some(({ file, body }) => (body as RailsBody).schema && folderOf(file) === folder && baseName(file) === "schema.rb")
  );
}

const settingsOf = (file: string): string => {
  const app = folderOf(folderOf(file));
  return app === "" ? "config/database.yml" : `${app}/config/database.yml`;
};

const adapters: Readonly<Record<string, Dialect>> = {
  postgresql: "postgresql",
  postgis: "postgresql",
  mysql2: "mysql",
  trilogy: "mysql",
  sqlite3: "sqlite",
  sqlserver: "sqlserver",
};

/** The first adapter that the settings name, which all environments inherit. */
function adapterIn(settings: string | undefined): Dialect | undefined {
  const name = /^[ \t]*adapter:[ \t]*["']?(?:<%=[^%\n]{0,200}["'])?(\w+)/m.exec(settings ?? "")?.[1];
  return name !== undefined && Object.hasOwn(adapters, name) ? adapters[name] : undefined;
}
