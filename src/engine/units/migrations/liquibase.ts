import type { Problem } from "../../model/index.ts";
import type { Inclusion, LiquibaseBody } from "../../readers/migrations/liquibase.ts";
import type { FileFacts } from "../../readers/reader.ts";
import type { SqlBody } from "../../readers/sql.ts";
import { folderOf, within } from "../../syntax/paths.ts";
import { homeOf } from "../schema/home.ts";
import { render, type Step } from "../schema/render.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";

interface LiquibaseUnit extends Unit {
  /** The changelog that nobody takes in. */
  readonly root: string;
}

/** A changelog with all that it takes in, change set by change set. */
export const liquibaseUnits: UnitKind<LiquibaseUnit> = {
  id: "liquibase",
  title: "Liquibase changelogs",
  discover(library) {
    const facts = library.of("liquibase") as readonly FileFacts<LiquibaseBody>[];
    const taken = new Set(
      facts.flatMap(({ file, body }) => body.inclusions.flatMap((it) => filesOf(it, file, library)).filter((it) => it !== file)),
    );
    // Where all take in each other there is no first: then the first by name is it.
    const roots = facts.filter(({ file }) => !taken.has(file));
    return (roots.length > 0 ? roots : facts.slice(0, 1)).map(({ file }) => ({
      id: `unit:liquibase:${file}`,
      kind: "liquibase",
      files: walk(file, library).files,
      root: file,
    }));
  },
  render: ({ id, root }, library) => {
    const { steps, problems } = walk(root, library);
    const facts = render(
      {
        unit: id,
        title: "Liquibase",
        tool: "liquibase",
        place: root,
        home: homeOf(folderOf(root)),
        steps,
        runs: true,
        generated: true,
      },
      library,
    );
    return { ...facts, problems };
  },
};

/** Files of SQL that a changelog runs: they are no schemas of their own. */
export function filesOfChangelogs(library: Library): ReadonlySet<string> {
  const facts = library.of("liquibase") as readonly FileFacts<LiquibaseBody>[];
  return new Set(
    facts.flatMap(({ file, body }) =>
      body.inclusions.filter(({ what }) => what !== "changelog").flatMap((it) => filesOf(it, file, library)),
    ),
  );
}

/** The changelog and what it takes in, each where it is taken in, and only the first time. */
function walk(root: string, library: Library): { steps: readonly Step[]; files: readonly string[]; problems: readonly Problem[] } {
  const steps: Step[] = [];
  const files: string[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const visit = (file: string, depth: number): void => {
    if (seen.has(file) || depth > 40) return;
    seen.add(file);
    files.push(file);
    const facts = library.facts(file);
    const body = facts.find((it) => it.reader === "liquibase")?.body as LiquibaseBody | undefined;
    if (body === undefined) {
      const sql = facts.find((it) => it.reader === "sql")?.body as SqlBody | undefined;
      if (sql !== undefined) steps.push(partOf(file, "sql", sql, 0, sql.script.deeds.length, true));
      return;
    }
    let from = 0;
    let first = true;
    const upTo = (end: number): void => {
      const starts = body.sets.filter((it) => it > from && it < end);
      for (const stop of [...starts, end]) {
        if (stop > from || first) steps.push(partOf(file, "liquibase", body, from, stop, first));
        first = false;
        from = Math.max(from, stop);
      }
    };
    for (const it of body.inclusions) {
      upTo(it.behind);
      const found = filesOf(it, file, library);
      if (found.length === 0)
        problems.push({ message: `It takes in ${it.path}, which is not here.`, file, severity: "note", reader: "liquibase" });
      for (const one of found) visit(one, depth + 1);
    }
    upTo(body.script.deeds.length);
  };
  visit(root, 0);
  return { steps, files, problems };
}

/** Some deeds of a file; the first part of it counts its statements. */
const partOf = (
  file: string,
  reader: string,
  body: Pick<LiquibaseBody, "script" | "lines" | "dialect" | "wrapped">,
  from: number,
  to: number,
  counts: boolean,
): Step => ({
  file,
  lines: body.lines,
  dialect: body.dialect,
  wrapped: body.wrapped,
  deeds: body.script.deeds.slice(from, to),
  statements: counts ? body.script.statements : 0,
  unclear: counts ? body.script.unclear.length : 0,
  reader,
});

/** The files that are meant: from the changelog's folder, or from a folder above it that has them (a root of resources). */
function filesOf({ what, path, relative }: Inclusion, changelog: string, library: Library): readonly string[] {
  const here = folderOf(changelog);
  for (let root = here; ; root = folderOf(root)) {
    for (const base of relative
      ? [root]
      : [root, ...["src/main/resources", "resources"].map((it) => (root === "" ? it : `${root}/${it}`))]) {
      const target = within(base, path);
      if (target === undefined) continue;
      const found = what === "folder" ? inFolder(target.replace(/\/$/, ""), library) : library.exists(target) ? [target] : [];
      if (found.length > 0) return found;
    }
    if (root === "" || relative) return [];
  }
}

/** All changelogs of a folder and of those in it, by their paths, as Liquibase takes them. */
function inFolder(folder: string, library: Library): readonly string[] {
  const under = folder === "" ? "" : `${folder}/`;
  return [...library.of("liquibase"), ...library.of("sql")]
    .map(({ file }) => file)
    .filter((it) => it.startsWith(under))
    .sort();
}
