import { withExtends } from "./extends.ts";
import { withIncludes } from "./include.ts";
import type { Loading, Scope } from "./loading.ts";
import { emptyModel, type Model, mergeModels, modelOf } from "./model.ts";

/** Compose files merged in their order, each with its includes and then its `extends` followed. */
export function filesModel(files: readonly string[], scope: Scope, loading: Loading): Model {
  let model = emptyModel;
  for (const file of files) {
    scope.used.add(file);
    for (const root of loading.documents(file, scope.variables) ?? []) {
      const own = withIncludes(modelOf(root, scope.folder), root, scope, loading, filesModel);
      const whole = { ...own, services: withExtends(own.services, file, scope, loading) };
      model = mergeModels(model, whole, loading.clash);
    }
  }
  return model;
}
