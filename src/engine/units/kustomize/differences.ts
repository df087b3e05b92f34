import { type MapNode, type Node, textAt } from "../../model/index.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import { idOf, keyOf } from "./item.ts";
import { documentsIn } from "./source.ts";
import { type Plain, plainOf } from "./tree.ts";

/** The objects of a text as kubectl prints them. */
export const objectsIn = (text: string): readonly MapNode[] =>
  documentsIn("kubectl", parseYaml(text)).filter((it): it is MapNode => it.kind === "map" && textAt(it, "kind") !== undefined);

/** Where two builds of one kustomization are not the same: objects by name, and each field that differs. */
export function differences(theirs: readonly MapNode[], ours: readonly MapNode[]): readonly string[] {
  const left = new Map(theirs.map((it) => [keyOf(idOf({ tree: it })), it]));
  const right = new Map(ours.map((it) => [keyOf(idOf({ tree: it })), it]));
  return [
    ...[...left.keys()].filter((it) => !right.has(it)).map((it) => `only theirs: ${it}`),
    ...[...right.keys()].filter((it) => !left.has(it)).map((it) => `only ours: ${it}`),
    ...[...left].flatMap(([key, it]) => {
      const other = right.get(key);
      return other === undefined ? [] : [...fields(plainOf(it), plainOf(other as Node), key)];
    }),
  ];
}

function* fields(theirs: Plain | undefined, ours: Plain | undefined, at: string): Iterable<string> {
  if (Array.isArray(theirs) && Array.isArray(ours) && theirs.length === ours.length) {
    for (const [index, it] of theirs.entries()) yield* fields(it, ours[index], `${at}/${index}`);
    return;
  }
  if (isMapping(theirs) && isMapping(ours)) {
    for (const name of new Set([...Object.keys(theirs), ...Object.keys(ours)])) yield* fields(theirs[name], ours[name], `${at}/${name}`);
    return;
  }
  const [left, right] = [JSON.stringify(theirs), JSON.stringify(ours)];
  if (left !== right) yield `${at}: theirs ${left?.slice(0, 120)}, ours ${right?.slice(0, 120)}`;
}

const isMapping = (it: Plain | undefined): it is { readonly [name: string]: Plain } =>
  typeof it === "object" && it !== null && !Array.isArray(it);
