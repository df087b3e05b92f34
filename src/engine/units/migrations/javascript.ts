import type { JavaScriptBody } from "../../readers/migrations/javascript.ts";
import type { FileFacts } from "../../readers/reader.ts";
import { homeOf } from "../schema/home.ts";
import { render } from "../schema/render.ts";
import type { Unit, UnitKind } from "../unit.ts";
import { bodiesOf, byFolder, byNumber, stepOf } from "./steps.ts";

interface JavaScriptUnit extends Unit {
  readonly folder: string;
}

const titles: Readonly<Record<JavaScriptBody["tool"], string>> = { knex: "Knex", sequelize: "Sequelize", typeorm: "TypeORM" };

/** Migrations of Knex, Sequelize or TypeORM of a folder, by the number in their name. */
export const javascriptUnits: UnitKind<JavaScriptUnit> = {
  id: "javascript-migrations",
  title: "Knex, Sequelize and TypeORM migrations",
  discover: (library) =>
    [...byFolder(library.of("javascript-migrations") as readonly FileFacts<JavaScriptBody>[])].map(([folder, facts]) => ({
      id: `unit:javascript-migrations:${folder}`,
      kind: "javascript-migrations",
      files: facts.map(({ file }) => file).sort(byNumber),
      folder,
    })),
  render: ({ id, folder, files }, library) => {
    const bodies = bodiesOf<JavaScriptBody>(library, "javascript-migrations", files);
    const tool = bodies[0]?.body.tool ?? "knex";
    return render(
      {
        unit: id,
        title: titles[tool],
        tool,
        place: folder,
        home: homeOf(folder),
        steps: bodies.map(({ file, body }) => stepOf(file, "javascript-migrations", body)),
        runs: true,
        generated: true,
      },
      library,
    );
  },
};
