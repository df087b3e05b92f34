import { baseName, folderOf, isRemote, within } from "../../syntax/paths.ts";
import { type Loading, missing, type Scope } from "./loading.ts";
import { type Draft, emptyModel, type Model, mergeDraft } from "./model.ts";
import type { Node } from "./project.ts";
import { rebased } from "./rebase.ts";
import { type Shape, sectionShapes, sections, serviceShape } from "./shapes.ts";
import { fieldOf, textOf } from "./short.ts";
import { type Variables, variablesOf } from "./variables.ts";

/** Loads files as a project does: files.ts, which calls this. */
type Load = (files: readonly string[], scope: Scope, loading: Loading) => Model;

/** A file's model with what it includes. What both define is the included one's, overridden by the file's own. */
export function withIncludes(own: Model, root: Node, scope: Scope, loading: Loading, load: Load): Model {
  const include = fieldOf(root, "include");
  if (include === undefined) return own;
  const items = include.kind === "seq" ? include.items : include.kind === "scalar" && include.type === "null" ? [] : [include];
  return items.reduce((model, item) => imported(includedBy(item, scope, loading, load), model, scope, loading), own);
}

/** The model of one `include`: its files are a project of their own, with its folder and its variables. */
function includedBy(item: Node, scope: Scope, loading: Loading, load: Load): Model {
  const texts = textNodes(item.kind === "map" ? fieldOf(item, "path") : item);
  const files: string[] = [];
  for (const node of texts) {
    const written = textOf(node) ?? "";
    const path = isRemote(written) ? undefined : within(scope.folder, written);
    if (path === undefined || (node.kind === "scalar" && node.templated)) {
      scope.gaps.add(written);
      loading.say("note", `${written} is not in this workspace: what it defines is not known.`, node.at);
    } else if (loading.library.text(path) === undefined) missing(path, node.at, scope, loading);
    else files.push(path);
  }
  const [main] = files;
  if (main === undefined) return emptyModel;
  if (scope.chain.includes(main)) {
    const way = [...scope.chain.slice(scope.chain.indexOf(main)), main].map(baseName).join(" includes ");
    loading.say("error", `This file includes itself: ${way}.`, item.at);
    return emptyModel;
  }
  if (!loading.spend()) {
    loading.say("error", "Files include each other so often that the rest is not followed.", item.at);
    return emptyModel;
  }
  const directory = textOf(fieldOf(item, "project_directory"));
  const folder = directory === undefined ? folderOf(main) : (within(scope.folder, directory) ?? folderOf(main));
  const variables = variablesIn(item, folder, scope, loading);
  return load(files, { ...scope, folder, variables, chain: [...scope.chain, ...files] }, loading);
}

function variablesIn(item: Node, folder: string, scope: Scope, loading: Loading): Variables {
  const said = fieldOf(item, "env_file");
  if (said === undefined) {
    const beside = within(folder, ".env") ?? "";
    if (loading.library.text(beside) === undefined) return scope.variables;
    return variablesOf([beside], scope.variables, loading.envFiles);
  }
  const paths: string[] = [];
  for (const node of textNodes(said)) {
    const written = textOf(node) ?? "";
    if (written === "/dev/null") continue;
    const path = within(scope.folder, written);
    if (path !== undefined && loading.library.text(path) !== undefined) paths.push(path);
    else loading.say("note", `The env file ${written} is not there.`, node.at);
  }
  return paths.length === 0 ? scope.variables : variablesOf(paths, scope.variables, loading.envFiles);
}

const textNodes = (node: Node | undefined): readonly Node[] =>
  (node?.kind === "seq" ? node.items : node === undefined ? [] : [node]).filter((it) => textOf(it) !== undefined);

function imported(included: Model, own: Model, scope: Scope, loading: Loading): Model {
  const join = (from: ReadonlyMap<string, Draft>, into: ReadonlyMap<string, Draft>, shape: Shape): ReadonlyMap<string, Draft> => {
    if (from.size === 0) return into;
    const joined = new Map(from);
    for (const [name, draft] of into) {
      const below = joined.get(name);
      const moved = below && { ...below, value: rebased(below.value, below.folder, scope.folder) };
      joined.set(name, moved === undefined ? draft : mergeDraft(moved, draft, shape, loading.clash));
    }
    return joined;
  };
  return {
    services: join(included.services, own.services, serviceShape),
    others: Object.fromEntries(sections.map((it) => [it, join(included.others[it], own.others[it], sectionShapes[it])])) as Model["others"],
    cleared: own.cleared,
  };
}
