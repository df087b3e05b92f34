import { anchorOf, fileOf } from "../model/index.ts";
import type { RuleFix, Subject } from "./rule.ts";

/**
 * A fix as far as it can be made where its steps stand. A field of a Kubernetes object may come from a kustomization (`count`, `newTag`)
 * or a patch: there a value can be another, but nothing can be taken away or added, for that would change the instruction and not the
 * object. And what a patch no longer says, the file below it may still say.
 */
export function mendable(subject: Subject, fix: RuleFix): readonly RuleFix[] {
  if (!("kind" in subject) || subject.kind !== "kubernetes-object") return [fix];
  const isObjects = (at: string): boolean => /^[A-Z]\w* \S/.test(anchorOf(at as typeof subject.at));
  const isValue = (at: string): boolean => /\.(?:count|value)$/.test(at);
  if (!fix.steps.every((it) => isObjects(it.at) || (it.do === "set" && isValue(it.at)))) return [];
  const elsewhere = fix.steps.some((it) => it.do === "remove" && fileOf(it.at) !== fileOf(subject.at));
  if (!elsewhere) return [fix];
  return fix.steps.length > 1 ? [] : [{ ...fix, certain: false }];
}
