import type { Problem } from "../model/index.ts";
import { type DockerfileTree, parseDockerfile } from "../syntax/dockerfile/parse.ts";
import { type Lines, linesOf } from "../syntax/lines.ts";
import { baseName } from "../syntax/paths.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** A Dockerfile as it stands. */
export interface DockerfileBody {
  readonly tree: DockerfileTree;
  readonly lines: Lines;
}

/** Dockerfiles under the names that build tools look for: `Dockerfile`, `Dockerfile.dev`, `api.Dockerfile`, `Containerfile`. */
export const dockerfileReader: Reader<DockerfileBody> = {
  id: "dockerfile",
  title: "Dockerfile",
  wants: (path) =>
    /^(?:(?:docker|container)file(?:[._-][\w.-]+)?|[\w.-]+\.(?:docker|container)file)$/i.test(baseName(path)) &&
    !/\.dockerignore$/i.test(path),
  // A template that makes one (`Dockerfile.j2`), or notes about one, has no FROM of its own.
  recognises: ({ path, text }) => !/\.(?:md|txt|j2|tmpl|erb|tt)$/i.test(path) && /^[ \t]*from[ \t]+\S/im.test(text),
  read,
};

function read({ path, text }: SourceFile): FileFacts<DockerfileBody> {
  const tree = parseDockerfile(text);
  const lines = linesOf(text);
  const problems = tree.strangers.map(
    ({ word, start, end }): Problem => ({
      message: `${word} is no instruction of a Dockerfile.`,
      file: path,
      severity: "warning",
      span: lines.span(start, end),
      reader: "dockerfile",
    }),
  );
  return { file: path, reader: "dockerfile", body: { tree, lines }, problems, outline: "", mentions: [] };
}
