import { isNull, itemsOf, resolve, textOf } from "../../../syntax/yaml/walk.ts";
import { entriesUnder, itemsUnder, type Part, type Spot, under } from "../files.ts";
import { typesAt } from "./operations.ts";

/** A circle of schemas that need themselves: no value can ever be written down. */
export interface Circle {
  readonly names: readonly string[];
  /** The reference that closes it. */
  readonly spot: Spot;
}

interface Need {
  readonly name: string;
  readonly spot: Spot;
}

const prefixes = ["#/components/schemas/", "#/definitions/"];

/** Of the schemas that a file names: those that need themselves through `allOf` and required properties, or are made of themselves. */
export function circlesIn(part: Part): readonly Circle[] {
  if (part.root === undefined) return [];
  const root: Spot = { part, node: part.root, way: undefined };
  const schemas = new Map(
    [...entriesUnder(under(root, "components", "schemas")), ...entriesUnder(under(root, "definitions"))].map(
      (it) => [it.name, it] as const,
    ),
  );
  const needs = new Map([...schemas].map(([name, it]) => [name, needsOf(it, name)] as const));
  const circles: Circle[] = [];
  const done = new Set<string>();
  for (const name of schemas.keys()) {
    const circle = done.has(name) ? undefined : circleFrom(name, needs, done);
    if (circle !== undefined) circles.push(circle);
  }
  return circles;
}

/** A walk without recursion: a chain of thousands of schemas is no reason to fall over. */
function circleFrom(start: string, needs: ReadonlyMap<string, readonly Need[]>, done: Set<string>): Circle | undefined {
  const path: { name: string; next: number }[] = [{ name: start, next: 0 }];
  const onPath = new Map([[start, 0]]);
  let found: Circle | undefined;
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const need = needs.get(top.name)?.[top.next++];
    if (need === undefined) {
      done.add(top.name);
      onPath.delete(top.name);
      path.pop();
      continue;
    }
    const at = onPath.get(need.name);
    if (at !== undefined) found ??= { names: path.slice(at).map(({ name }) => name), spot: need.spot };
    else if (!done.has(need.name) && needs.has(need.name)) {
      onPath.set(need.name, path.length);
      path.push({ name: need.name, next: 0 });
    }
  }
  return found;
}

const deepest = 20;

/** The schemas without which there is no value of this one. */
function needsOf(schema: Spot, own: string, depth = 0): readonly Need[] {
  if (depth > deepest) return [];
  const reference = schemaNamed(schema);
  if (reference !== undefined) return [reference];
  const needs: Need[] = itemsUnder(under(schema, "allOf")).flatMap((it) => needsOf(it, own, depth + 1));
  // One of several may be another than itself; a schema that names itself there is a slip all the same.
  for (const word of ["oneOf", "anyOf"])
    needs.push(
      ...itemsUnder(under(schema, word))
        .flatMap((it) => schemaNamed(it) ?? [])
        .filter(({ name }) => name === own && depth === 0),
    );
  const not = schemaNamed(under(schema, "not"));
  if (not?.name === own && depth === 0) needs.push(not);
  const required = new Set(itemsOf(resolve(under(schema, "required")?.node)).flatMap((it) => textOf(it) ?? []));
  for (const property of entriesUnder(under(schema, "properties")))
    if (required.has(property.name) && !mayBeNull(property)) needs.push(...needsOf(property, "", depth + 1));
  return needs;
}

const mayBeNull = (schema: Spot): boolean =>
  textOf(under(schema, "nullable")?.node) === "true" || typesAt(schema).includes("null") || typesAt(schema).includes("array");

function schemaNamed(schema: Spot | undefined): Need | undefined {
  const spot = under(schema, "$ref");
  const text = spot === undefined || isNull(spot.node) ? undefined : textOf(spot.node);
  const prefix = prefixes.find((it) => text?.startsWith(it));
  if (spot === undefined || text === undefined || prefix === undefined) return undefined;
  return { name: text.slice(prefix.length).replaceAll("~1", "/").replaceAll("~0", "~"), spot };
}
