import type { KubernetesObject, VariantId } from "../../model/index.ts";
import { budgetOf } from "./budgets.ts";
import { groupOf } from "./names.ts";
import { isCustom } from "./operators.ts";
import { podOf } from "./pods.ts";
import { policyOf } from "./policies.ts";
import { autoscalerOf } from "./scaling.ts";
import type { Selector } from "./selectors.ts";
import { isService, serviceSelectorOf } from "./services.ts";
import { keys } from "./words.ts";

/** The keys that an object is found under. */
export function keysOfObject(object: KubernetesObject): readonly string[] {
  const { type, name, namespace } = object;
  const found = new Set([keys.named(type, name)]);
  const pod = podOf(object);
  for (const label of [...(pod?.labels ?? []), ...(pod?.selector?.labels ?? [])]) found.add(keys.labelled(label));
  const selector = selectorIn(object);
  if (selector !== undefined) found.add(keys.selecting(type, [...selector.labels][0]));
  const target = autoscalerOf(object)?.target;
  if (target !== undefined) found.add(keys.scaling(target.type, target.name));
  const variants: readonly (VariantId | undefined)[] = object.in === "all" ? [undefined] : object.in;
  const kinds = [...(groupOf(object.apiVersion) === "" || type !== "Service" ? [type] : []), ...(pod === undefined ? [] : [keys.pods])];
  for (const kind of kinds)
    for (const variant of variants) found.add(keys.there(kind, variant)).add(keys.there(kind, variant, namespace ?? "default"));
  if (pod !== undefined) found.add(keys.pods);
  if (isCustom(object)) found.add(keys.custom);
  return [...found];
}

const selectorIn = (object: KubernetesObject): Selector | undefined =>
  isService(object) ? serviceSelectorOf(object) : (budgetOf(object)?.selector ?? policyOf(object)?.selector);
