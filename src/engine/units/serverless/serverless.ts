import { cloudResource } from "../../knowledge/cloud/index.ts";
import type { UnitFacts } from "../../model/index.ts";
import type { ServerlessFile } from "../../readers/serverless.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import type { YamlNode } from "../../syntax/yaml/tree.ts";
import { entriesOf, get, itemsOf, resolve } from "../../syntax/yaml/walk.ts";
import { factsOfStack } from "../cloud/facts.ts";
import type { StackResource } from "../cloud/stack.ts";
import { deployedSystem } from "../cloud/system.ts";
import { type Entry, text, unknown, type Value, wholeText } from "../cloud/value.ts";
import { addressOf, resourcesOf } from "../cloudformation/template.ts";
import { placeOf, type Template, valueIn } from "../cloudformation/values.ts";
import { environmentIn } from "../environments.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";
import { eventsOf } from "./events.ts";
import { type Variables, variablesOf } from "./variables.ts";

interface ServerlessUnit extends Unit {
  readonly kind: "serverless";
  readonly folder: string;
  readonly services: readonly string[];
}

/** Services of the Serverless Framework: functions, what starts them, and the resources beside them. */
export const serverlessUnits: UnitKind<ServerlessUnit> = {
  id: "serverless",
  title: "Serverless Framework",
  discover(library) {
    const systems = new Map<string, { services: string[]; mentions: string[] }>();
    for (const { file, outline, mentions } of library.of("serverless")) {
      if (outline === "") continue;
      const folder = systemFolder(file, library);
      const system = systems.get(folder) ?? { services: [], mentions: [] };
      systems.set(folder, system);
      system.services.push(file);
      system.mentions.push(...mentions);
    }
    return [...systems].map(([folder, { services, mentions }]) => ({
      id: `unit:serverless:${folder === "" ? "." : folder}`,
      kind: "serverless",
      folder,
      services,
      files: [...new Set([...services, ...mentions])],
    }));
  },
  render,
};

/** Services that lie beside each other under `services` are one system. */
function systemFolder(file: string, library: Library): string {
  const { folder } = deployedSystem(folderOf(file), library);
  const above = folderOf(folder);
  return /^(?:services|apps|packages|functions|lambdas|backend|microservices)$/i.test(baseName(above)) ? folderOf(above) : folder;
}

function render({ id, folder, services, files }: ServerlessUnit, library: Library): UnitFacts {
  const resources = services.flatMap((file) => {
    const body = library.facts(file).find((it) => it.reader === "serverless")?.body as ServerlessFile | undefined;
    const root = body?.yaml.documents[0]?.root;
    return body === undefined
      ? []
      : resourcesIn(
          file,
          body,
          root,
          variablesOf(root, folderOf(file), (path) => library.text(path)),
        );
  });
  const [first = ""] = services;
  const variant = services.length === 1 ? first : `${folder === "" ? "." : folder} (Serverless)`;
  return factsOfStack({
    unit: id,
    reader: "serverless",
    system: deployedSystem(folder, library),
    variant: {
      id: variant,
      origin: "serverless",
      files,
      environment: environmentIn(baseName(first)),
      title: `Serverless Framework of ${variant}`,
    },
    resources,
    others: new Map(),
    problems: [],
  });
}

function resourcesIn(file: string, { yaml }: ServerlessFile, root: YamlNode | undefined, variables: Variables): readonly StackResource[] {
  const blocks = blocksOf(get(root, "resources"), variables);
  const functions = [get(root, "functions")].flatMap((it) => listed(it, variables)).flatMap((it) => entriesOf(variables.node(it)));
  const functionIds = new Map(functions.map((it) => [functionId(it.name), it.name]));
  const names = new Set(blocks.flatMap((it) => entriesOf(it).map((one) => one.name)));
  const name = (said: string, attribute?: string): Value =>
    names.has(said) || functionIds.has(said)
      ? unknown([{ address: addressOf(file, said), path: attribute === undefined ? [] : [attribute] }])
      : unknown();
  const more: Partial<Template> = { text: variables.text, name };
  const template: Template = { file, yaml, left: 200_000, imported: () => unknown(), text: variables.text, name };
  const declared = blocks.flatMap((it) => resourcesOf(file, yaml, new Map(), more, it));

  const general = generalOf(root, template);
  const made = new Map<string, StackResource>();
  const code = functions.flatMap((it): readonly StackResource[] => {
    const about = cloudResource("AWS::Serverless::Function");
    const node = variables.node(it.value);
    if (about === undefined || resolve(node)?.kind !== "map") return [];
    const anchor = `functions.${it.name}`;
    const at = placeOf(template, anchor, it.key, it.key);
    const own = valueIn(node, template, anchor);
    const events = new Map<string, Entry>();
    for (const event of eventsOf(entryOf(own, "events")?.value, (one) => addressOf(file, one))) {
      const place = event.at.file === "" ? at : event.at;
      const properties: Value = { kind: "map", entries: new Map([[event.property, { value: event.value, at: place }]]) };
      events.set(String(events.size), {
        value: { kind: "map", entries: new Map([["Properties", { value: properties, at: place }]]) },
        at: place,
      });
      const [type, label] = event.makes ?? [];
      const what = type === undefined ? undefined : cloudResource(type);
      if (type === undefined || label === undefined || what === undefined || made.has(label)) continue;
      const named: Value = {
        kind: "map",
        entries: new Map(
          /Api$/.test(type)
            ? []
            : [
                ["TopicName", { value: text(label), at: place }],
                ["BucketName", { value: text(label), at: place }],
              ],
        ),
      };
      made.set(label, {
        address: addressOf(file, label),
        type,
        about: what,
        label,
        part: undefined,
        settings: { value: named, at: place },
        folder: folderOf(file),
      });
    }
    const settings = new Map<string, Entry>([["Events", { value: { kind: "map", entries: events }, at }]]);
    const put = (key: string, value: Value | undefined): void => {
      if (value !== undefined) settings.set(key, { value, at });
    };
    const environment = [general.environment, entryOf(own, "environment")?.value].filter((one) => one !== undefined);
    put("Environment", { kind: "map", entries: new Map([["Variables", { value: { kind: "list", items: environment }, at }]]) });
    const policies = [general.policies, entryOf(own, "iamRoleStatements")?.value].filter((one) => one !== undefined);
    put("Policies", { kind: "list", items: policies });
    put("ImageUri", entryOf(own, "image")?.value);
    const handler = wholeText(entryOf(own, "handler")?.value);
    // A function that lies in a folder of its own is made from that.
    if (handler?.includes("/")) put("CodeUri", text(handler.slice(0, handler.lastIndexOf("/"))));
    const value: Value = { kind: "map", entries: settings };
    return [
      {
        address: addressOf(file, functionId(it.name)),
        type: "AWS::Serverless::Function",
        about,
        label: it.name,
        part: undefined,
        settings: { value, at },
        folder: folderOf(file),
      },
    ];
  });
  const known = new Set(
    declared.flatMap((it) =>
      it.settings.value.kind === "map"
        ? ["TopicName", "BucketName"].flatMap((key) => wholeText(entryOf(it.settings.value, key)?.value) ?? [])
        : [],
    ),
  );
  return [...code, ...declared, ...[...made].flatMap(([label, it]) => (known.has(label) ? [] : [it]))];
}

const entryOf = (value: Value, name: string): Entry | undefined => (value.kind === "map" ? value.entries.get(name) : undefined);

/** What all functions of the service have. */
function generalOf(root: YamlNode | undefined, template: Template): { readonly environment: Value | undefined; readonly policies: Value } {
  const provider = get(root, "provider");
  const environment = get(provider, "environment");
  const statements = [get(provider, "iam", "role", "statements"), get(provider, "iamRoleStatements")].filter((it) => it !== undefined);
  return {
    environment: environment === undefined ? undefined : valueIn(environment, template, "provider.environment"),
    policies: { kind: "list", items: statements.map((it) => valueIn(it, template, "provider.iam.role.statements")) },
  };
}

/** One mapping of resources, or a list of them; parts of it may stand in other files. */
function blocksOf(node: YamlNode | undefined, variables: Variables): readonly YamlNode[] {
  return listed(node, variables).flatMap((it) => {
    const block = get(variables.node(it), "Resources");
    return listed(block, variables).flatMap((one) => variables.node(one) ?? []);
  });
}

function listed(node: YamlNode | undefined, variables: Variables): readonly YamlNode[] {
  const value = resolve(variables.node(node));
  if (value === undefined) return [];
  return value.kind === "seq" ? itemsOf(value) : [value];
}

/** As the framework calls a function's resource: `hello-world` → `HelloDashworldLambdaFunction`. */
const functionId = (name: string): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll("-", "Dash").replaceAll("_", "Underscore")}LambdaFunction`;
