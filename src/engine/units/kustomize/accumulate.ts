import { kustomizationNames } from "../../knowledge/files.ts";
import { evidenceId, itemsAt, type MapNode, type Node, nodeAt, textAt } from "../../model/index.ts";
import type { KustomizationFile } from "../../readers/kustomize.ts";
import { isRemote } from "../../syntax/paths.ts";
import type { YamlFile } from "../../syntax/yaml/tree.ts";
import type { Library } from "../unit.ts";
import { bothFields, fieldsIn } from "./configurations.ts";
import { builtIn, type Fields } from "./field-specs.ts";
import { absorbed, generated, title } from "./generators.ts";
import { hashOf } from "./hash.ts";
import { type Item, idOf, itemOf, keyOf, remembering, renamed } from "./item.ts";
import { documentsOf, type Loader, type Log, newLog, openLoader } from "./loader.ts";
import { withReferences } from "./references.ts";
import { treeFrom } from "./source.ts";
import { transformed, transformedBy } from "./transformers.ts";
import { isNull, withEntry, without } from "./tree.ts";
import { withVariables } from "./variables.ts";

/** What a kustomization comes to, before names are final. */
interface Accumulated {
  readonly items: readonly Item[];
  readonly fields: Fields;
  readonly vars: readonly Node[];
}

const nothing: Accumulated = { items: [], fields: builtIn, vars: [] };

/** What building a kustomization came to. */
export interface Built {
  readonly items: readonly Item[];
  readonly log: Log;
}

/** Kustomizations that were accumulated, for as long as no file they read is another. */
type Memory = Map<string, { readonly result: Accumulated; readonly log: Log }>;
const memories = new WeakMap<Library, Memory>();

/** The file of a folder that kustomize builds. */
export const kustomizationIn = (
  folder: string,
  library: Pick<Library, "facts">,
): { readonly file: string; readonly body: KustomizationFile } | undefined => {
  for (const name of kustomizationNames) {
    const file = folder === "" ? name : `${folder}/${name}`;
    const body = library.facts(file).find((it) => it.reader === "kustomize")?.body as KustomizationFile | undefined;
    if (body?.root !== undefined) return { file, body };
  }
  return undefined;
};

/** The objects a folder's kustomization builds, as `kubectl kustomize` does; what cannot be built is left out and told. */
export function built(folder: string, library: Library): Built {
  const log = newLog();
  const { items, fields, vars } = accumulated(folder, library, log, []);
  const loader = openLoader(library, folder, log);
  const named = withReferences(items.map(hashed), fields);
  return {
    items: withVariables(named, vars, fields.varReference, loader)
      .filter((it) => !isLocal(it))
      .map(tidy),
    log,
  };
}

/** Annotations that are none are left out. */
function tidy(item: Item): Item {
  const metadata = item.tree.entries.get("metadata");
  const annotations = metadata?.value.kind === "map" ? metadata.value.entries.get("annotations")?.value : undefined;
  const isEmpty = annotations !== undefined && (isNull(annotations) || (annotations.kind === "map" && annotations.entries.size === 0));
  if (metadata?.value.kind !== "map" || !isEmpty) return item;
  return { ...item, tree: withEntry(item.tree, "metadata", without(metadata.value, "annotations"), metadata.at) };
}

function hashed(item: Item): Item {
  const hash = item.hashed ? hashOf(item) : undefined;
  return hash === undefined ? item : renamed(remembering(item), `${idOf(item).name}-${hash}`);
}

/** Settings for tools that stand among the objects and are applied to no cluster. */
function isLocal({ tree }: Item): boolean {
  const said = textAt(nodeAt(tree, "metadata", "annotations"), "config.kubernetes.io/local-config");
  return said !== undefined && said !== "false";
}

function accumulated(folder: string, library: Library, log: Log, stack: readonly string[]): Accumulated {
  const memory: Memory = memories.get(library) ?? new Map();
  memories.set(library, memory);
  const before = memory.get(folder);
  if (before !== undefined && [...before.log.reads].every(([path, text]) => library.text(path) === text)) {
    add(log, before.log);
    return before.result;
  }
  const own = newLog();
  const result = accumulate(folder, nothing, library, own, [...stack, folder]);
  memory.set(folder, { result, log: own });
  add(log, own);
  return result;
}

function add(log: Log, other: Log): void {
  log.problems.push(...other.problems);
  for (const [path, text] of other.reads) log.reads.set(path, text);
  log.partial ||= other.partial;
}

const roots = new WeakMap<YamlFile, MapNode | undefined>();

/** The settings of a kustomization as a tree. */
export function settingsIn(file: string, { yaml, root }: KustomizationFile): MapNode | undefined {
  if (root === undefined) return undefined;
  if (!roots.has(yaml)) {
    const tree = treeFrom(root, (path) => evidenceId(file, path));
    roots.set(yaml, tree.kind === "map" ? tree : undefined);
  }
  return roots.get(yaml);
}

/** A component is given what is there already, and changes it. */
function accumulate(folder: string, given: Accumulated, library: Library, log: Log, stack: readonly string[]): Accumulated {
  for (const name of kustomizationNames) {
    const file = folder === "" ? name : `${folder}/${name}`;
    log.reads.set(file, library.text(file));
  }
  const kustomization = kustomizationIn(folder, library);
  const root = kustomization && settingsIn(kustomization.file, kustomization.body);
  if (root === undefined) return given;
  const loader = openLoader(library, folder, log);
  if (stack.length > deepest) {
    loader.tell("error", root.at, `Kustomizations are read ${deepest} deep: what this one builds is left out.`);
    return given;
  }
  let { items, fields, vars } = given;

  const append = (more: readonly Item[]): void => {
    const known = new Set(items.map((it) => keyOf(idOf(it))));
    const fresh = more.filter((it) => {
      const key = keyOf(idOf(it));
      if (known.has(key)) loader.tell("error", it.tree.at, `${title(idOf(it))} is added twice.`);
      return !known.has(key) && known.add(key) !== undefined;
    });
    items = [...items, ...fresh];
  };
  const take = (it: Node): void => {
    const found = taken(it, loader, library, log, stack);
    append(found.items);
    fields = bothFields(fields, found.fields);
    vars = [...vars, ...found.vars];
  };
  for (const it of [...itemsAt(root, "resources"), ...itemsAt(root, "bases")]) take(it);
  for (const it of itemsAt(root, "configurations"))
    for (const document of documentsOf(it, loader)) fields = bothFields(fields, fieldsIn(document));
  // Schemas of definitions only say more about fields; what they hold is in no object.
  for (const it of itemsAt(root, "crds")) documentsOf(it, loader);

  const general = nodeAt(root, "generatorOptions");
  for (const [kind, field] of [
    ["ConfigMap", "configMapGenerator"],
    ["Secret", "secretGenerator"],
  ] as const)
    for (const it of itemsAt(root, field)) {
      const made = generated(kind, it, general, loader);
      if (made !== undefined) items = absorbed(items, made, loader);
    }
  for (const config of configsOf(itemsAt(root, "generators"), loader, library, log, stack)) {
    const kind = { ConfigMapGenerator: "ConfigMap", SecretGenerator: "Secret" }[textAt(config, "kind") ?? ""] as
      | "ConfigMap"
      | "Secret"
      | undefined;
    const name = textAt(config, "metadata", "name") ?? textAt(config, "name");
    if (kind === undefined || config.kind !== "map" || name === undefined) {
      loader.tell("note", config.at, `${textAt(config, "kind") ?? "This generator"} is a program of its own: what it makes is not known.`);
      loader.missPart();
      continue;
    }
    const named = {
      ...config,
      entries: new Map(config.entries).set("name", { at: config.at, value: nodeAt(config, "metadata", "name") ?? config }),
    };
    const made = generated(kind, named, general, loader);
    if (made !== undefined) items = absorbed(items, made, loader);
  }
  for (const field of ["helmCharts", "helmChartInflationGenerator"])
    for (const it of itemsAt(root, field)) {
      loader.tell(
        "note",
        it.at,
        `Chart ${textAt(it, "name") ?? textAt(it, "chartName") ?? ""} is rendered by Helm when this is built: what it brings is not known here.`,
      );
      loader.missPart();
    }
  for (const it of itemsAt(root, "components")) {
    const path = textAt(it) ?? "";
    const inner = folderAt(path, it, loader, log);
    if (inner === undefined) continue;
    if (stack.includes(inner))
      loader.tell("error", it.at, `${path} leads back here: ${[...stack, inner].slice(stack.indexOf(inner)).map(shown).join(" → ")}.`);
    else ({ items, fields, vars } = accumulate(inner, { items, fields, vars }, library, log, [...stack, inner]));
  }
  items = transformed(items, root, fields, loader);
  for (const config of configsOf(itemsAt(root, "transformers"), loader, library, log, stack))
    items = transformedBy(items, config, fields, loader);
  return { items, fields, vars: [...vars, ...itemsAt(root, "vars")] };
}

/** Kustomizations that use one another, one by one. */
const deepest = 100;

const shown = (folder: string): string => (folder === "" ? "." : folder);

/** A folder with a kustomization; what is wrong with it is told. */
function folderAt(path: string, setting: Node, loader: Loader, log: Log): string | undefined {
  if (isRemote(path) || isRepository(path)) {
    loader.tell("note", setting.at, `${path} is fetched when this is built: what it holds is not known.`);
    loader.missPart();
    return undefined;
  }
  const found = loader.locate(path, setting.at);
  if (found === undefined) return undefined;
  if (kustomizationIn(found, loader.library) !== undefined) return found;
  for (const name of kustomizationNames) log.reads.set(`${found}/${name}`, undefined);
  loader.tell("error", setting.at, `${path} has no kustomization, or is not there.`);
  loader.missPart();
  return undefined;
}

/** `github.com/org/repo//path?ref=v1`, `git::…`, `org.example/repo.git`. */
const isRepository = (path: string): boolean =>
  /^git::|\.git(?:\/|\?|$)|\?(?:.*&)?(?:ref|version|timeout|submodules)=|^[\w-]+(?:\.[\w-]+)+\/[^/]+\/[^/]+\/\//.test(path);

/** What an entry of `resources` brings: a folder's kustomization, or the objects of a file. */
function taken(setting: Node, loader: Loader, library: Library, log: Log, stack: readonly string[]): Accumulated {
  const path = textAt(setting) ?? "";
  if (path === "") return nothing;
  const isFile = !isRemote(path) && !isRepository(path) && library.text(loader.locate(path, setting.at) ?? "") !== undefined;
  if (isFile || /\.(?:ya?ml|json)$/i.test(path)) {
    const trees = loader.documents(path, setting.at).filter((it): it is MapNode => it.kind === "map" && it.entries.size > 0);
    const objects = trees.filter((it) => textAt(it, "kind") !== undefined);
    if (objects.length < trees.length) loader.tell("error", setting.at, `Something in ${path} does not say what it is (kind).`);
    return { ...nothing, items: objects.map(itemOf) };
  }
  const folder = folderAt(path, setting, loader, log);
  if (folder === undefined) return nothing;
  if (stack.includes(folder)) {
    loader.tell("error", setting.at, `${path} leads back here: ${[...stack.slice(stack.indexOf(folder)), folder].map(shown).join(" → ")}.`);
    return nothing;
  }
  if (kustomizationIn(folder, library)?.body.component === true)
    loader.tell("error", setting.at, `${path} is a component: it goes under components.`);
  return accumulated(folder, library, log, stack);
}

/** The settings of transformers and generators: written out, in files, or built by a kustomization of their own. */
function configsOf(settings: readonly Node[], loader: Loader, library: Library, log: Log, stack: readonly string[]): readonly Node[] {
  return settings.flatMap((it): readonly Node[] => {
    const text = textAt(it) ?? "";
    if (text.includes("\n") || text.includes(": ")) return documentsOf(it, loader);
    return taken(it, loader, library, log, stack).items.map(({ tree }) => tree);
  });
}
