import type { Problem } from "../src/engine/model/index.ts";
import { type ComposeUnit, discoverProjects } from "../src/engine/units/compose/discover.ts";
import { projectsOf } from "../src/engine/units/compose/load.ts";
import type { Node, Project, Service } from "../src/engine/units/compose/project.ts";
import { libraryOf } from "./library.ts";

/** What Compose files come to, for tests of its language: files in, projects as plain values out. */

type Files = Readonly<Record<string, string>>;

export const unitsOf = (files: Files): readonly ComposeUnit[] => discoverProjects(libraryOf(files));

export function variantsOf(files: Files): readonly Project[] {
  const library = libraryOf(files);
  return discoverProjects(library).flatMap((it) => projectsOf(it, library));
}

/** What plain `docker compose up` starts. */
export function projectOf(files: Files): Project {
  const [project] = variantsOf(files);
  if (project === undefined) throw new Error("There is no project in these files.");
  return project;
}

/** `compose.yaml` with its override. */
export const composed = (base: string, override?: string): Project =>
  projectOf({ "compose.yaml": base, ...(override === undefined ? {} : { "compose.override.yaml": override }) });

export function serviceOf(project: Project, name: string): Service {
  const found = project.services.get(name);
  if (found === undefined) throw new Error(`There is no service ${name}.`);
  return found;
}

/** A node as a plain value. */
export function plain(node: Node | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === "seq") return node.items.map(plain);
  if (node.kind === "map") return Object.fromEntries([...node.entries].map(([name, { value }]) => [name, plain(value)]));
  if (node.type === "null") return null;
  return node.type === "string" ? node.text : JSON.parse(node.text);
}

export const said = (project: Project, name: string): unknown => plain(serviceOf(project, name).value);

export const environmentOf = (project: Project, name: string): unknown =>
  Object.fromEntries(serviceOf(project, name).environment.map((it) => [it.name, it.value]));

export const messagesOf = (project: Project): readonly string[] => project.problems.map((it: Problem) => `${it.severity}: ${it.message}`);
