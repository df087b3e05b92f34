import { withExtends } from "./extends.ts";
import { withIncludes } from "./include.ts";
import type { Loading, Scope } from "./loading.ts";
import { emptyModel, forgetting, type Model, mergeModels, modelOf } from "./model.ts";

/** Compose files merged in their order, each with its includes and then its `extends` followed. */
export function filesModel(files: readonly string[], scope: Scope, loading: Loading): Model {
  let model = emptyModel;
  for (const file of files) {
    scope.used.add(file);
    for (const root of loading.documents(file, scope.variables) ?? []) {
      const own = modelOf(root, scope);
      const withOthers = withIncludes(own, root, scope, loading, filesModel);
      const services = withExtends(withOthers.services, file, scope, loading);
      // What it resets is reset in earlier files too, and not only in what it includes or extends.
      if (services !== own.services) model = forgetting(model, own);
      model = mergeModels(model, { ...withOthers, services }, loading.clash);
    }
  }
  return model;
}
