import { tellings } from "../../knowledge/code/index.ts";
import type { Told } from "../../readers/code/facts.ts";
import type { Value } from "../../syntax/source/value.ts";
import { follow, textOf } from "./follow.ts";
import type { World } from "./world.ts";

/** A route that the code serves: `GET`, `/tickets/{id}`. */
export interface Route {
  readonly name: string;
  readonly file: string;
  readonly told: Told;
}

const most = 2000;
const deepest = 4;

/** What is mounted where: the files whose routes are meant, and the router of theirs (`undefined` = whichever). */
interface Mount {
  readonly prefixes: readonly string[];
  readonly files: readonly string[];
  readonly router: string | undefined;
  readonly file: string;
  readonly on: string;
}

const bases = new Map(
  tellings.flatMap((it) =>
    it.tells === "base" ? [...it.languages].flatMap((language) => [...it.names].map((name) => [`${language}/${name}`, it] as const)) : [],
  ),
);

/** The routes of a package, with everything that is said before them: classes, groups, routers that are mounted. */
export function routesOf(world: World): readonly Route[] {
  const found: Route[] = [];
  const mounts: Mount[] = [];
  for (const [file, { told }] of world.files)
    for (const it of told)
      if (it.target !== undefined && tellings[it.row]?.tells === "mount") mounts.push(mountOf(it, it.target, file, world));
  for (const [file, { told }] of world.files) {
    for (const it of told) {
      const row = tellings[it.row];
      if (row?.tells !== "route" || found.length >= most) continue;
      const here = { file, within: it.within };
      const own = it.values.length === 0 ? [""] : it.values.flatMap((value) => follow(value, here, world).map(textOf)).slice(0, 2);
      const under = it.under.map((value) => follow(value, here, world).map(textOf)[0] ?? "");
      const before = prefixesOf(file, receiver(it.what), it.within, mounts, world, 0);
      for (const prefix of before)
        for (const path of own)
          for (const name of namesFor(it.verb ?? "ANY", [prefix, ...under, path])) found.push({ name, file, told: it });
    }
  }
  return found;
}

const receiver = (what: string): string => (what.startsWith("@") || !what.includes(".") ? "" : what.slice(0, what.lastIndexOf(".")));

function mountOf(told: Told, target: Value, file: string, world: World): Mount {
  const here = { file, within: told.within };
  const own = told.values.length === 0 ? [""] : told.values.flatMap((value) => follow(value, here, world).map(textOf)).slice(0, 2);
  const under = told.under.map((value) => follow(value, here, world).map(textOf)[0] ?? "");
  return {
    prefixes: own.map((it) => joined([...under, it === "{}" ? "" : it])),
    file,
    on: receiver(told.what),
    ...aimOf(target, file, world),
  };
}

/** Which router a value is: one of this file, or whatever an imported file hands out. */
function aimOf(target: Value, file: string, world: World): Pick<Mount, "files" | "router"> {
  const language = world.files.get(file)?.language;
  if (target.is === "call") {
    const [first] = target.args;
    if (/^(?:require|import)$/.test(target.path) && first?.is === "text")
      return { files: world.imported(file, first.text), router: undefined };
    if (/(?:^|\.)include$/.test(target.path)) {
      const module =
        first?.is === "text" ? first.text : first?.is === "list" && first.items[0]?.is === "text" ? first.items[0].text : undefined;
      const end = module === undefined ? undefined : `${module.replaceAll(".", "/")}.py`;
      return {
        files: end === undefined ? [] : [...world.files.keys()].filter((it) => it === end || it.endsWith(`/${end}`)),
        router: undefined,
      };
    }
    // `orders.routes()`, `ordersRouter()`: what the call comes from.
    const name = target.path.replace(/\.(?:routes|middleware|router|handler)$/, "");
    const own = [...world.files].filter(([, facts]) => facts.functions.some((it) => it.name === name.slice(name.lastIndexOf(".") + 1)));
    if (name !== target.path || own.length === 0) return aimOf({ is: "name", path: name }, file, world);
    return { files: own.length === 1 ? own.map(([it]) => it) : [], router: undefined };
  }
  if (target.is !== "name") return { files: [], router: undefined };
  const [first = "", ...rest] = target.path.split(".");
  for (const { module, names } of world.files.get(file)?.imports ?? []) {
    const original = names.get(first);
    if (original === undefined) continue;
    const files = language === "python" ? world.imported(file, `${module}.${original}`) : [];
    if (files.length > 0) return { files, router: rest.join(".") || undefined };
    const name = original === "*" || original === "default" ? rest.join(".") : [original, ...rest].join(".");
    return { files: world.imported(file, module), router: name === "" || language === "javascript" ? undefined : name };
  }
  return { files: [file], router: target.path };
}

/** What stands before the routes of a router: as it is made, and where it is mounted. */
function prefixesOf(
  file: string,
  router: string,
  within: number,
  mounts: readonly Mount[],
  world: World,
  depth: number,
): readonly string[] {
  if (depth > deepest) return [""];
  const language = world.files.get(file)?.language ?? "";
  const made = world
    .definitions(file, router.replace(/^(?:this|self)\./, ""))
    .find((it) => it.value.is === "call" && bases.has(`${language}/${it.value.path.slice(it.value.path.lastIndexOf(".") + 1)}`));
  let own = "";
  let outer: readonly string[] = [""];
  if (made?.value.is === "call") {
    const { path, args, named } = made.value;
    const row = bases.get(`${language}/${path.slice(path.lastIndexOf(".") + 1)}`);
    const value = row?.args.flatMap((it) =>
      typeof it === "number" ? (args[it] ?? []) : (named.find(([name]) => name === it)?.[1] ?? []),
    )[0];
    if (value !== undefined && value.is !== "record") own = follow(value, { file, within: made.within }, world).map(textOf)[0] ?? "";
    const from = receiver(path);
    if (from !== "" && from !== router) outer = prefixesOf(file, from, within, mounts, world, depth + 1);
  }
  const mounted = mounts.filter(
    (it) =>
      it.files.includes(file) &&
      (it.router === undefined ? it.file !== file : it.router === router) &&
      !(it.file === file && it.on === router),
  );
  const before = mounted
    .slice(0, 3)
    .flatMap((it) =>
      prefixesOf(it.file, it.on, -1, mounts, world, depth + 1).flatMap((prefix) => it.prefixes.map((one) => joined([prefix, one]))),
    );
  const all = before.length > 0 ? before : [""];
  return [...new Set(all.flatMap((mount) => outer.map((it) => joined([mount, it, own]))))].slice(0, 4);
}

/** A prefix that only a run would tell is left out: what comes behind it is known. */
const joined = (parts: readonly string[]): string =>
  parts.filter((it, at) => it !== "" && (it !== "{}" || at === parts.length - 1)).join("/");

/** `GET /tickets/{id}`; of Rails' `resources` all that it makes. */
function namesFor(verb: string, parts: readonly string[]): readonly string[] {
  const whole = joined(parts);
  // Go's `GET /tickets`.
  const said = /^(?:.*\/)?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\/.*)$/.exec(whole);
  const path = pathOf(said === null ? whole : `${parts.slice(0, -1).join("/")}${said[2] ?? ""}`);
  if (path === undefined) return [];
  if (verb === "REST") return [`GET ${path}`, `POST ${path}`, `GET ${path}/{id}`, `PATCH ${path}/{id}`, `DELETE ${path}/{id}`];
  return [`${said?.[1] ?? verb} ${path}`];
}

/** A path as contracts write it: parameters in braces, one slash between parts. */
function pathOf(text: string): string | undefined {
  if (/[\s"'`]|^https?:/.test(text) || text.length > 300) return undefined;
  const plain = text
    .replace(/\(\?P?<(\w+)>[^()]*\)/g, "{$1}")
    .replace(/[$^]/g, "")
    .replace(/<(?:\w+:)?(\w+)>/g, "{$1}")
    .replace(/\{(\w+)(?::[^{}]*|\?)\}/g, "{$1}")
    .replace(/(^|\/):(\w+)(?:\([^()]*\))?[?*+]?/g, "$1{$2}");
  const path = `/${plain}`.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");
  return path === "/{}" ? undefined : path;
}
