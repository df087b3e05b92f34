import type { EvidenceId, MapNode, Node } from "../../model/index.ts";
import { splitVersion } from "./item.ts";
import { emptyMap, isNull, scalar, seqOf, withEntry } from "./tree.ts";

/** A field of objects of some kinds: what a transformation of kustomize looks for. Lists on the way are gone through. */
export interface FieldSpec {
  readonly path: string;
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly create?: boolean;
}

/** Whether a field spec is for objects of that kind. */
export const fits = (spec: FieldSpec, object: { readonly group: string; readonly version: string; readonly kind: string }): boolean =>
  (spec.kind === undefined || spec.kind === "" || spec.kind === object.kind) &&
  (spec.group === undefined || spec.group === "" || spec.group === object.group) &&
  (spec.version === undefined || spec.version === "" || spec.version === object.version);

const split = new Map<string, readonly string[]>();

/** The steps of a path: `metadata/annotations/nginx.ingress.kubernetes.io\/auth-secret`. */
export function stepsOf(path: string): readonly string[] {
  let steps = split.get(path);
  if (steps === undefined) {
    steps = path
      .replace(/^\//, "")
      .split(/(?<!\\)\//)
      .map((it) => it.replaceAll("\\/", "/"));
    split.set(path, steps);
  }
  return steps;
}

/** A tree with what stands at a path replaced by what `set` makes of it; `make` = what is made where nothing stands and may. */
export function atField(
  node: Node,
  steps: readonly string[],
  set: (node: Node) => Node,
  make: { readonly kind: "map" | "scalar"; readonly at: EvidenceId } | undefined,
): Node {
  const [step, ...rest] = steps;
  if (step === undefined) return set(node);
  if (node.kind === "scalar") return node;
  if (node.kind === "seq") {
    const items = node.items.map((it) => atField(it, steps, set, make));
    return items.every((it, index) => it === node.items[index]) ? node : seqOf(items, node.at);
  }
  const isList = step.endsWith("[]");
  const name = isList ? step.slice(0, -2) : step;
  const entry = node.entries.get(name);
  if (entry === undefined || isNull(entry.value)) {
    if (make === undefined || isList) return node;
    const fresh = rest.length > 0 || make.kind === "map" ? emptyMap(make.at) : scalar("", make.at);
    return withEntry(node, name, atField(fresh, rest, set, make), make.at);
  }
  const value = atField(entry.value, rest, set, make);
  return value === entry.value ? node : withEntry(node, name, value, value.at === entry.value.at ? entry.at : value.at);
}

/** An object with a field set that specs name, as far as they are for its kind. */
export function setFields(
  tree: MapNode,
  specs: Iterable<FieldSpec>,
  set: (node: Node) => Node,
  make: { readonly kind: "map" | "scalar"; readonly at: EvidenceId } | undefined,
): MapNode {
  const version = tree.entries.get("apiVersion")?.value;
  const kind = tree.entries.get("kind")?.value;
  const object = {
    ...splitVersion(version?.kind === "scalar" ? version.text : ""),
    kind: kind?.kind === "scalar" ? kind.text : "",
  };
  let after: Node = tree;
  for (const it of specs) if (fits(it, object)) after = atField(after, stepsOf(it.path), set, it.create ? make : undefined);
  return after.kind === "map" ? after : tree;
}
