import { baseName, folderOf } from "../../syntax/paths.ts";
import type { Library } from "../unit.ts";

/**
 * Which Dockerfiles each file belongs to: those that copy it by its name or its folder's; without one, those in the nearest folder
 * above it. The root's are everybody's, and so nobody's unless they name the file.
 */
export function homesOf(files: readonly string[], library: Library): ReadonlyMap<string, readonly string[]> {
  const byFolder = new Map<string, string[]>();
  const sources = new Map<string, readonly string[]>();
  if (files.length > 0)
    for (const { file } of library.of("dockerfile")) {
      byFolder.set(folderOf(file), [...(byFolder.get(folderOf(file)) ?? []), file]);
      sources.set(file, sourcesIn(library.text(file) ?? ""));
    }
  return new Map(files.map((file) => [file, homeOf(file, byFolder, sources)]));
}

function homeOf(
  file: string,
  byFolder: ReadonlyMap<string, readonly string[]>,
  sources: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const copying = [...sources].filter(([, from]) => from.some((it) => copies(it, file))).map(([dockerfile]) => dockerfile);
  const near = copying.filter((it) => related(folderOf(it), file));
  if (near.length > 0) return near;
  if (copying.length === 1) return copying;
  for (let folder = folderOf(file); folder !== ""; folder = folderOf(folder)) {
    const here = byFolder.get(folder);
    if (here !== undefined) return here;
  }
  return [];
}

const related = (folder: string, file: string): boolean => folder === "" || file.startsWith(`${folder}/`);

/** `nginx/default.conf` copies `web/nginx/default.conf`; so does `nginx/`, but not `.`. */
function copies(source: string, file: string): boolean {
  const path = source.replace(/^(?:\.\/)+/, "").replace(/\/+$/, "");
  if (path === "" || path === "." || path.includes("$")) return false;
  return (
    file === path ||
    file.endsWith(`/${path}`) ||
    (path !== baseName(path) || !path.includes(".") ? `/${file}`.includes(`/${path}/`) : false)
  );
}

/** What COPY and ADD take from the build's context. */
function sourcesIn(dockerfile: string): readonly string[] {
  const found: string[] = [];
  for (const match of dockerfile.matchAll(/^[ \t]*(?:copy|add)[ \t]+([^\r\n]{1,2000})/gim)) {
    const words = (match[1] ?? "")
      .replace(/[[\]",]/g, " ")
      .split(/\s+/)
      .filter((it) => it !== "");
    if (words.some((it) => it.startsWith("--from="))) continue;
    found.push(...words.filter((it) => !it.startsWith("--")).slice(0, -1));
  }
  return found;
}
