import { baseName } from "../../syntax/paths.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { Reader, SourceFile } from "../reader.ts";
import { openGathering, type ProductConfig, productFacts, type TargetOptions } from "./product-config.ts";
import { leavesOf } from "./trees.ts";

/** What carries logs and events, in files with forms of their own: Logstash, Fluentd, Fluent Bit, Vector. */
export const logShippersReader: Reader<ProductConfig> = {
  id: "log-shippers",
  title: "Logstash, Fluentd, Fluent Bit, Vector",
  wants: (path) => /\.(?:conf|toml|ya?ml)$|\.conf\.(?:template|tmpl|erb)$/i.test(path),
  recognises: ({ path, text }) => productOf(path, text) !== undefined,
  read,
};

type Product = "Logstash" | "Fluentd" | "Fluent Bit" | "Vector";

function productOf(path: string, text: string): Product | undefined {
  if (/\.(?:toml|ya?ml)$/i.test(path)) {
    const named = /^vector[\w.-]*\.(?:toml|ya?ml)$/i.test(baseName(path)) || /(?:^|\/)vector\//i.test(path);
    return named && /^[ \t]*(?:\[sinks\.|sinks[ \t]{0,4}:)/m.test(text) ? "Vector" : undefined;
  }
  if (/^[ \t]*\[(?:OUTPUT|SERVICE)\][ \t]*$/m.test(text) && /^[ \t]*\[OUTPUT\]/m.test(text)) return "Fluent Bit";
  if (/^[ \t]*<match[ \t>]/m.test(text) && /^[ \t]*@?type[ \t]+\w/m.test(text)) return "Fluentd";
  return /^[ \t]*output[ \t]*\{/m.test(text) && /^[ \t]*(?:input|filter|output)[ \t]*\{/m.test(text) ? "Logstash" : undefined;
}

const options: TargetOptions = { style: "infrastructure" };

function read({ path, text }: SourceFile) {
  const product = productOf(path, text) ?? "Logstash";
  const gathering = openGathering(text);
  const add = (said: string, where: string, start: number, end: number): void =>
    gathering.add(said, where, `${where}.${said}`, start, end, options);
  if (product === "Logstash") fromPipeline(text, add);
  else if (product === "Vector") fromVector(path, text, add);
  else fromSections(text, add);
  return productFacts("log-shippers", path, product, "monitoring", gathering.targets);
}

type Add = (said: string, where: string, start: number, end: number) => void;

const pipelineSetting =
  /\b(hosts?|bootstrap_servers|url|uri|jdbc_connection_string|urls|zk_connect|dsn)[ \t]*=>[ \t]*(\[[^\]\r\n]{0,1000}\]|"[^"\r\n]{0,500}"|'[^'\r\n]{0,500}')/g;

/** `hosts => ["elasticsearch:9200"]`; where an input listens is its own. */
function fromPipeline(text: string, add: Add): void {
  for (const match of text.matchAll(pipelineSetting)) {
    const [all, key = "", value = ""] = match;
    const start = match.index;
    if (text.slice(text.lastIndexOf("\n", start) + 1, start).includes("#")) continue;
    for (const [, double, single] of value.matchAll(/"([^"]*)"|'([^']*)'/g)) {
      const said = (double ?? single ?? "").replace(/\$\{\w{1,80}:([^{}]{0,200})\}/g, "$1");
      if (!/^(?:0\.0\.0\.0|::)/.test(said)) add(said, key, start, match.index + all.length);
    }
  }
}

const sectionLine = /^[ \t]*(?:\[(\w+)\]|<(\/?)(\w+)[^>\r\n]*>|(\w+)[ \t]+([^\s#]{1,300}))/gm;

/** Fluentd's `<match>` and Fluent Bit's `[OUTPUT]`: a host and the port beside it. Sources and inputs listen. */
function fromSections(text: string, add: Add): void {
  let outward = false;
  let host: { readonly said: string; readonly start: number; readonly end: number } | undefined;
  let port = "";
  const flush = (): void => {
    if (host !== undefined)
      add(/:\d+$/.test(host.said) || port === "" ? host.said : `${host.said}:${port}`, "output", host.start, host.end);
    host = undefined;
    port = "";
  };
  for (const match of text.matchAll(sectionLine)) {
    const [all, section, closes, tag, key = "", value = ""] = match;
    const opened = section ?? tag;
    if (opened !== undefined) {
      flush();
      if (/^(?:output|match)$/i.test(opened)) outward = closes !== "/";
      else if (/^(?:input|source|service|filter|parser|system|label)$/i.test(opened)) outward = false;
    } else if (outward && /^port$/i.test(key)) port = value;
    else if (outward && /^(?:host|hosts|url|endpoint|brokers|upstream_host|uri)$/i.test(key) && !value.startsWith("/"))
      host = { said: value, start: match.index + all.length - all.trimStart().length, end: match.index + all.length };
  }
  flush();
}

const vectorKeys = "endpoints?|bootstrap_servers|address|uri|url|brokers|dsn";
const vectorKey = new RegExp(`^(?:${vectorKeys})$`);
const vectorLine = new RegExp(
  `^[ \\t]*(${vectorKeys})[ \\t]*=[ \\t]*(\\[[^\\]\\r\\n]{0,1000}\\]|"[^"\\r\\n]{0,500}"|'[^'\\r\\n]{0,500}')`,
  "gm",
);

function fromVector(path: string, text: string, add: Add): void {
  const own = /^(?:0\.0\.0\.0|\[?::)/;
  if (!/\.toml$/i.test(path)) {
    for (const { path: way, text: said, start, end } of leavesOf(parseYaml(text))) {
      const key = way.findLast((it) => it !== "[]") ?? "";
      if (/^(?:sinks|sources)$/.test(way[0] ?? "") && vectorKey.test(key) && !own.test(said)) add(said, key, start, end);
    }
    return;
  }
  for (const match of text.matchAll(vectorLine)) {
    const [all, key = "", value = ""] = match;
    const start = match.index + all.length - all.trimStart().length;
    for (const [, double, single] of value.matchAll(/"([^"]*)"|'([^']*)'/g)) {
      const said = double ?? single ?? "";
      if (!own.test(said)) add(said, key, start, match.index + all.length);
    }
  }
}
