import type { ApiOperation, ApiParameter, ApiResponse, ApiSecurity } from "../../../model/index.ts";
import { entriesOf, isSeq, itemsOf, resolve, textOf } from "../../../syntax/yaml/walk.ts";
import { entriesUnder, itemsUnder, type Parts, type Placing, type Spot, under } from "../files.ts";

/** What paths may have operations for, in OpenAPI 3.2 too. */
export const methods: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]);

/** The path items of a description, behind their references. A path stands where the description says it, whatever file goes on with it. */
export function pathItems(parts: Parts): readonly { readonly path: string; readonly said: Spot; readonly item: Spot }[] {
  const root = { part: parts.main, node: parts.main.root, way: undefined } as Spot | { node: undefined };
  if (root.node === undefined) return [];
  return entriesUnder(parts.follow(under(root as Spot, "paths"))).flatMap((said) => {
    if (!said.name.startsWith("/")) return [];
    const item = parts.follow(said);
    return item === undefined ? [] : [{ path: said.name, said, item }];
  });
}

/** One operation as it stands, with what its path says for all of them. */
export interface OperationSpot {
  readonly path: string;
  readonly method: string;
  readonly spot: Spot;
  readonly item: Spot;
}

export const operationSpots = (parts: Parts): readonly OperationSpot[] =>
  pathItems(parts).flatMap(({ path, item }) =>
    entriesUnder(item).flatMap((spot) => {
      const method = spot.name.toLowerCase();
      return methods.has(method) && resolve(spot.node)?.kind === "map" ? [{ path, method, spot, item }] : [];
    }),
  );

export function operationOf({ path, method, spot, item }: OperationSpot, parts: Parts, placing: Placing): ApiOperation {
  const name = under(spot, "operationId");
  const said = textOf(name?.node);
  const responses = under(spot, "responses");
  const security = securityAt(under(spot, "security"), placing);
  return {
    at: placing.at(spot),
    method,
    path,
    ...(name !== undefined && said !== undefined && { name: { value: said, at: placing.at(name) } }),
    ...(security !== undefined && { security }),
    parameters: parametersOf(spot, item, parts, placing),
    ...(responses !== undefined && {
      responses: { at: placing.at(responses), list: entriesUnder(responses).flatMap((it) => responseOf(it, parts, placing)) },
    }),
  };
}

/** The operation's own before those of its path, which it may say anew. */
export function parameterSpots(operation: Spot, item: Spot, parts: Parts): readonly Spot[] {
  const found = new Map<string, Spot>();
  for (const it of [...itemsUnder(under(operation, "parameters")), ...itemsUnder(under(item, "parameters"))]) {
    const at = parts.follow(it);
    const name = textOf(under(at, "name")?.node);
    if (at === undefined || name === undefined) continue;
    const key = `${textOf(under(at, "in")?.node) ?? ""} ${name}`;
    if (!found.has(key)) found.set(key, at);
  }
  return [...found.values()];
}

const parametersOf = (operation: Spot, item: Spot, parts: Parts, placing: Placing): readonly ApiParameter[] =>
  parameterSpots(operation, item, parts).map((at) => ({
    at: placing.at(at),
    name: textOf(under(at, "name")?.node) ?? "",
    in: textOf(under(at, "in")?.node) ?? "",
    types: typesOf(at, parts),
  }));

/** Of a parameter: Swagger says its type beside its name, OpenAPI in a schema. Of a list its items count. */
function typesOf(parameter: Spot, parts: Parts): readonly string[] {
  const schema = parts.follow(under(parameter, "schema")) ?? parameter;
  const types = typesAt(schema);
  if (types.includes("array")) {
    const items = parts.follow(under(schema, "items"));
    return items === undefined ? types : typesAt(items);
  }
  const choices = ["allOf", "oneOf", "anyOf"].flatMap((it) => itemsUnder(under(schema, it)));
  return types.length > 0 ? types : choices.flatMap((it) => typesAt(parts.follow(it)));
}

/** `type`, one or several. */
export function typesAt(schema: Spot | undefined): readonly string[] {
  const type = under(schema, "type")?.node;
  if (type === undefined) return [];
  return isSeq(type) ? itemsOf(type).flatMap((it) => textOf(it) ?? []) : [textOf(type) ?? ""].filter((it) => it !== "");
}

function responseOf(said: Spot & { readonly name: string }, parts: Parts, placing: Placing): readonly ApiResponse[] {
  if (said.name.startsWith("x-")) return [];
  const at = parts.follow(said);
  // What a reference that leads nowhere would say is not known, and that it leads nowhere is told elsewhere.
  const known = at !== undefined;
  const media = entriesOf(under(at, "content")?.node).length > 0 || under(at, "schema") !== undefined;
  return [
    {
      at: placing.at(said),
      code: /^\dxx$/i.test(said.name) ? said.name.toUpperCase() : said.name,
      headers: entriesUnder(under(at, "headers")).map(({ name }) => name.toLowerCase()),
      content: !known || media,
      empty: known && entriesOf(at.node).length === 0,
    },
  ];
}

export function securityAt(spot: Spot | undefined, placing: Placing): ApiSecurity | undefined {
  if (spot === undefined || !isSeq(spot.node)) return undefined;
  return {
    at: placing.at(spot),
    alternatives: itemsUnder(spot).map((it) =>
      entriesUnder(it).map(({ name, node }) => ({ scheme: name, scopes: itemsOf(node).flatMap((scope) => textOf(scope) ?? []) })),
    ),
  };
}
