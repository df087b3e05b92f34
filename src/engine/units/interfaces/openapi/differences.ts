import type { ContractChange, ContractDifference } from "../../../model/index.ts";
import { resolve, textOf } from "../../../syntax/yaml/walk.ts";
import { entriesUnder, type Parts, type Placing, type Spot, under } from "../files.ts";
import { type OperationSpot, operationSpots, parameterSpots, securityAt } from "./operations.ts";
import { compareSchemas } from "./schemas.ts";

/** Takes note of one difference. */
export type Add = (kind: ContractChange, at: Spot, subject: string, more?: { readonly from?: string; readonly to?: string }) => void;

/** Nobody reads more than this about one description; and a description that was written anew differs in everything. */
const mostDifferences = 200;

/** What is another in a description than it was. */
export function apiDifferences(before: Parts, now: Parts, placing: Placing): readonly ContractDifference[] {
  const found: ContractDifference[] = [];
  const add: Add = (kind, at, subject, more = {}) => {
    if (found.length < mostDifferences) found.push({ kind, at: placing.at(at), subject, ...more });
  };
  const root = { part: now.main, node: now.main.root, way: undefined } as Spot;
  const operations = new Map(operationSpots(now).map((it) => [keyOf(it), it]));
  const paths = new Map(operationSpots(now).map((it) => [bare(it.path), it.item]));
  const schemas = { request: compareSchemas("request", before, now, add), response: compareSchemas("response", before, now, add) };
  for (const was of operationSpots(before)) {
    const name = `${was.method.toUpperCase()} ${was.path}`;
    const is = operations.get(keyOf(was));
    if (is === undefined) {
      const deprecated = textOf(under(was.spot, "deprecated")?.node) === "true";
      add("operation removed", paths.get(bare(was.path)) ?? under(root, "paths") ?? root, name, deprecated ? { from: "deprecated" } : {});
      continue;
    }
    compareParameters(name, was, is, before, now, add, schemas.request);
    compareBodies(name, was, is, before, now, add, schemas.request);
    compareResponses(name, was, is, before, now, add, schemas.response);
    const open = (it: OperationSpot, parts: Parts): boolean => !isSecured(it, parts, placing);
    if (open(was, before) && !open(is, now)) add("security added", under(is.spot, "security") ?? is.spot, name);
  }
  return found;
}

type Compare = (was: Spot | undefined, is: Spot | undefined, subject: string) => void;

/** Names of what is variable are nobody's business but the server's. */
const bare = (path: string): string => path.replace(/\{[^{}]{0,200}\}/g, "{}").replace(/(.)\/$/, "$1");
const keyOf = ({ method, path }: OperationSpot): string => `${method} ${bare(path)}`;

function isSecured({ spot }: OperationSpot, parts: Parts, placing: Placing): boolean {
  const root = { part: parts.main, node: parts.main.root, way: undefined } as Spot;
  const security = securityAt(under(spot, "security") ?? under(root, "security"), placing);
  return security?.alternatives.some((it) => it.length > 0) === true && !security.alternatives.some((it) => it.length === 0);
}

function compareParameters(
  name: string,
  was: OperationSpot,
  is: OperationSpot,
  before: Parts,
  now: Parts,
  add: Add,
  compare: Compare,
): void {
  const said = (it: OperationSpot, parts: Parts): ReadonlyMap<string, Spot> =>
    new Map(
      parameterSpots(it.spot, it.item, parts)
        .filter((at) => textOf(under(at, "in")?.node) !== "body")
        .map((at) => [parameterKey(at, it), at]),
    );
  const [old, fresh] = [said(was, before), said(is, now)];
  for (const [key, at] of fresh) {
    const previous = old.get(key);
    const subject = `${name}: ${textOf(under(at, "in")?.node) ?? ""} ${textOf(under(at, "name")?.node) ?? ""}`;
    const required = isTrue(at, "required") && !hasDefault(at, now);
    if (previous === undefined) {
      if (required && !key.startsWith("path ")) add("parameter added, required", at, subject);
      continue;
    }
    if (required && !isTrue(previous, "required") && !key.startsWith("path "))
      add("parameter required", under(at, "required") ?? at, subject);
    compare(under(previous, "schema") ?? previous, under(at, "schema") ?? at, subject);
  }
  for (const [key, at] of old)
    if (!fresh.has(key) && !key.startsWith("path "))
      add("parameter removed", is.spot, `${name}: ${textOf(under(at, "in")?.node) ?? ""} ${textOf(under(at, "name")?.node) ?? ""}`);
}

/** What stands in the path is known by its place there. */
function parameterKey(at: Spot, { path }: OperationSpot): string {
  const name = textOf(under(at, "name")?.node) ?? "";
  const place = textOf(under(at, "in")?.node) ?? "";
  if (place !== "path") return `${place} ${place === "header" ? name.toLowerCase() : name}`;
  return `path ${path.split(/[{}]/).indexOf(name)}`;
}

const isTrue = (spot: Spot | undefined, key: string): boolean => textOf(under(spot, key)?.node) === "true";
const hasDefault = (parameter: Spot, parts: Parts): boolean =>
  under(parameter, "default") !== undefined || under(parts.follow(under(parameter, "schema")), "default") !== undefined;

/** OpenAPI's `requestBody`; Swagger's parameter in the body. */
function bodyOf({ spot, item }: OperationSpot, parts: Parts): Spot | undefined {
  const body = parts.follow(under(spot, "requestBody"));
  return body ?? parameterSpots(spot, item, parts).find((at) => textOf(under(at, "in")?.node) === "body");
}

function compareBodies(name: string, was: OperationSpot, is: OperationSpot, before: Parts, now: Parts, add: Add, compare: Compare): void {
  const [old, fresh] = [bodyOf(was, before), bodyOf(is, now)];
  if (fresh === undefined) return;
  if (isTrue(fresh, "required") && !isTrue(old, "required")) add("body required", fresh, name);
  if (old !== undefined) compareMedia(`${name} request`, old, fresh, "body media type removed", add, compare);
}

function compareResponses(
  name: string,
  was: OperationSpot,
  is: OperationSpot,
  before: Parts,
  now: Parts,
  add: Add,
  compare: Compare,
): void {
  const responses = under(is.spot, "responses");
  const fresh = new Map(entriesUnder(responses).map((it) => [it.name.toUpperCase(), it]));
  for (const said of entriesUnder(under(was.spot, "responses"))) {
    const [old, next] = [before.follow(said), now.follow(fresh.get(said.name.toUpperCase()))];
    if (next !== undefined && old !== undefined)
      compareMedia(`${name} response ${said.name}`, old, next, "response media type removed", add, compare);
    else if (/^2/.test(said.name) && !fresh.has("2XX") && fresh.get(said.name.toUpperCase()) === undefined)
      add("response removed", responses ?? is.spot, `${name} response ${said.name}`);
  }
}

/** Of each media type its schema; Swagger has one schema for all. */
function compareMedia(subject: string, was: Spot, is: Spot, removed: ContractChange, add: Add, compare: Compare): void {
  if (under(was, "schema") !== undefined || under(is, "schema") !== undefined) compare(under(was, "schema"), under(is, "schema"), subject);
  const fresh = new Map(entriesUnder(under(is, "content")).map((it) => [it.name.toLowerCase(), it]));
  const all = entriesUnder(under(was, "content"));
  for (const it of all) {
    const next = fresh.get(it.name.toLowerCase());
    if (next === undefined) {
      if (fresh.size > 0 && ![...fresh.keys()].some((one) => covers(one, it.name.toLowerCase())))
        add(removed, under(is, "content") ?? is, subject, { from: it.name });
    } else compare(under(it, "schema"), under(next, "schema"), subject);
  }
  if (all.length > 0 && resolve(under(is, "content")?.node) === undefined)
    add(removed, is, subject, { from: all.map(({ name }) => name).join(", ") });
}

/** A range, or the same type with parameters. */
const covers = (range: string, type: string): boolean =>
  range === "*/*" || (range.endsWith("/*") && type.startsWith(range.slice(0, -1))) || range.split(";")[0] === type.split(";")[0];
