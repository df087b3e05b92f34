import { itemsAt, type MapNode, type Node, nodeAt, textAt } from "../../model/index.ts";
import { specsIn } from "./configurations.ts";
import type { Fields } from "./field-specs.ts";
import { withImages } from "./images.ts";
import type { Item } from "./item.ts";
import { labelled, placesOfLabels } from "./labels.ts";
import type { Loader } from "./loader.ts";
import { affixed, inNamespace } from "./names.ts";
import { patchEntry, strategicMerges } from "./patches.ts";
import { withReplacements } from "./replacements.ts";
import { withReplicas } from "./replicas.ts";

/** Everything a kustomization does to its objects by its own fields, in the order in which kustomize does it. */
export function transformed(items: readonly Item[], root: MapNode, fields: Fields, loader: Loader): readonly Item[] {
  let after = strategicMerges(items, itemsAt(root, "patchesStrategicMerge"), loader);
  for (const it of itemsAt(root, "patches")) after = patchEntry(after, it, loader);
  const namespace = nodeAt(root, "namespace");
  const name = textAt(namespace);
  if (namespace !== undefined && name !== undefined && name !== "")
    after = inNamespace(after, { name, at: namespace.at, unsetOnly: false, subjects: "defaultOnly" }, fields.namespace);
  const [prefix, suffix] = [nodeAt(root, "namePrefix"), nodeAt(root, "nameSuffix")];
  if (prefix !== undefined) after = affixed(after, "prefix", textAt(prefix) ?? "", fields.namePrefix, prefix.at);
  if (suffix !== undefined) after = affixed(after, "suffix", textAt(suffix) ?? "", fields.nameSuffix, suffix.at);
  for (const it of itemsAt(root, "labels"))
    after = labelled(after, nodeAt(it, "pairs"), placesOfLabels(it, fields, [...specsIn(it, "fields"), ...specsIn(it, "fieldSpecs")]));
  after = labelled(after, nodeAt(root, "commonLabels"), fields.commonLabels);
  after = labelled(after, nodeAt(root, "commonAnnotations"), fields.commonAnnotations);
  for (const it of itemsAt(root, "patchesJson6902")) after = patchEntry(after, it, loader);
  for (const it of itemsAt(root, "replicas")) after = withReplicas(after, it, fields.replicas, loader);
  after = withImages(after, [...itemsAt(root, "images"), ...itemsAt(root, "imageTags")], fields.images);
  return withReplacements(after, itemsAt(root, "replacements"), loader);
}

/** A transformer in a file of its own: one that kustomize has built in; others are programs. */
export function transformedBy(items: readonly Item[], config: Node, fields: Fields, loader: Loader): readonly Item[] {
  const specs = specsIn(config, "fieldSpecs");
  const own = textAt(config, "apiVersion") === "builtin";
  switch (own ? textAt(config, "kind") : undefined) {
    case "NamespaceTransformer": {
      const name = textAt(config, "metadata", "namespace") ?? "";
      const said = textAt(config, "setRoleBindingSubjects");
      const subjects = said === "allServiceAccounts" || said === "none" ? said : "defaultOnly";
      return name === ""
        ? items
        : inNamespace(items, { name, at: config.at, unsetOnly: textAt(config, "unsetOnly") === "true", subjects }, specs);
    }
    case "PrefixTransformer":
      return affixed(items, "prefix", textAt(config, "prefix") ?? "", specs, config.at);
    case "SuffixTransformer":
      return affixed(items, "suffix", textAt(config, "suffix") ?? "", specs, config.at);
    case "PrefixSuffixTransformer":
      return affixed(
        affixed(items, "prefix", textAt(config, "prefix") ?? "", specs, config.at),
        "suffix",
        textAt(config, "suffix") ?? "",
        specs,
        config.at,
      );
    case "LabelTransformer":
      return labelled(items, nodeAt(config, "labels"), specs);
    case "AnnotationsTransformer":
      return labelled(items, nodeAt(config, "annotations"), specs);
    case "PatchTransformer":
      return patchEntry(items, config, loader);
    case "PatchStrategicMergeTransformer":
      return strategicMerges(
        items,
        [...itemsAt(config, "paths"), ...(nodeAt(config, "patches") === undefined ? [] : [nodeAt(config, "patches") ?? config])],
        loader,
      );
    case "PatchJson6902Transformer": {
      const steps = nodeAt(config, "jsonOp");
      const asPatch: Node =
        config.kind !== "map" || steps === undefined
          ? config
          : { ...config, entries: new Map(config.entries).set("patch", { at: steps.at, value: steps }) };
      return patchEntry(items, asPatch, loader);
    }
    case "ReplicaCountTransformer":
      return withReplicas(items, nodeAt(config, "replica") ?? config, specs, loader);
    case "ImageTagTransformer":
      return withImages(items, [nodeAt(config, "imageTag") ?? config], specs.length > 0 ? specs : fields.images);
    case "ReplacementTransformer":
      return withReplacements(items, itemsAt(config, "replacements"), loader);
    default:
      loader.tell("note", config.at, `${textAt(config, "kind") ?? "This transformer"} is a program of its own: what it does is not known.`);
      loader.missPart();
      return items;
  }
}
