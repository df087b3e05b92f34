import type { Problem, Span } from "../model/index.ts";
import { linesOf } from "../syntax/lines.ts";
import { baseName } from "../syntax/paths.ts";
import { parseProperties } from "../syntax/properties.ts";
import { parseYaml } from "../syntax/yaml/parse.ts";
import type { YamlNode } from "../syntax/yaml/tree.ts";
import { entriesOf, itemsOf, resolve, textOf } from "../syntax/yaml/walk.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** One property as it is written; lists have `[0]` in their keys. */
export interface SpringProperty {
  readonly key: string;
  /** Placeholders unresolved. */
  readonly value: string;
  /** Unlike that of every other property of the file. */
  readonly anchor: string;
  readonly span: Span;
}

/** A document of a file; `profiles`: it holds only where one of them is active, as written (`docker`, `!test`, `a & b`). */
export interface SpringDocument {
  readonly profiles: readonly string[];
  readonly properties: readonly SpringProperty[];
}

export interface SpringConfigFile {
  readonly documents: readonly SpringDocument[];
}

/**
 * Configuration in Spring's form, YAML or properties: `application` and `bootstrap` files of a module, and what a config server
 * serves, which may have any name.
 */
export const springConfigReader: Reader<SpringConfigFile> = {
  id: "spring-config",
  title: "Spring configuration",
  wants: (path) => /\.(?:ya?ml|properties)$/i.test(path) && !isElse(path),
  recognises,
  read,
};

/** Files with names of their own meaning, and copies that a build makes. */
const isElse = (path: string): boolean =>
  /(?:^|\/)(?:target|build|out|bin|node_modules)\/(?:.*\/)?(?:classes|resources|generated)\//i.test(path) ||
  /^(?:gradle(?:-wrapper)?|log4j2?|logging|maven-wrapper|messages(?:_\w+)?|sonar-project|ehcache|quartz|buildnumber|lombok|simplelogger|junit-platform|mvnw?|i18n.*|docker-compose.*|compose.*|pom|kustomization|chart)\.(?:properties|ya?ml)$/i.test(
    baseName(path),
  );

const ownName = /^(?:application|bootstrap)(?:-[\w.-]+)?\.(?:ya?ml|properties)$/i;
/** Keys at the top of a file that only Spring's world has. */
const topKey =
  /^(?:spring|eureka|zuul|ribbon|feign|hystrix|turbine|management|server|endpoints|security|springdoc|resilience4j|jasypt|mybatis|pagehelper|dubbo|seata|sentinel|rocketmq|logging)(?:[ \t]{0,8}:(?:[ \t\r{]|$)|\.[a-z][\w.[\]-]{0,80}[ \t]{0,8}[=:])/im;
const otherForm = /^(?:apiVersion|services|openapi|swagger|version|on|jobs|stages|asyncapi)[ \t]{0,8}:/m;

function recognises({ path, text }: SourceFile): boolean {
  if (ownName.test(baseName(path))) return true;
  return topKey.test(text) && !(/\.ya?ml$/i.test(path) && otherForm.test(text));
}

function read({ path, text }: SourceFile): FileFacts<SpringConfigFile> {
  const yaml = /\.ya?ml$/i.test(path);
  const { documents, problems } = yaml ? fromYaml(path, text) : { documents: fromProperties(text), problems: [] };
  return { file: path, reader: "spring-config", body: { documents }, problems, outline: outlineOf(documents), mentions: [] };
}

/** What decides which modules there are, what they are called, and where their configuration lies. */
const telling =
  /^spring[._]?(?:application\.name|profiles\.|config\.|cloud\.config\.|main\.)|^eureka\.client\.(?:enabled|registerwitheureka)/;

const outlineOf = (documents: readonly SpringDocument[]): string =>
  JSON.stringify(
    documents.map(({ profiles, properties }) => [
      profiles,
      properties.filter((it) => telling.test(canonical(it.key))).map((it) => [it.key, it.value]),
    ]),
  );

/** Relaxed binding: `service-url`, `serviceUrl` and `SERVICE_URL` are one. */
export const canonical = (key: string): string => key.replace(/[-_]/g, "").toLowerCase();

const longestValue = 10_000;
const longestKey = 300;
const mostProperties = 20_000;

type Written = Omit<SpringProperty, "anchor">;

function fromYaml(path: string, text: string): { documents: readonly SpringDocument[]; problems: readonly Problem[] } {
  const file = parseYaml(text);
  const seen = new Map<string, number>();
  const documents = file.documents.map(({ root }): SpringDocument => {
    const found: Written[] = [];
    flatten(root, "", found, (start, end) => file.lines.span(start, end), 0);
    return documentOf(found, seen);
  });
  // A file of another name may be a template of anything: only Spring's own names are held to be YAML.
  const told = ownName.test(baseName(path)) && !/@[\w.]+@|\{\{/.test(text);
  const problems = file.problems.map(
    ({ message, severity, start, end }): Problem => ({
      message,
      file: path,
      severity,
      span: file.lines.span(start, end),
      reader: "spring-config",
    }),
  );
  return { documents, problems: told ? problems : [] };
}

function flatten(
  node: YamlNode | undefined,
  key: string,
  into: Written[],
  span: (start: number, end: number) => Span,
  depth: number,
): void {
  const value = resolve(node);
  if (value === undefined || depth > 40 || into.length > mostProperties) return;
  if (value.kind === "map") {
    for (const entry of entriesOf(value)) {
      const name = key === "" ? entry.name : `${key}.${entry.name}`;
      const inner = resolve(entry.value);
      if (inner?.kind === "scalar") push(name, textOf(inner), entry.key.start, Math.max(entry.key.end, inner.end), into, span);
      else flatten(entry.value, name, into, span, depth + 1);
    }
  } else if (value.kind === "seq") {
    itemsOf(value).forEach((item, index) => {
      const inner = resolve(item);
      if (inner?.kind === "scalar") push(`${key}[${index}]`, textOf(inner), inner.start, inner.end, into, span);
      else flatten(item, `${key}[${index}]`, into, span, depth + 1);
    });
  }
}

function push(
  key: string,
  value: string | undefined,
  start: number,
  end: number,
  into: Written[],
  span: (start: number, end: number) => Span,
): void {
  if (value !== undefined && value.length <= longestValue && key.length <= longestKey) into.push({ key, value, span: span(start, end) });
}

function fromProperties(text: string): readonly SpringDocument[] {
  const lines = linesOf(text);
  const seen = new Map<string, number>();
  return parseProperties(text).map((document) =>
    documentOf(
      document
        .filter((it) => it.value.length <= longestValue && it.key.length <= longestKey)
        .slice(0, mostProperties)
        .map(({ key, value, start, end }) => ({ key, value, span: lines.span(start, end) })),
      seen,
    ),
  );
}

/** Keys that say in which profiles a document holds. */
const condition = /^spring\.(?:config\.activate\.onprofile|profiles)(?:\[\d+\])?$/;

function documentOf(written: readonly Written[], seen: Map<string, number>): SpringDocument {
  const profiles = written.filter((it) => condition.test(canonical(it.key))).flatMap((it) => it.value.split(",").map((one) => one.trim()));
  const properties = written.map((it): SpringProperty => {
    const anchor = it.key.replace(/[#\s]+/g, "_");
    const repeats = seen.get(anchor) ?? 0;
    seen.set(anchor, repeats + 1);
    return { ...it, anchor: repeats === 0 ? anchor : `${anchor}~${repeats}` };
  });
  return { profiles: profiles.filter((it) => it !== ""), properties };
}
