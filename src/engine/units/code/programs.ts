import type { Programs } from "../../model/index.ts";
import type { CodeUnit } from "./packages.ts";
import type { World } from "./world.ts";

/** Larger packages are followed by nobody here: what they say is said by whoever is made of them. */
const mostFiles = 600;
const mostPrograms = 40;

/** Where the programs of a package begin, and from which of them each file is reached. */
export interface Reached {
  readonly programs: Programs | undefined;
  from(file: string): readonly string[] | undefined;
}

const everywhere: Reached = { programs: undefined, from: () => undefined };

/** Files that no other imports are where something may start; of JavaScript and Python, whose programs are told apart by files alone. */
export function programsOf(unit: CodeUnit, world: World, manifest: string | undefined): Reached {
  if (world.files.size < 2 || world.files.size > mostFiles) return everywhere;
  const imports = new Map<string, readonly string[]>();
  const imported = new Set<string>();
  for (const [file, { language, imports: said }] of world.files) {
    if (language !== "javascript" && language !== "python") return everywhere;
    const found = said.flatMap(({ module, names }) => [
      ...world.imported(file, module),
      // Python's `from app import tasks` may mean a file.
      ...(language === "python" ? [...names.values()].flatMap((name) => world.imported(file, `${module}.${name}`)) : []),
    ]);
    imports.set(file, found);
    for (const it of found) if (it !== file) imported.add(it);
  }
  const files = [...world.files.keys()].filter((it) => !unit.libraries.has(it) && !imported.has(it));
  if (files.length < 2 || files.length > mostPrograms) return everywhere;
  const reached = new Map<string, string[]>();
  for (const program of files) {
    const seen = new Set([program]);
    for (const file of seen) for (const it of imports.get(file) ?? []) seen.add(it);
    for (const file of seen) reached.set(file, [...(reached.get(file) ?? []), program]);
  }
  return { programs: { folder: unit.folder, files, scripts: scriptsIn(manifest) }, from: (file) => reached.get(file) };
}

/** `"scripts"` of a `package.json`. */
function scriptsIn(manifest: string | undefined): Programs["scripts"] {
  const block = /"scripts"\s*:\s*\{([^{}]{0,20000})\}/.exec(manifest ?? "")?.[1] ?? "";
  return [...block.matchAll(/"([^"\\]{1,60})"\s*:\s*"((?:[^"\\]|\\.){0,500})"/g)]
    .slice(0, 60)
    .map((it) => [it[1] ?? "", it[2] ?? ""] as const);
}
