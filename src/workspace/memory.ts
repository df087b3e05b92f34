import type { Content, FileSource } from "./source.ts";

/** A workspace that exists only in a test: path → text, or what reading it comes to. */
export function openMemory(files: Readonly<Record<string, string | Content>>, name = "workspace"): FileSource {
  return {
    name,
    list: () => Promise.resolve({ files: Object.keys(files).sort(), obstacles: [] }),
    lists: (path) => Promise.resolve(Object.hasOwn(files, path)),
    read: (path) => {
      const content = Object.hasOwn(files, path) ? files[path] : undefined;
      return Promise.resolve(typeof content === "string" ? { text: content, encoding: "utf-8" as const } : content);
    },
  };
}
