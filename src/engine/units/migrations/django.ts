import type { DjangoBody } from "../../readers/migrations/django.ts";
import type { FileFacts } from "../../readers/reader.ts";
import { folderOf } from "../../syntax/paths.ts";
import { homeOf } from "../schema/home.ts";
import { render } from "../schema/render.ts";
import type { Unit, UnitKind } from "../unit.ts";
import { bodiesOf, byFolder, inOrder, stepOf } from "./steps.ts";

interface DjangoUnit extends Unit {
  readonly folder: string;
}

/** The migrations of an app of Django, each behind those of its own that it names. */
export const djangoUnits: UnitKind<DjangoUnit> = {
  id: "django",
  title: "Django migrations",
  discover: (library) =>
    [...byFolder(library.of("django") as readonly FileFacts<DjangoBody>[])].map(([folder, facts]) => ({
      id: `unit:django:${folder}`,
      kind: "django",
      files: inOrder(
        facts,
        ({ body }) => `${body.app}/${body.name}`,
        ({ body }) => body.after,
      ).map(({ file }) => file),
      folder,
    })),
  render: ({ id, folder, files }, library) =>
    render(
      {
        unit: id,
        title: "Django",
        tool: "django",
        place: folder,
        // The project, which has the apps.
        home: homeOf(folderOf(folderOf(folder))),
        steps: bodiesOf<DjangoBody>(library, "django", files).map(({ file, body }) => stepOf(file, "django", body)),
        runs: true,
        generated: true,
      },
      library,
    ),
};
