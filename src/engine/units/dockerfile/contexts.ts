import type { DockerContext } from "../../model/index.ts";
import { type IgnorePattern, isIgnored } from "../../syntax/dockerfile/ignore.ts";
import { parseEnv } from "../../syntax/dotenv.ts";
import { folderOf } from "../../syntax/paths.ts";
import type { Library } from "../unit.ts";

/** Env files as people keep them for their own machine; they lie in the context's own folder. */
const envFiles = [".env", ".env.local", ".env.production", ".env.prod"];

const inFolder = (folder: string, name: string): string => (folder === "" ? name : `${folder}/${name}`);

/** A build is started in the Dockerfile's folder or in one above it. */
function foldersOf(file: string): readonly string[] {
  const found = [folderOf(file)];
  for (let folder = folderOf(file); folder !== ""; ) {
    folder = folderOf(folder);
    found.push(folder);
  }
  return found;
}

const ignoreFilesOf = (file: string, folder: string): readonly string[] => [
  // The Dockerfile's own file comes before the context's.
  `${file}.dockerignore`,
  inFolder(folder, ".dockerignore"),
  inFolder(folder, ".containerignore"),
];

/** Files that decide what a build of the Dockerfile can take, whether they exist or not. */
export const contextFilesOf = (file: string): readonly string[] => [
  ...new Set(foldersOf(file).flatMap((folder) => [...ignoreFilesOf(file, folder), ...envFiles.map((it) => inFolder(folder, it))])),
];

export function contextsOf(file: string, library: Library): readonly DockerContext[] {
  return foldersOf(file).map((folder) => {
    const ignore = ignoreFilesOf(file, folder).find((it) => library.exists(it));
    const facts = ignore === undefined ? [] : library.facts(ignore);
    const patterns = (facts.find((it) => it.reader === "dockerignore")?.body ?? []) as readonly IgnorePattern[];
    const takes = envFiles.flatMap((name) => {
      const text = isIgnored(patterns, name) ? undefined : library.text(inFolder(folder, name));
      return text === undefined
        ? []
        : [{ name, variables: parseEnv(text).entries.map(({ name, value }) => ({ name, ...(value !== undefined && { value }) })) }];
    });
    return {
      folder,
      ...(ignore !== undefined && { ignore }),
      leavesOut: [".git", ".env"].filter((it) => isIgnored(patterns, it)),
      takes,
    };
  });
}
