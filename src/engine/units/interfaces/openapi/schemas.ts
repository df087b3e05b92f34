import type { ContractChange } from "../../../model/index.ts";
import type { YamlNode } from "../../../syntax/yaml/tree.ts";
import { entriesOf, itemsOf, textOf } from "../../../syntax/yaml/walk.ts";
import { entriesUnder, itemsUnder, type Parts, type Spot, under } from "../files.ts";
import { typesAt } from "./operations.ts";

/** Who reads it: the server what is sent to it, or clients what comes back. What breaks one is no harm to the other. */
export type Direction = "request" | "response";

type Add = (kind: ContractChange, at: Spot, subject: string, more?: { readonly from?: string; readonly to?: string }) => void;

/** How deep schemas are compared below one another; named ones are compared once, wherever they are used. */
const deepest = 40;

/** Compares schemas one after the other, each pair of them once. */
export function compareSchemas(
  direction: Direction,
  before: Parts,
  now: Parts,
  add: Add,
): (was: Spot | undefined, is: Spot | undefined, subject: string) => void {
  const done = new WeakMap<YamlNode, WeakSet<YamlNode>>();
  const compare = (wasSaid: Spot | undefined, isSaid: Spot | undefined, subject: string, depth = 0): void => {
    const [was, is] = [before.follow(wasSaid), now.follow(isSaid)];
    if (was === undefined || is === undefined || isSaid === undefined || depth > deepest) return;
    const seen = done.get(was.node) ?? new WeakSet<YamlNode>();
    if (seen.has(is.node)) return;
    done.set(was.node, seen.add(is.node));
    const [old, fresh] = [shapeOf(was, before), shapeOf(is, now)];
    compareTypes(old, fresh, is, subject, direction, add);
    compareValues(old, fresh, is, subject, direction, add);
    for (const [name, property] of old.properties) {
      const next = fresh.properties.get(name);
      const own = `${subject}, ${name}`;
      if (next !== undefined) {
        if (direction === "response" && old.required.has(name) && !fresh.required.has(name)) add("response property optional", next, own);
        compare(property, next, own, depth + 1);
      } else if (direction === "response" && !fresh.open) add("response property removed", is, own);
    }
    if (direction === "request")
      for (const name of fresh.required) {
        const property = fresh.properties.get(name);
        if (!old.required.has(name) && !saysDefault(property, now)) add("request property required", property ?? is, `${subject}, ${name}`);
      }
    if (old.items !== undefined && fresh.items !== undefined) compare(old.items, fresh.items, `${subject} items`, depth + 1);
  };
  return compare;
}

interface Shape {
  readonly types: ReadonlySet<string>;
  readonly values: ReadonlySet<string> | undefined;
  readonly properties: ReadonlyMap<string, Spot>;
  readonly required: ReadonlySet<string>;
  readonly items: Spot | undefined;
  /** One of several, or described elsewhere: what is not here may be there. */
  readonly open: boolean;
}

/** What a schema says, with what it is made of (`allOf`) put together. */
function shapeOf(schema: Spot, parts: Parts): Shape {
  const types = new Set<string>();
  const properties = new Map<string, Spot>();
  const required = new Set<string>();
  let values: ReadonlySet<string> | undefined;
  let items: Spot | undefined;
  let open = false;
  const seen = new Set<YamlNode>();
  const add = (at: Spot | undefined, depth: number): void => {
    if (at === undefined || seen.has(at.node) || depth > deepest) {
      open ||= at === undefined;
      return;
    }
    seen.add(at.node);
    for (const it of typesAt(at)) types.add(it);
    if (textOf(under(at, "nullable")?.node) === "true" || textOf(under(at, "x-nullable")?.node) === "true") types.add("null");
    const list = under(at, "enum");
    if (list !== undefined) values = new Set(itemsOf(list.node).flatMap((it) => textOf(it) ?? []));
    for (const it of entriesUnder(under(at, "properties"))) properties.set(it.name, it);
    for (const it of itemsUnder(under(at, "required"))) {
      const name = textOf(it.node);
      if (name !== undefined) required.add(name);
    }
    items ??= under(at, "items");
    open ||= under(at, "oneOf") !== undefined || under(at, "anyOf") !== undefined;
    for (const it of itemsUnder(under(at, "allOf"))) add(parts.follow(it), depth + 1);
  };
  add(schema, 0);
  if (entriesOf(schema.node).length === 0) open = true;
  return { types, values, properties, required, items, open };
}

/** A whole number is a number. */
const within = (type: string, types: ReadonlySet<string>): boolean => types.has(type) || (type === "integer" && types.has("number"));

function compareTypes(old: Shape, fresh: Shape, is: Spot, subject: string, direction: Direction, add: Add): void {
  if (old.types.size === 0 || fresh.types.size === 0) return;
  const [given, wanted] = direction === "request" ? [old.types, fresh.types] : [fresh.types, old.types];
  if ([...given].every((it) => within(it, wanted))) return;
  add(direction === "request" ? "request type" : "response type", under(is, "type") ?? is, subject, {
    from: [...old.types].join(" or "),
    to: [...fresh.types].join(" or "),
  });
}

function compareValues(old: Shape, fresh: Shape, is: Spot, subject: string, direction: Direction, add: Add): void {
  const at = under(is, "enum") ?? is;
  if (direction === "request") {
    const gone = old.values === undefined ? undefined : [...old.values].filter((it) => fresh.values?.has(it) === false);
    if (gone !== undefined && gone.length > 0) add("request value removed", at, subject, { from: gone.slice(0, 5).join(", ") });
  } else if (old.values !== undefined && fresh.values !== undefined) {
    const came = [...fresh.values].filter((it) => old.values?.has(it) === false);
    if (came.length > 0) add("response value added", at, subject, { to: came.slice(0, 5).join(", ") });
  }
}

const saysDefault = (property: Spot | undefined, parts: Parts): boolean => under(parts.follow(property), "default") !== undefined;
