import { type Node, textAt } from "../../model/index.ts";
import { matcherOf } from "../../syntax/re2/match.ts";
import { firstIdOf, type Id, type Item, idOf, placeOf } from "./item.ts";
import { textsIn } from "./tree.ts";

/** The objects that the `target` of a patch means. */
export function selected(items: readonly Item[], target: Node): readonly Item[] {
  const word = (name: string): ((text: string) => boolean) => wholly(textAt(target, name));
  const [group, version, kind, name, namespace] = [word("group"), word("version"), word("kind"), word("name"), word("namespace")];
  const labels = textAt(target, "labelSelector");
  const annotations = textAt(target, "annotationSelector");
  return items.filter((it) => {
    const now = idOf(it);
    const ids = [firstIdOf(it), now];
    return (
      group(now.group) &&
      version(now.version) &&
      kind(now.kind) &&
      ids.some((id) => name(id.name)) &&
      (textAt(target, "namespace") === undefined || ids.some((id) => namespace(placeOf(id)))) &&
      meets(textsIn(it.tree, "metadata", "labels"), labels) &&
      meets(textsIn(it.tree, "metadata", "annotations"), annotations)
    );
  });
}

const matchers = new Map<string, (text: string) => boolean>();

/** Whether a text as a whole is what a regular expression says; a pattern that cannot be read means itself. */
export function wholly(pattern: string | undefined): (text: string) => boolean {
  if (pattern === undefined || pattern === "") return () => true;
  const before = matchers.get(pattern);
  if (before !== undefined) return before;
  const matcher = /^[\w/-]*$/.test(pattern) ? undefined : matcherOf(`^(?:${pattern})$`);
  const made = matcher === undefined ? (text: string) => text === pattern : (text: string) => Array.isArray(matcher.find(text, 0));
  if (matchers.size > 1000) matchers.clear();
  matchers.set(pattern, made);
  return made;
}

/** A selector of labels as kubectl takes it: `app=web,tier!=cache,env in (a, b),!legacy`. */
function meets(labels: ReadonlyMap<string, string>, selector: string | undefined): boolean {
  if (selector === undefined || selector.trim() === "") return true;
  return selector.split(/,(?![^(]*\))/).every((part) => {
    const [, not, name = "", rest = ""] = /^\s*(!?)\s*([^\s=!]+)\s*(.*?)\s*$/.exec(part) ?? [];
    const value = labels.get(name);
    if (rest === "") return not === "!" ? value === undefined : value !== undefined;
    const [, among, list = ""] = /^(in|notin)\s*\(([^)]*)\)$/.exec(rest) ?? [];
    if (among !== undefined) {
      const has = value !== undefined && list.split(",").some((it) => it.trim() === value);
      return among === "in" ? has : !has;
    }
    const [, operator, wanted = ""] = /^(!=|==?)\s*(.*)$/.exec(rest) ?? [];
    return operator === "!=" ? value !== wanted : operator !== undefined && value === wanted;
  });
}

/** Whether an id is one that says what is given; what is not given is any. */
export const isLike = (id: Id, wanted: Partial<Id>): boolean =>
  (["group", "version", "kind", "name", "namespace"] as const).every((it) => {
    const value = wanted[it];
    if (value === undefined || value === "") return true;
    return it === "namespace" ? placeOf(id) === value : id[it] === value;
  });
