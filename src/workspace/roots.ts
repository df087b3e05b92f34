import type { Content, FileSource } from "./source.ts";

/**
 * Several folders as one workspace: the first part of a path is the name of its root. Names are made different where two
 * folders are called the same. One folder alone keeps its paths as they are.
 */
export function joinRoots(sources: readonly FileSource[]): FileSource {
  const [only] = sources;
  if (only !== undefined && sources.length === 1) return only;
  const roots = new Map(rootNames(sources.map((it) => it.name)).map((name, at) => [name, sources[at] as FileSource]));
  const find = (path: string): { readonly source: FileSource; readonly rest: string } | undefined => {
    const slash = path.indexOf("/");
    const source = slash < 0 ? undefined : roots.get(path.slice(0, slash));
    return source && { source, rest: path.slice(slash + 1) };
  };
  return {
    name: "workspace",
    async list() {
      const lists = await Promise.all([...roots].map(async ([name, source]) => ({ name, listing: await source.list() })));
      return {
        files: lists.flatMap(({ name, listing }) => listing.files.map((it) => `${name}/${it}`)),
        obstacles: lists.flatMap(({ name, listing }) =>
          listing.obstacles.map((it) => ({ ...it, path: it.path === "" ? name : `${name}/${it.path}` })),
        ),
      };
    },
    async lists(path) {
      const found = find(path);
      return found !== undefined && (await found.source.lists(found.rest));
    },
    async read(path): Promise<Content | undefined> {
      const found = find(path);
      return found?.source.read(found.rest);
    },
  };
}

/** The names under which folders appear in one workspace, in their order: the second `api` is `api-2`. */
export function rootNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let own = name;
    for (let count = 2; taken.has(own); count++) own = `${name}-${count}`;
    taken.add(own);
    return own;
  });
}
