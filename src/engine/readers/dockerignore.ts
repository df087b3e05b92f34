import { type IgnorePattern, parseIgnore } from "../syntax/dockerfile/ignore.ts";
import type { Reader } from "./reader.ts";

/** What a build leaves out: `.dockerignore` of a context, `api.Dockerfile.dockerignore` beside one Dockerfile. */
export const dockerignoreReader: Reader<readonly IgnorePattern[]> = {
  id: "dockerignore",
  title: ".dockerignore",
  wants: (path) => /(?:^|\/|\.)(?:dockerignore|containerignore)$/i.test(path),
  recognises: () => true,
  read: ({ path, text }) => ({ file: path, reader: "dockerignore", body: parseIgnore(text), problems: [], outline: "", mentions: [] }),
};
