import { type EvidenceId, type MapNode, type Node, type SeqNode, textAt } from "../../model/index.ts";
import { isNull, plainOf, seqOf, withEntry, without } from "./tree.ts";

/** One step of a JSON patch (RFC 6902). */
export interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from: string | undefined;
  readonly value: Node | undefined;
  readonly at: EvidenceId;
}

/** The steps a list is, if it is a JSON patch. */
export function operationsIn(node: Node | undefined): readonly Operation[] | undefined {
  if (node?.kind !== "seq") return undefined;
  return node.items.map((it): Operation => {
    const value = it.kind === "map" ? it.entries.get("value")?.value : undefined;
    return { op: textAt(it, "op") ?? "", path: textAt(it, "path") ?? "", from: textAt(it, "from"), value, at: it.at };
  });
}

/** An object with the steps done, and the first step that could not be. */
export function patched(
  object: MapNode,
  operations: readonly Operation[],
): { readonly tree: MapNode; readonly failed: { readonly operation: Operation; readonly because: string } | undefined } {
  let tree: Node = object;
  for (const operation of operations) {
    const after = apply(tree, operation);
    if (typeof after === "string") return { tree: object, failed: { operation, because: after } };
    tree = after;
  }
  return { tree: tree.kind === "map" ? tree : object, failed: undefined };
}

function apply(tree: Node, { op, path, from, value }: Operation): Node | string {
  const steps = stepsOf(path);
  const missing = `nothing stands at ${path}`;
  switch (op) {
    case "add":
      return value === undefined ? "it has no value" : (changed(tree, steps, { do: "add", value }) ?? missing);
    case "replace":
      if (value === undefined) return "it has no value";
      return found(tree, steps) === undefined ? missing : (changed(tree, steps, { do: "set", value }) ?? missing);
    case "remove":
      return found(tree, steps) === undefined ? missing : (changed(tree, steps, { do: "remove" }) ?? missing);
    case "test": {
      const there = found(tree, steps);
      const same = JSON.stringify(there && plainOf(there)) === JSON.stringify(value && plainOf(value));
      return same ? tree : `what stands at ${path} is not what it tests for`;
    }
    case "copy":
    case "move": {
      const source = from === undefined ? undefined : found(tree, stepsOf(from));
      if (from === undefined || source === undefined) return `nothing stands at ${from ?? "its from"}`;
      const rest = op === "move" ? (changed(tree, stepsOf(from), { do: "remove" }) ?? tree) : tree;
      return changed(rest, steps, { do: "add", value: source }) ?? missing;
    }
    default:
      return op === "" ? "it does not say what to do (op)" : `there is no operation ${op}`;
  }
}

const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((it) => it.replaceAll("~1", "/").replaceAll("~0", "~"));

function found(tree: Node, steps: readonly string[]): Node | undefined {
  let at: Node | undefined = tree;
  for (const step of steps)
    at = at?.kind === "map" ? at.entries.get(step)?.value : at?.kind === "seq" ? at.items[indexIn(at, step)] : undefined;
  return at;
}

/** A number from the front, or from behind; -1 = it is none. */
function indexIn({ items }: SeqNode, step: string): number {
  if (!/^-?\d{1,9}$/.test(step)) return -1;
  const index = Number(step);
  return index < 0 ? items.length + index : index;
}

type Change = { readonly do: "add" | "set"; readonly value: Node } | { readonly do: "remove" };

function changed(node: Node, steps: readonly string[], change: Change): Node | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return change.do === "remove" ? undefined : change.value;
  if (node.kind === "map") {
    const entry = node.entries.get(step);
    if (rest.length === 0) return change.do === "remove" ? without(node, step) : withEntry(node, step, change.value);
    const inner = entry === undefined || isNull(entry.value) ? undefined : changed(entry.value, rest, change);
    return inner && withEntry(node, step, inner, inner.at === entry?.value.at ? entry.at : inner.at);
  }
  if (node.kind !== "seq") return undefined;
  const index = step === "-" ? node.items.length : indexIn(node, step);
  if (index < 0 || index > node.items.length) return undefined;
  const items = [...node.items];
  if (rest.length > 0) {
    const before = items[index];
    const inner = before && changed(before, rest, change);
    if (inner === undefined) return undefined;
    items[index] = inner;
  } else if (change.do === "add") items.splice(index, 0, change.value);
  else if (index === items.length) return undefined;
  else if (change.do === "remove") items.splice(index, 1);
  else items[index] = change.value;
  return seqOf(items, node.at);
}
