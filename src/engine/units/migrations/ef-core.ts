import type { EfBody } from "../../readers/migrations/ef-core.ts";
import type { FileFacts } from "../../readers/reader.ts";
import { homeOf } from "../schema/home.ts";
import { render } from "../schema/render.ts";
import type { Unit, UnitKind } from "../unit.ts";
import { bodiesOf, byFolder, byNumber, stepOf } from "./steps.ts";

interface EfUnit extends Unit {
  readonly folder: string;
}

/** Entity Framework Core's migrations of a folder in order; where only the snapshot of the model can be read, that. */
export const efCoreUnits: UnitKind<EfUnit> = {
  id: "ef-core",
  title: "Entity Framework Core migrations",
  discover: (library) =>
    [...byFolder(library.of("ef-core") as readonly FileFacts<EfBody>[])].map(([folder, facts]) => ({
      id: `unit:ef-core:${folder}`,
      kind: "ef-core",
      files: facts.map(({ file }) => file).sort(byNumber),
      folder,
    })),
  render: ({ id, folder, files }, library) => {
    const bodies = bodiesOf<EfBody>(library, "ef-core", files);
    const migrations = bodies.filter(({ body }) => !body.snapshot);
    // A snapshot says the model once more; it speaks where the migrations do not make a table at all (they were squashed into SQL).
    const makes = migrations.some(({ body }) => body.script.deeds.some((it) => it.do === "create table"));
    const said = makes ? migrations : bodies.filter(({ body }) => body.snapshot);
    return render(
      {
        unit: id,
        title: "Entity Framework Core",
        tool: "ef-core",
        place: folder,
        home: homeOf(folder),
        steps: said.map(({ file, body }) => stepOf(file, "ef-core", body)),
        runs: makes,
        generated: true,
      },
      library,
    );
  },
};
