import type { ComposeFile } from "../../readers/compose.ts";
import { folderOf } from "../../syntax/paths.ts";
import type { Library, Unit } from "../unit.ts";
import { closureOf, openWorld, type World } from "./closure.ts";
import { grouped, type Plan } from "./plans.ts";
import { withWorkbenches } from "./workbench.ts";

/** Compose files that are one project: its variants, and every file that any of them reads. */
export interface ComposeUnit extends Unit {
  readonly kind: "compose";
  /** Where the project's files stand. */
  readonly folder: string;
  /** Files that are started together, the usual ones first. */
  readonly plans: readonly Plan[];
}

/**
 * Every independent project. Files of one folder belong together unless their names or contents say otherwise (plans.ts); a file
 * that another one includes is part of that one's project, and a file that others only extend is no project.
 */
export function discoverProjects(library: Library): readonly ComposeUnit[] {
  const files = new Map<string, ComposeFile["outline"]>();
  for (const facts of library.of("compose")) {
    const { outline } = facts.body as ComposeFile;
    if (outline.form !== "other") files.set(facts.file, outline);
  }
  const world = openWorld(files, library);
  const folders = new Map<string, string[]>();
  for (const file of rootsOf(world)) {
    const folder = folderOf(file);
    const list = folders.get(folder);
    if (list === undefined) folders.set(folder, [file]);
    else list.push(file);
  }
  const projects = [...folders].flatMap(([folder, members]) => grouped(folder, members, world));
  return withWorkbenches(projects, library, (it) => files.has(it)).map((plans): ComposeUnit => {
    const [first = ""] = plans[0]?.files ?? [];
    const closure = closureOf(
      plans.flatMap((it) => it.files),
      world,
    );
    return { id: `unit:compose:${first}`, kind: "compose", folder: folderOf(first), plans, files: closure };
  });
}

/** Files that are started themselves. Of files that only include each other the first is. */
function rootsOf(world: World): readonly string[] {
  const included = new Set<string>();
  const extended = new Set<string>();
  for (const file of world.files.keys()) {
    for (const it of world.includes(file)) if (it !== file) included.add(it);
    for (const it of world.bases(file)) if (it !== file) extended.add(it);
  }
  const roots: string[] = [];
  const reached = new Set<string>();
  const take = (file: string): void => {
    roots.push(file);
    const open = [file];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(...world.includes(next));
    }
  };
  for (const file of world.files.keys()) if (!included.has(file)) take(file);
  for (const file of world.files.keys()) if (!reached.has(file)) take(file);
  return roots.filter((it) => !extended.has(it) || world.isProjectName(it)).sort();
}
