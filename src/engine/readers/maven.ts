import { linesOf } from "../syntax/lines.ts";
import { baseName } from "../syntax/paths.ts";
import { childAt, childrenNamed, parseXml, type XmlElement } from "../syntax/xml.ts";
import { type BuildFile, type Dependency, outlineOfBuild } from "./build-file.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** Maven's `pom.xml`. */
export const mavenReader: Reader<BuildFile> = {
  id: "maven",
  title: "Maven",
  wants: (path) => /^pom\.xml$/i.test(baseName(path)) && !/(?:^|\/)target\//.test(path),
  recognises: ({ text }) => text.includes("<project"),
  read,
};

function read({ path, text }: SourceFile): FileFacts<BuildFile> {
  const root = parseXml(text);
  const lines = linesOf(text);
  const said = (...names: readonly string[]): string | undefined => childAt(root, ...names)?.text || undefined;
  const properties = new Map((childAt(root, "properties")?.children ?? []).map((it) => [it.name, it.text]));
  const artifact = said("artifactId");
  if (artifact !== undefined) properties.set("project.artifactId", artifact).set("artifactId", artifact);
  const groups = said("groupId") ?? said("parent", "groupId");
  if (groups !== undefined) properties.set("project.groupId", groups);
  const parent = childAt(root, "parent");
  const relative = childAt(parent, "relativePath");
  const body: BuildFile = {
    artifact,
    parent: parent === undefined || (relative !== undefined && relative.text === "") ? undefined : (relative?.text ?? "../pom.xml"),
    aggregate: said("packaging") === "pom",
    properties,
    dependencies: childrenNamed(childAt(root, "dependencies"), "dependency").flatMap((it) => dependency(it, properties, lines)),
    images: imagesIn(root).map((it) => ({ name: it.text, span: lines.span(it.start, it.end), anchor: `image.${it.start}` })),
  };
  return { file: path, reader: "maven", body, problems: [], outline: outlineOfBuild(body), mentions: [] };
}

function dependency(
  element: XmlElement,
  properties: ReadonlyMap<string, string>,
  lines: ReturnType<typeof linesOf>,
): readonly Dependency[] {
  const artifact = filled(childAt(element, "artifactId")?.text ?? "", properties);
  const scope = childAt(element, "scope")?.text;
  if (artifact === "" || scope === "test" || scope === "import") return [];
  const group = filled(childAt(element, "groupId")?.text ?? "", properties);
  return [{ group, artifact, module: false, anchor: `dependencies.${artifact}`, span: lines.span(element.start, element.end) }];
}

const filled = (text: string, properties: ReadonlyMap<string, string>): string =>
  text.replace(/\$\{([^}]{1,200})\}/g, (all, name: string) => properties.get(name) ?? all);

/** Plugins that build images: Jib, Spotify's, Fabric8's, Spring Boot's own. */
function imagesIn(root: XmlElement | undefined): readonly XmlElement[] {
  const plugins = [childAt(root, "build", "plugins"), childAt(root, "build", "pluginManagement", "plugins")];
  return plugins
    .flatMap((it) => childrenNamed(it, "plugin"))
    .flatMap((plugin) => {
      const name = childAt(plugin, "artifactId")?.text ?? "";
      const configuration = childAt(plugin, "configuration");
      if (name === "jib-maven-plugin") return [childAt(configuration, "to", "image")];
      if (name === "docker-maven-plugin" || name === "dockerfile-maven-plugin")
        return [
          childAt(configuration, "imageName"),
          childAt(configuration, "repository"),
          ...childrenNamed(childAt(configuration, "images"), "image").map((it) => childAt(it, "name")),
        ];
      return name === "spring-boot-maven-plugin" ? [childAt(configuration, "image", "name")] : [];
    })
    .filter((it) => it !== undefined && it.text !== "") as XmlElement[];
}
