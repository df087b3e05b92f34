import type { SettingText } from "../../readers/settings.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import type { Library } from "../unit.ts";

/** The folder of the program that a file configures, with the file that says that a program begins there. */
export interface Home {
  readonly folder: string;
  readonly sign: string;
  readonly dockerfiles: readonly string[];
}

/** Readers whose finding a file under the same name is no sign that it means something else. */
const indifferent: ReadonlySet<string> = new Set(["settings", "json-settings", "dotenv", "sql", "source"]);

/**
 * Files of settings with the program each belongs to: the nearest folder above with a manifest or a Dockerfile. The root's belong to
 * everybody, and so to nobody; what the JVM's frameworks read is theirs.
 */
export function homesOf(library: Library): readonly { readonly file: string; readonly home: Home }[] {
  const files = library.of("settings");
  if (files.length === 0) return [];
  const signs = new Map<string, string>();
  const dockerfiles = new Map<string, string[]>();
  for (const { file } of library.of("dockerfile")) {
    signs.set(folderOf(file), file);
    dockerfiles.set(folderOf(file), [...(dockerfiles.get(folderOf(file)) ?? []), file]);
  }
  for (const reader of ["maven", "gradle", "code-package"]) for (const { file } of library.of(reader)) signs.set(folderOf(file), file);
  const found = files.flatMap(({ file, body }) => {
    if ((body as readonly SettingText[]).length === 0 || library.facts(file).some((it) => !indifferent.has(it.reader))) return [];
    const folder = nearest(file, signs);
    const sign = folder === undefined ? undefined : signs.get(folder);
    if (folder === undefined || sign === undefined || isJvm(sign, file)) return [];
    return [{ file, home: { folder, sign, dockerfiles: dockerfiles.get(folder) ?? [] } }];
  });
  // An example says what nobody set: beside what is set it says nothing.
  const set = new Set(found.map(({ file }) => file).filter((it) => !isExample(it)));
  return found.filter(({ file }) => !isExample(file) || !set.has(withoutExample(file)));
}

const isJvm = (sign: string, file: string): boolean =>
  /(?:^|\/)(?:pom\.xml|[\w-]+\.gradle(?:\.kts)?)$/i.test(sign) && !/\.conf$/i.test(file);

const isExample = (file: string): boolean => /\.(?:example|sample|template|dist|defaults?)$/i.test(baseName(file));
const withoutExample = (file: string): string => file.replace(/\.(?:example|sample|template|dist|defaults?)$/i, "");

function nearest(file: string, signs: ReadonlyMap<string, string>): string | undefined {
  for (let folder = folderOf(file); folder !== ""; folder = folderOf(folder)) if (signs.has(folder)) return folder;
  return undefined;
}
