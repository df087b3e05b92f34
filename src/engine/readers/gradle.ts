import { linesOf } from "../syntax/lines.ts";
import { baseName } from "../syntax/paths.ts";
import { type BuildFile, type Dependency, outlineOfBuild } from "./build-file.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** Gradle's build scripts, Groovy and Kotlin: the dependencies that stand in them as text. */
export const gradleReader: Reader<BuildFile> = {
  id: "gradle",
  title: "Gradle",
  wants: (path) => /\.gradle(?:\.kts)?$/i.test(path) && !/^settings\.gradle/i.test(baseName(path)),
  recognises: ({ text }) => /\bdependencies\b|\bplugins\b|\bapply\b/.test(text),
  read,
};

const configuration =
  /^[ \t]*(?:implementation|api|compile|runtime|runtimeOnly|compileOnly|developmentOnly|annotationProcessor|providedCompile)[ \t]*\(?[ \t]*(.{1,300})$/gm;

function read({ path, text }: SourceFile): FileFacts<BuildFile> {
  const lines = linesOf(text);
  const dependencies: Dependency[] = [];
  for (const match of text.matchAll(configuration)) {
    const said = match[1] ?? "";
    const from = match.index + match[0].length - match[0].trimStart().length;
    const rest = { span: lines.span(from, match.index + match[0].trimEnd().length) };
    const module = /project\s{0,4}\(\s{0,4}(?:path\s{0,4}[:=]\s{0,4})?["']([\w:./-]{1,200})["']/.exec(said)?.[1];
    if (module !== undefined) {
      const artifact = module.split(":").at(-1) ?? "";
      dependencies.push({ group: "", artifact, module: true, anchor: `dependencies.${module}`, ...rest });
      continue;
    }
    for (const [, group = "", artifact = ""] of said.matchAll(/["']([\w.-]{1,200}):([\w.-]{1,200})(?=[:"'@])/g))
      dependencies.push({ group, artifact, module: false, anchor: `dependencies.${artifact}`, ...rest });
    const named = /group\s{0,4}[:=]\s{0,4}["']([\w.-]{1,200})["'],\s{0,8}name\s{0,4}[:=]\s{0,4}["']([\w.-]{1,200})["']/.exec(said);
    if (named?.[2] !== undefined)
      dependencies.push({ group: named[1] ?? "", artifact: named[2], module: false, anchor: `dependencies.${named[2]}`, ...rest });
    // `libs.spring.cloud.starter.eureka`: the catalog's alias says which, with dots for dashes.
    const alias = /^libs\.([\w.]{1,200})/.exec(said)?.[1];
    if (alias !== undefined && !alias.startsWith("versions.")) {
      const artifact = alias.replaceAll(".", "-");
      dependencies.push({ group: "", artifact, module: false, anchor: `dependencies.${artifact}`, ...rest });
    }
  }
  const body: BuildFile = { artifact: undefined, parent: undefined, aggregate: false, properties: new Map(), dependencies, images: [] };
  return { file: path, reader: "gradle", body, problems: [], outline: outlineOfBuild(body), mentions: [] };
}
