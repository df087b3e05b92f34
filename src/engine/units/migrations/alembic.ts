import type { Problem } from "../../model/index.ts";
import type { AlembicBody } from "../../readers/migrations/alembic.ts";
import type { FileFacts } from "../../readers/reader.ts";
import { baseName } from "../../syntax/paths.ts";
import { homeOf } from "../schema/home.ts";
import { render } from "../schema/render.ts";
import type { Unit, UnitKind } from "../unit.ts";
import { bodiesOf, byFolder, inOrder, stepOf } from "./steps.ts";

interface AlembicUnit extends Unit {
  readonly folder: string;
}

/** Alembic's revisions of a folder, each behind those it names; branches one after the other, merges behind all of theirs. */
export const alembicUnits: UnitKind<AlembicUnit> = {
  id: "alembic",
  title: "Alembic revisions",
  discover: (library) =>
    [...byFolder(library.of("alembic") as readonly FileFacts<AlembicBody>[])].map(([folder, facts]) => ({
      id: `unit:alembic:${folder}`,
      kind: "alembic",
      files: inOrder(
        facts,
        (it) => it.body.revision,
        (it) => it.body.after,
      ).map(({ file }) => file),
      folder,
    })),
  render: ({ id, folder, files }, library) => {
    const bodies = bodiesOf<AlembicBody>(library, "alembic", files);
    const facts = render(
      {
        unit: id,
        title: "Alembic",
        tool: "alembic",
        place: folder,
        home: homeOf(folder),
        steps: bodies.map(({ file, body }) => stepOf(file, "alembic", body)),
        runs: true,
        generated: true,
      },
      library,
    );
    return { ...facts, problems: brokenChains(bodies) };
  },
};

/** Revisions that name one nobody has, and heads that nothing joins. */
function brokenChains(bodies: readonly { readonly file: string; readonly body: AlembicBody }[]): readonly Problem[] {
  const known = new Set(bodies.map(({ body }) => body.revision));
  const followed = new Set(bodies.flatMap(({ body }) => body.after));
  const heads = bodies.filter(({ body }) => !followed.has(body.revision));
  const problem = (file: string, message: string): Problem => ({ message, file, severity: "note", reader: "alembic" });
  const lost = bodies.flatMap(({ file, body }) =>
    body.after.filter((it) => !known.has(it)).map((it) => problem(file, `This revision comes after ${it}, which is not here.`)),
  );
  const [first] = heads;
  if (heads.length < 2 || first === undefined) return lost;
  const names = heads.map(({ file }) => baseName(file));
  return [
    ...lost,
    problem(
      first.file,
      `${heads.length} heads, and no revision joins them: ${names.slice(0, 4).join(", ")}${names.length > 4 ? " …" : ""}.`,
    ),
  ];
}
