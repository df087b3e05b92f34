import type { Span } from "../model/index.ts";
import { linesOf } from "../syntax/lines.ts";
import { baseName } from "../syntax/paths.ts";
import { parseXml, type XmlElement } from "../syntax/xml.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** Where an application's log is sent. */
export interface LogTarget {
  /** An address, or a host; placeholders in Spring's form, `${NAME:default}`. */
  readonly value: string;
  readonly port: string | undefined;
  /** For people: "destination of appender LOGSTASH". */
  readonly where: string;
  readonly anchor: string;
  readonly span: Span;
}

/** Logback and Log4j: appenders that send what is logged over the network. */
export const jvmLoggingReader: Reader<readonly LogTarget[]> = {
  id: "jvm-logging",
  title: "Logback and Log4j",
  wants: (path) => /^(?:logback|log4j2?)[\w.-]*\.xml$/i.test(baseName(path)) && !/(?:^|\/)(?:target|build|test)\//.test(path),
  recognises: ({ text }) => /<configuration/i.test(text),
  read,
};

const hosts = /^(?:destination|remotehost|graylog2?host|host|hostname|server|sysloghost|url|uri|bootstrapservers|producerconfig)$/i;
const ports = /^(?:port|graylogport)$/i;

function read({ path, text }: SourceFile): FileFacts<readonly LogTarget[]> {
  const root = parseXml(text);
  const lines = linesOf(text);
  const properties = propertiesIn(root);
  const body: LogTarget[] = [];
  for (const appender of appendersIn(root)) {
    const name = appender.attributes["name"] ?? appender.name;
    const said = settingsIn(appender);
    const port = said.find((it) => ports.test(it.key))?.value;
    for (const { key, value, start, end } of said)
      if (hosts.test(key) && value !== "")
        body.push({
          value: filled(value, properties).replace(/^(?:tcp|udp):(?!\/\/)/, ""),
          port: port === undefined ? undefined : filled(port, properties),
          where: `${key} of appender ${name}`,
          anchor: `appender.${name}.${key}`.replace(/[#\s]+/g, "_"),
          span: lines.span(start, end),
        });
  }
  return { file: path, reader: "jvm-logging", body, problems: [], outline: "", mentions: [] };
}

interface Setting {
  readonly key: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

function* appendersIn(root: XmlElement | undefined): Iterable<XmlElement> {
  for (const it of root?.children ?? []) {
    if (it.name.toLowerCase() === "appender") yield it;
    else if (it.name.toLowerCase() === "appenders") yield* it.children;
    else if (/^spring(?:profile)$/i.test(it.name) && !/\btest\b/.test(it.attributes["name"] ?? "")) yield* appendersIn(it);
  }
}

/** Attributes and the texts of elements, at any depth, under the name of what holds them. */
function settingsIn(element: XmlElement): readonly Setting[] {
  const { start, end } = element;
  const own = Object.entries(element.attributes).flatMap(([key, value]) =>
    key === "name" || key === "class" ? [] : [{ key, value, start, end }],
  );
  return [
    ...own,
    ...element.children.flatMap((it): readonly Setting[] => [
      // `<Property name="bootstrap.servers">kafka:9092</Property>`
      { key: (it.attributes["name"] ?? it.name).replaceAll(".", ""), value: it.text, start: it.start, end: it.end },
      ...settingsIn(it),
    ]),
  ];
}

/** `<property name value>`, and `<springProperty name source defaultValue>` as a placeholder of its source. */
function propertiesIn(root: XmlElement | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, attributes, text, children } of root?.children ?? []) {
    const key = attributes["name"];
    const kind = name.toLowerCase();
    if (kind === "springproperty" && key !== undefined) {
      const fallback = attributes["defaultValue"];
      found.set(key, `\${${attributes["source"] ?? key}${fallback === undefined ? "" : `:${fallback}`}}`);
    } else if (kind === "property" && key !== undefined) found.set(key, attributes["value"] ?? text);
    else if (kind === "properties") for (const it of children) found.set(it.attributes["name"] ?? it.name, it.text);
  }
  return found;
}

/** Names the file itself defines; `${NAME:-default}` and `${env:NAME:-default}` as Spring writes them. */
const filled = (value: string, properties: ReadonlyMap<string, string>, depth = 0): string =>
  value.replace(/\$\{(?:env:|sys:|spring:)?([^{}:]{1,200})(?::-([^{}]{0,500}))?\}/g, (_, name: string, fallback?: string) => {
    const said = depth < 5 ? properties.get(name) : undefined;
    return said === undefined ? `\${${name}${fallback === undefined ? "" : `:${fallback}`}}` : filled(said, properties, depth + 1);
  });
