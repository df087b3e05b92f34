import { folderOf, isRemote, within } from "../syntax/paths.ts";
import type { YamlFile, YamlNode } from "../syntax/yaml/tree.ts";
import { type Entry, entriesOf, get, isMap, itemsOf, resolve, textOf } from "../syntax/yaml/walk.ts";
import type { ComposeForm } from "./compose-form.ts";

/** What decides which projects there are and which files they have. Texts are as written, `${…}` unfilled. */
export interface ComposeOutline {
  readonly form: ComposeForm;
  readonly name: string | undefined;
  /** Services it defines, and whether each could run from this file alone. */
  readonly services: readonly { readonly name: string; readonly runnable: boolean }[];
  /** Every service is runnable, and everything they refer to is declared here. */
  readonly standsAlone: boolean;
  readonly includes: readonly ComposeInclude[];
  /** Files that `extends` names. */
  readonly bases: readonly string[];
  readonly envFiles: readonly string[];
}

export interface ComposeInclude {
  readonly paths: readonly string[];
  readonly projectDirectory: string | undefined;
  /** `undefined`: the `.env` in its folder. */
  readonly envFiles: readonly string[] | undefined;
}

export function outlineOf(yaml: YamlFile, form: ComposeForm): ComposeOutline {
  const roots = yaml.documents.map((it) => it.root);
  const sections = (name: string): readonly Entry[] => roots.flatMap((it) => entriesOf(get(it, name)));
  const services = form === "legacy" ? roots.flatMap(entriesOf).filter((it) => !it.name.startsWith("x-")) : sections("services");
  const includes = roots.flatMap((it) => itemsOf(get(it, "include"))).map(includeOf);
  const bases = services.flatMap((it) => textOf(get(it.value, "extends", "file")) ?? []);
  const declared = (section: string): ReadonlySet<string> => new Set(sections(section).map((it) => it.name));
  const world: World = {
    services: new Set(services.map((it) => it.name)),
    networks: declared("networks"),
    volumes: form === "legacy" ? undefined : declared("volumes"),
  };
  const open = includes.length > 0;
  return {
    form,
    name: roots.map((it) => textOf(get(it, "name"))).findLast((it) => it !== undefined && it !== ""),
    services: services.map((it) => ({ name: it.name, runnable: isRunnable(it.value) })),
    standsAlone: services.length > 0 ? services.every((it) => isRunnable(it.value) && (open || isClosed(it.value, world))) : open,
    includes,
    bases,
    envFiles: services.flatMap((it) => textsOf(get(it.value, "env_file"), "path")),
  };
}

function includeOf(item: YamlNode): ComposeInclude {
  const text = textOf(item);
  if (text !== undefined) return { paths: [text], projectDirectory: undefined, envFiles: undefined };
  const envFile = get(item, "env_file");
  return {
    paths: textsOf(get(item, "path"), "path"),
    projectDirectory: textOf(get(item, "project_directory")),
    envFiles: envFile === undefined ? undefined : textsOf(envFile, "path"),
  };
}

/** One text or several; an item that is a mapping has it under `field`. */
function textsOf(node: YamlNode | undefined, field: string): readonly string[] {
  const all = resolve(node)?.kind === "seq" ? itemsOf(node) : node === undefined ? [] : [node];
  return all.flatMap((it) => textOf(it) ?? textOf(get(it, field)) ?? []);
}

const isRunnable = (service: YamlNode): boolean =>
  entriesOf(service).some((it) => it.name === "image" || it.name === "build" || it.name === "extends" || it.name === "provider");

interface World {
  readonly services: ReadonlySet<string>;
  readonly networks: ReadonlySet<string>;
  /** `undefined`: the format does not declare them. */
  readonly volumes: ReadonlySet<string> | undefined;
}

/** Whether everything a service refers to is declared in the same file. */
function isClosed(service: YamlNode, world: World): boolean {
  const names = (key: string): readonly string[] => {
    const node = get(service, key);
    return isMap(node) ? entriesOf(node).map((it) => it.name) : itemsOf(node).flatMap((it) => textOf(it) ?? []);
  };
  const others = [...names("depends_on"), ...[...names("links"), ...names("volumes_from")].map((it) => it.split(":")[0] ?? "")];
  const mode = /^service:(.+)$/.exec(textOf(get(service, "network_mode")) ?? "")?.[1];
  if (mode !== undefined) others.push(mode);
  if (others.some((it) => it !== "container" && !world.services.has(it))) return false;
  if (names("networks").some((it) => it !== "default" && !world.networks.has(it))) return false;
  const { volumes } = world;
  return volumes === undefined || namedVolumes(service).every((it) => volumes.has(it));
}

function namedVolumes(service: YamlNode): readonly string[] {
  return itemsOf(get(service, "volumes")).flatMap((item) => {
    const short = textOf(item);
    if (short !== undefined) return /^([A-Za-z0-9][\w.-]+):/.exec(short)?.[1] ?? [];
    return textOf(get(item, "type")) === "volume" ? (textOf(get(item, "source")) ?? []) : [];
  });
}

/** Files to be read if they exist, whatever their name. A path with a variable counts with the variable's default. */
export function mentionsOf(file: string, outline: ComposeOutline): readonly string[] {
  const folder = folderOf(file);
  const found = new Set<string>();
  const add = (from: string, path: string): string | undefined => {
    const at = isRemote(path) ? undefined : within(from, withDefaults(path));
    if (at !== undefined && at !== "" && !at.includes("$")) found.add(at);
    return at;
  };
  if (outline.form !== "other") add(folder, ".env");
  for (const path of [...outline.envFiles, ...outline.bases]) add(folder, path);
  for (const { paths, projectDirectory, envFiles } of outline.includes) {
    const [main] = paths.map((it) => add(folder, it));
    const home = projectDirectory === undefined ? folderOf(main ?? "") : within(folder, withDefaults(projectDirectory));
    if (envFiles === undefined && main !== undefined && home !== undefined) add(home, ".env");
    for (const path of envFiles ?? []) add(folder, path);
  }
  return [...found];
}

const withDefaults = (path: string): string => path.replace(/\$\{[A-Za-z_]\w*:?-([^{}$]*)\}/g, "$1");
