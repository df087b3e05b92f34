import type { ApiDescription } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about, listed, many } from "./descriptions.ts";

export const apiPathAmbiguous = rule({
  id: "api-path-ambiguous",
  title: "An address belongs to one path",
  why: "Which of two paths answers depends on the router, and on the order in which the routes were added: a new release, or another gateway, and calls go elsewhere.",
  remedy: "One path with one name for its parameter; or a word that tells them apart before what is variable.",
  silent:
    "A fixed word beside a parameter (`/users/me`, `/users/{id}`): the fixed one is taken first, by the specification. Paths that only cross (`/a/{x}/c`, `/a/b/{y}`) are a note.",
  area: "reliability",
  covers: ["api-path-ambiguous"],
  sources: ["https://spec.openapis.org/oas/v3.1.1.html#path-templating-matching"],
  default: true,
  scope: "resource:api-description",
  messages: {
    same: "{paths} of {api} are the same path: only the names of their parameters differ.",
    cross: "{paths} of {api} match the same addresses.",
  },
  severity: () => "warning",
  *check(description) {
    const groups = new Map<string, Path[]>();
    for (const it of description.paths) {
      const path = split(it);
      const key = path.steps.join("/");
      groups.set(key, [...(groups.get(key) ?? []), path]);
    }
    for (const [key, same] of groups) {
      const at = same.map((it) => it.at);
      if (same.length > 1 && many(at)) yield about(description, "same", key, at, { paths: listed(same.map((it) => it.path)) });
    }
    const pairs = crossing([...groups.values()].flatMap(([first]) => first ?? []));
    const at = [...new Set(pairs.flatMap(([one, other]) => [one.at, other.at]))];
    if (many(at))
      yield about(
        description,
        "cross",
        "cross",
        at,
        { paths: listed(pairs.map(([one, other]) => `${one.path} and ${other.path}`)) },
        { severity: "note", because: "Most routers take the one that was said first." },
      );
  },
  good: [
    {
      title: "A fixed word beside a parameter",
      files: {
        "openapi.yaml":
          'openapi: 3.0.3\ninfo: { title: Users, version: "1" }\npaths:\n  /users/{id}: {}\n  /users/me: {}\n  /user/{id}: {}\n  /users/{id}/pets: {}\n',
      },
    },
  ],
  bad: [
    {
      title: "Only another name",
      files: { "openapi.yaml": 'openapi: 3.0.3\ninfo: { title: Users, version: "1" }\npaths:\n  /users/{id}: {}\n  /users/{name}: {}\n' },
      says: ["/users/{id}, /users/{name} of Users are the same path: only the names of their parameters differ."],
    },
    {
      title: "Paths that cross",
      files: { "openapi.yaml": 'openapi: 3.0.3\ninfo: { title: Users, version: "1" }\npaths:\n  /{kind}/mine: {}\n  /books/{id}: {}\n' },
      says: ["/{kind}/mine and /books/{id} of Users match the same addresses."],
    },
  ],
});

type Path = ApiDescription["paths"][number] & { readonly steps: readonly string[] };

/** What is variable is `{}`, whatever it is called; of a step that is partly variable the fixed rest stays. */
const split = (it: ApiDescription["paths"][number]): Path => ({
  ...it,
  steps: it.path
    .replace(/\/$/, "")
    .split("/")
    .map((step) => step.replace(/\{[^{}]{0,200}\}/g, "{}")),
});

/** How many pairs are looked at: paths of the same length, which only descriptions of machines have by the thousand. */
const mostPairs = 200_000;
const mostShown = 10;

function crossing(paths: readonly Path[]): readonly (readonly [Path, Path])[] {
  const byLength = new Map<number, Path[]>();
  for (const it of paths) byLength.set(it.steps.length, [...(byLength.get(it.steps.length) ?? []), it]);
  const found: (readonly [Path, Path])[] = [];
  let pairs = 0;
  for (const same of byLength.values())
    for (const [index, one] of same.entries())
      for (let at = index + 1; at < same.length; at++) {
        const other = same[at];
        if (++pairs > mostPairs || found.length >= mostShown) return found;
        if (other !== undefined && cross(one.steps, other.steps)) found.push([one, other]);
      }
  return found;
}

/** Every step agrees, and each of the two is the more special one somewhere. */
function cross(one: readonly string[], other: readonly string[]): boolean {
  let [left, right] = [false, false];
  for (const [index, step] of one.entries()) {
    const its = other[index];
    if (step === its) continue;
    if (its === "{}") left = true;
    else if (step === "{}") right = true;
    else return false;
  }
  return left && right;
}
