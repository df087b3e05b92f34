import type { Counted, Kind, NonEmpty, Selector, Standing, TeamDemand, TeamVerb } from "../model/index.ts";
import type { YamlNode } from "../syntax/yaml/tree.ts";
import { entriesOf, get, itemsOf, resolve, textOf } from "../syntax/yaml/walk.ts";
import { kinds, styles } from "./words.ts";

type Says = (node: YamlNode, message: string) => void;

export const verbs: readonly TeamVerb[] = ["forbid", "require", "limit", "own"];
export const isVerb = (name: string): name is TeamVerb => (verbs as readonly string[]).includes(name);

/** What stands behind `forbid:`, `require:`, `limit:` or `own:`; `undefined` after it was said what is wrong. */
export function demandOf(verb: TeamVerb, node: YamlNode, says: Says): TeamDemand | undefined {
  if (resolve(node)?.kind !== "map") return void says(node, `${verb} is a mapping of ${fields[verb].join(", ")}.`);
  for (const { name, key } of entriesOf(node))
    if (!fields[verb].includes(name)) says(key, `${name} is not known here; ${verb} has ${fields[verb].join(", ")}.`);
  return forms[verb](node, says);
}

const fields: Readonly<Record<TeamVerb, readonly string[]>> = {
  forbid: ["from", "to", "style", "across", "component"],
  require: ["of", "some", "to", "from", "owner", "replicas"],
  limit: ["of", "count", "atMost"],
  own: ["of", "by", "style"],
};

const counted: readonly Counted[] = ["components", "technologies", "callers", "dependencies", "replicas"];

const forms: Readonly<Record<TeamVerb, (node: YamlNode, says: Says) => TeamDemand | undefined>> = {
  forbid(node, says) {
    const component = selector(get(node, "component"), says);
    const from = selector(get(node, "from"), says);
    const to = selector(get(node, "to"), says);
    if (component !== undefined) {
      if (from !== undefined || to !== undefined) says(node, "forbid has a component, or a connection with from and to; not both.");
      return { verb: "forbid", component };
    }
    if (from === undefined && to === undefined) return void says(node, "forbid needs from or to (or component).");
    const style = words(get(node, "style"), styles, "style", says);
    return {
      verb: "forbid",
      across: truth(get(node, "across"), "across", says),
      ...(from && { from }),
      ...(to && { to }),
      ...(style && { styles: style }),
    };
  },
  require(node, says) {
    const of = selector(get(node, "of"), says);
    if (of === undefined) return void says(node, "require needs of: which components it is about.");
    const to = selector(get(node, "to"), says);
    const from = selector(get(node, "from"), says);
    const owners = texts(get(node, "owner"), "owner", says);
    const replicas = count(get(node, "replicas"), "replicas", says);
    const some = truth(get(node, "some"), "some", says);
    if (!some && to === undefined && from === undefined && owners === undefined && replicas === undefined)
      return void says(node, "require needs what is required: to, from, owner, replicas, or some: true.");
    return {
      verb: "require",
      of,
      some,
      ...(to && { to }),
      ...(from && { from }),
      ...(owners && { owners }),
      ...(replicas !== undefined && { replicas }),
    };
  },
  limit(node, says) {
    const of = selector(get(node, "of"), says) ?? {};
    const atMost = count(get(node, "atMost"), "atMost", says);
    const what = textOf(get(node, "count")) ?? "components";
    const known = counted.find((it) => it === what);
    if (known === undefined) return void says(get(node, "count") ?? node, `count is one of ${counted.join(", ")}.`);
    if (atMost === undefined) return void says(node, "limit needs a number: atMost: 3.");
    return { verb: "limit", of, count: known, atMost };
  },
  own(node, says) {
    const of = selector(get(node, "of"), says);
    if (of === undefined) return void says(node, "own needs of: what is owned.");
    const by = selector(get(node, "by"), says);
    const style = words(get(node, "style"), styles, "style", says);
    return { verb: "own", of, styles: style ?? ["data"], ...(by && { by }) };
  },
};

const standings: readonly Standing[] = ["inside", "outside", "unknown"];
const selectorFields = ["name", "kind", "technology", "system", "owner", "standing", "not"];

/** `payments*`, a list of such, or a mapping; `undefined` = it is not said. */
function selector(node: YamlNode | undefined, says: Says, depth = 0): Selector | undefined {
  const said = resolve(node);
  if (node === undefined || said === undefined) return undefined;
  if (said.kind !== "map") {
    const names = texts(node, "a component", says);
    return names && { names };
  }
  if (depth > 8) return void says(said, "not stands in not too often here.");
  for (const { name, key } of entriesOf(said))
    if (!selectorFields.includes(name)) says(key, `${name} is not known here; components are told by ${selectorFields.join(", ")}.`);
  const names = texts(get(said, "name"), "name", says);
  const kind = words<Kind>(get(said, "kind"), kinds, "kind", says);
  const technologies = texts(get(said, "technology"), "technology", says);
  const systems = texts(get(said, "system"), "system", says);
  const owners = texts(get(said, "owner"), "owner", says);
  const standing = words<Standing>(get(said, "standing"), standings, "standing", says);
  const not = selector(get(said, "not"), says, depth + 1);
  return {
    ...(names && { names }),
    ...(kind && { kinds: kind }),
    ...(technologies && { technologies }),
    ...(systems && { systems }),
    ...(owners && { owners }),
    ...(standing && { standings: standing }),
    ...(not && { not }),
  };
}

/** One text or several. */
function texts(node: YamlNode | undefined, what: string, says: Says): NonEmpty<string> | undefined {
  if (node === undefined) return undefined;
  const items = resolve(node)?.kind === "seq" ? itemsOf(node) : [node];
  const found = items.flatMap((it) => textOf(it) ?? []).filter((it) => it !== "");
  const [first, ...rest] = found;
  if (first === undefined || found.length < items.length) return void says(node, `${what} is a name or a list of names.`);
  return [first, ...rest];
}

function words<T extends string>(node: YamlNode | undefined, known: readonly T[], what: string, says: Says): NonEmpty<T> | undefined {
  const said = texts(node, what, says);
  if (node === undefined || said === undefined) return undefined;
  const strange = said.find((it) => !known.some((one) => one === it));
  if (strange !== undefined) return void says(node, `${strange} is no ${what}; there are ${known.join(", ")}.`);
  return said as unknown as NonEmpty<T>;
}

function count(node: YamlNode | undefined, what: string, says: Says): number | undefined {
  const text = textOf(node);
  if (node === undefined || text === undefined) return undefined;
  if (!/^\d{1,6}$/.test(text)) return void says(node, `${what} is a whole number.`);
  return Number(text);
}

function truth(node: YamlNode | undefined, what: string, says: Says): boolean {
  const text = textOf(node);
  if (node !== undefined && text !== "true" && text !== "false") says(node, `${what} is true or false.`);
  return text === "true";
}
