import { type Node, nodeAt, textAt } from "../../model/index.ts";
import { type FieldSpec, fits, setFields } from "./fields.ts";
import { type Item, idsOf } from "./item.ts";
import type { Loader } from "./loader.ts";
import { scalar } from "./tree.ts";

/** An entry of `replicas`: how many of the workloads of a name there are. */
export function withReplicas(items: readonly Item[], setting: Node, specs: readonly FieldSpec[], loader: Loader): readonly Item[] {
  const name = textAt(setting, "name");
  const count = nodeAt(setting, "count");
  if (name === undefined) return items;
  const text = textAt(count) ?? "0";
  const at = count?.at ?? setting.at;
  const set = (node: Node): Node =>
    node.kind === "scalar" && node.text === text && node.type === "number" ? node : scalar(text, at, "number");
  let found = false;
  const after = items.map((it) => {
    const mine = specs.filter((spec) => idsOf(it).some((id) => id.name === name && fits(spec, id)));
    if (mine.length === 0) return it;
    found = true;
    return { ...it, tree: setFields(it.tree, mine, set, { kind: "scalar", at }) };
  });
  if (!found) loader.tell("error", setting.at, `There is no workload ${name} to have ${text} replicas.`);
  return after;
}
