import { baseName, folderOf, isRemote, within } from "../../syntax/paths.ts";
import { type Loading, missing, type Scope } from "./loading.ts";
import { type Draft, emptyModel, mergeDraft, mergeModels, modelOf } from "./model.ts";
import type { Node } from "./project.ts";
import { rebased } from "./rebase.ts";
import { serviceShape } from "./shapes.ts";
import { fieldOf, textOf } from "./short.ts";

/** A chain of services that extend each other is never this long. */
const longest = 100;

/** The services of one file, each with what it extends merged below it. */
export function withExtends(
  services: ReadonlyMap<string, Draft>,
  file: string,
  scope: Scope,
  loading: Loading,
): ReadonlyMap<string, Draft> {
  if (![...services.values()].some((it) => fieldOf(it.value, "extends") !== undefined)) return services;
  const place: Place = { services, file, scope, done: new Map() };
  const files = new Map<string, Place | undefined>();
  return new Map([...services].map(([name, draft]) => [name, extended(draft, place, [], files, loading)]));
}

/** A file whose services may be extended. */
interface Place {
  readonly services: ReadonlyMap<string, Draft>;
  readonly file: string;
  readonly scope: Scope;
  readonly done: Map<string, Draft>;
}

function extended(draft: Draft, place: Place, chain: readonly string[], files: Map<string, Place | undefined>, loading: Loading): Draft {
  const before = place.done.get(draft.name);
  if (before !== undefined) return before;
  const reference = fieldOf(draft.value, "extends");
  if (reference === undefined) return draft;
  const step = `${draft.name} in ${place.file}`;
  const here: Draft = { ...draft, value: without(draft.value) };
  if (chain.includes(step) || chain.length > longest) {
    const way = chain.length > longest ? `more than ${longest} services` : [...chain.slice(chain.indexOf(step)), step].join(", ");
    loading.say("error", `The service ${draft.name} extends itself: ${way}.`, reference.at);
    return here;
  }
  const found = baseOf(reference, draft, place, files, loading);
  const base = found && extended(found.draft, found.place, [...chain, step], files, loading);
  const result = base === undefined ? here : join(base, here, found?.place.scope.folder ?? "", place.scope.folder, loading);
  place.done.set(draft.name, result);
  return result;
}

function join(base: Draft, draft: Draft, from: string, to: string, loading: Loading): Draft {
  const value = rebased(base.value, from, to);
  return { ...mergeDraft({ ...base, value }, draft, serviceShape, loading.clash), at: draft.at };
}

function without(service: Node): Node {
  if (service.kind !== "map") return service;
  const entries = new Map(service.entries);
  entries.delete("extends");
  return { ...service, entries };
}

function baseOf(
  reference: Node,
  draft: Draft,
  place: Place,
  files: Map<string, Place | undefined>,
  loading: Loading,
): { readonly draft: Draft; readonly place: Place } | undefined {
  const name = textOf(reference) ?? textOf(fieldOf(reference, "service"));
  if (name === undefined) {
    loading.say("error", `extends of ${draft.name} names no service.`, reference.at);
    return undefined;
  }
  const file = fieldOf(reference, "file");
  const other = file === undefined ? place : placeOf(file, place, files, loading);
  const found = other?.services.get(name);
  if (other !== undefined && found === undefined) {
    const where = file === undefined ? "this file" : baseName(other.file);
    loading.say("error", `${draft.name} extends ${name}, and there is no service ${name} in ${where}.`, reference.at);
  }
  return other && found && { draft: found, place: other };
}

function placeOf(file: Node, place: Place, files: Map<string, Place | undefined>, loading: Loading): Place | undefined {
  const written = textOf(file) ?? "";
  const path = isRemote(written) ? undefined : within(place.scope.folder, written);
  if (path === undefined || (file.kind === "scalar" && file.templated)) {
    loading.say("note", `${written} is not in this workspace: what it says about the service is not known.`, file.at);
    return undefined;
  }
  if (path === place.file) return place;
  if (files.has(path)) return files.get(path);
  const scope = { ...place.scope, folder: folderOf(path) };
  const documents = loading.spend() ? loading.documents(path, scope.variables) : undefined;
  if (documents === undefined) missing(path, file.at, scope, loading);
  // As written, with what it resets: that holds for what its services extend in turn.
  const models = documents?.map((it) => modelOf(it, scope));
  const model = models?.slice(1).reduce((a, b) => mergeModels(a, b, loading.clash), models[0] ?? emptyModel);
  if (model !== undefined) scope.used.add(path);
  const found = model && { services: model.services, file: path, scope, done: new Map<string, Draft>() };
  files.set(path, found);
  return found;
}
