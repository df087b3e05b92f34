import { itemsAt, type Node, textAt } from "../../model/index.ts";
import type { Fields, Naming } from "./field-specs.ts";
import type { FieldSpec } from "./fields.ts";

/** Field specs as a kustomization, one of its `configurations` or a transformer writes them. */
export const specsIn = (node: Node | undefined, ...names: readonly string[]): readonly FieldSpec[] =>
  itemsAt(node, ...names).flatMap((it): readonly FieldSpec[] => {
    const path = textAt(it, "path");
    if (path === undefined || path === "") return [];
    const said = Object.fromEntries(
      ["group", "version", "kind"].flatMap((name) => (textAt(it, name) === undefined ? [] : [[name, textAt(it, name)]])),
    );
    return [{ path, ...said, create: textAt(it, "create") === "true" }];
  });

/** What a file of `configurations` adds to the fields that kustomize knows. */
export const fieldsIn = (node: Node): Fields => ({
  names: itemsAt(node, "nameReference").map((it): Naming => {
    const said = Object.fromEntries(
      ["group", "version"].flatMap((name) => (textAt(it, name) === undefined ? [] : [[name, textAt(it, name)]])),
    );
    return { kind: textAt(it, "kind") ?? "", ...said, in: specsIn(it, "fieldSpecs") };
  }),
  namePrefix: specsIn(node, "namePrefix"),
  nameSuffix: specsIn(node, "nameSuffix"),
  namespace: specsIn(node, "namespace"),
  commonLabels: specsIn(node, "commonLabels"),
  labels: specsIn(node, "labels"),
  templateLabels: specsIn(node, "templateLabels"),
  commonAnnotations: specsIn(node, "commonAnnotations"),
  varReference: specsIn(node, "varReference"),
  images: specsIn(node, "images"),
  replicas: specsIn(node, "replicas"),
});

export function bothFields(a: Fields, b: Fields): Fields {
  if (a === b) return a;
  return {
    names: [...new Set([...a.names, ...b.names])],
    namePrefix: both(a.namePrefix, b.namePrefix),
    nameSuffix: both(a.nameSuffix, b.nameSuffix),
    namespace: both(a.namespace, b.namespace),
    commonLabels: both(a.commonLabels, b.commonLabels),
    labels: both(a.labels, b.labels),
    templateLabels: both(a.templateLabels, b.templateLabels),
    commonAnnotations: both(a.commonAnnotations, b.commonAnnotations),
    varReference: both(a.varReference, b.varReference),
    images: both(a.images, b.images),
    replicas: both(a.replicas, b.replicas),
  };
}

/** What is said twice is done once: a prefix would be put twice. */
function both(a: readonly FieldSpec[], b: readonly FieldSpec[]): readonly FieldSpec[] {
  const key = (it: FieldSpec): string => `${it.group ?? ""}/${it.version ?? ""}/${it.kind ?? ""} ${it.path}`;
  return [...new Map([...a, ...b].map((it) => [key(it), it])).values()];
}
