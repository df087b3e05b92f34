import { cloudResource } from "../../knowledge/cloud/index.ts";
import { folderOf } from "../../syntax/paths.ts";
import type { YamlFile, YamlNode } from "../../syntax/yaml/tree.ts";
import { entriesOf, get, textOf } from "../../syntax/yaml/walk.ts";
import type { StackResource } from "../cloud/stack.ts";
import { type Entry, type Placed, text, unknown, type Value } from "../cloud/value.ts";
import { exportKey, placeOf, type Template, valueIn } from "./values.ts";

const mostNodes = 200_000;

/** Outputs of templates under the names that they are exported as. */
export type Exports = Map<string, () => Value>;

/** The resources of one template. Addresses are told apart by the file, since several templates make one system. */
export function resourcesOf(
  file: string,
  yaml: YamlFile,
  exports: Exports,
  more: Partial<Template> = {},
  resources?: YamlNode,
): readonly StackResource[] {
  const root = yaml.documents[0]?.root;
  const declared = entriesOf(resources ?? get(root, "Resources"));
  const names = new Set(declared.map((it) => it.name));
  const parameters = get(root, "Parameters");
  const template: Template = {
    file,
    yaml,
    left: mostNodes,
    imported: (name) => exports.get(exportKey(name) ?? "")?.() ?? unknown(),
    text: (said) => text(said),
    name(name, attribute) {
      if (names.has(name) || implicit.has(name))
        return unknown([{ address: addressOf(file, name), path: attribute === undefined ? [] : attribute.split(".") }]);
      const said = attribute === undefined ? textOf(get(parameters, name, "Default")) : undefined;
      return said === undefined || said === "" ? unknown() : text(said);
    },
    ...more,
  };
  for (const { name, value } of entriesOf(get(root, "Outputs"))) {
    const exported = get(value, "Export", "Name");
    if (exported === undefined) continue;
    const key = exportKey(valueIn(exported, template, `Outputs.${name}`));
    if (key !== undefined) exports.set(key, () => valueIn(get(value, "Value"), template, `Outputs.${name}`));
  }
  const globals = get(root, "Globals", "Function");
  const found = declared.flatMap(({ name, key, value }): readonly StackResource[] => {
    const type = textOf(get(value, "Type")) ?? "";
    const about = cloudResource(type);
    if (about === undefined) return [];
    const anchor = `Resources.${name}`;
    const own = valueIn(get(value, "Properties"), template, `${anchor}.Properties`);
    const settings =
      type === "AWS::Serverless::Function" ? withApis(under(own, valueIn(globals, template, "Globals.Function")), file) : own;
    return [
      {
        address: addressOf(file, name),
        type,
        about,
        label: name,
        part: undefined,
        settings: { value: settings, at: placeOf(template, anchor, key, key) },
        folder: folderOf(file),
      },
    ];
  });
  return [...found, ...impliedApis(found, file)];
}

export const addressOf = (file: string, name: string): string => `${file}:${name}`;

/** What a function has from `Globals` where it says nothing itself; of mappings both hold. */
function under(own: Value, general: Value): Value {
  if (general.kind !== "map") return own;
  if (own.kind !== "map") return general;
  const entries = new Map<string, Entry>(general.entries);
  for (const [name, it] of own.entries) {
    const before = entries.get(name);
    entries.set(name, before === undefined ? it : { value: under(it.value, before.value), at: it.at });
  }
  return { kind: "map", entries };
}

/** The gateways that SAM makes for events that name none. */
const implicit: ReadonlyMap<string, string> = new Map([
  ["ServerlessRestApi", "AWS::Serverless::Api"],
  ["ServerlessHttpApi", "AWS::Serverless::HttpApi"],
]);

function withApis(settings: Value, file: string): Value {
  const events = settings.kind === "map" ? settings.entries.get("Events") : undefined;
  if (settings.kind !== "map" || events?.value.kind !== "map") return settings;
  const named = [...events.value.entries].map(([name, event]): readonly [string, Entry] => {
    if (event.value.kind !== "map") return [name, event];
    const type = event.value.entries.get("Type")?.value;
    const way = type?.kind !== "text" ? undefined : type.text === "Api" ? "RestApiId" : type.text === "HttpApi" ? "ApiId" : undefined;
    const properties = event.value.entries.get("Properties") ?? { value: { kind: "map", entries: new Map() }, at: event.at };
    if (way === undefined || properties.value.kind !== "map" || properties.value.entries.has(way)) return [name, event];
    const api = unknown([{ address: addressOf(file, way === "ApiId" ? "ServerlessHttpApi" : "ServerlessRestApi"), path: [] }]);
    const inner: Value = { kind: "map", entries: new Map([...properties.value.entries, [way, { value: api, at: event.at }]]) };
    return [
      name,
      {
        value: { kind: "map", entries: new Map([...event.value.entries, ["Properties", { value: inner, at: properties.at }]]) },
        at: event.at,
      },
    ];
  });
  return {
    kind: "map",
    entries: new Map([...settings.entries, ["Events", { value: { kind: "map", entries: new Map(named) }, at: events.at }]]),
  };
}

/** A box for each gateway that only events speak of. */
function impliedApis(resources: readonly StackResource[], file: string): readonly StackResource[] {
  const said = JSON.stringify(resources.map(({ settings }) => textOfRefs(settings)));
  return [...implicit].flatMap(([name, type]): readonly StackResource[] => {
    const about = cloudResource(type);
    const [first] = resources.filter(({ settings }) => textOfRefs(settings).includes(addressOf(file, name)));
    if (about === undefined || first === undefined || !said.includes(name)) return [];
    const settings: Placed = { value: { kind: "map", entries: new Map() }, at: first.settings.at };
    return [{ address: addressOf(file, name), type, about, label: "api-gateway", part: undefined, settings, folder: folderOf(file) }];
  });
}

const textOfRefs = ({ value }: Placed): readonly string[] => {
  if (value.kind === "text") return value.refs.map((it) => it.address);
  const inner = value.kind === "list" ? value.items : [...value.entries.values()].map((it) => it.value);
  return inner.flatMap((it) => textOfRefs({ value: it, at: { file: "", anchor: "", span: undefined } }));
};
