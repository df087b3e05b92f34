import type { ComposeOutline } from "../../readers/compose-outline.ts";
import { baseName } from "../../syntax/paths.ts";
import { baseNames, overrideNames, type World } from "./closure.ts";
import { environmentIn } from "./words.ts";

/** Files that are started together. */
export interface Plan {
  /** As behind `-f`, in order. */
  readonly files: readonly string[];
  /** What plain `docker compose up` starts. */
  readonly main: boolean;
  /** An override whose base is not to be found: what it refers to may well be there. */
  readonly incomplete: boolean;
}

/** A folder with more Compose files than this is a collection: only what belongs together by content is one project. */
const mostOfOneProject = 12;

/**
 * The projects of one folder, each as what is started together.
 *
 * The base is what COMPOSE_FILE names or Compose finds by itself (with its override file, if there is one); without such a file
 * it is one that can be started alone, one of no particular environment first, then production. Another file
 * - is a project of its own if it can be started alone and has another `name:`, or shares no service with the base and its name
 *   does not say that it belongs to it;
 * - stands alone, as a variant, if it can be started alone and has at least half of the base's services, or none;
 * - overrides the base otherwise: it lacks what its services need, or speaks of a few of the base's services.
 */
export function grouped(folder: string, members: readonly string[], world: World): readonly (readonly Plan[])[] {
  const projects: Plan[][] = [];
  const chosen = world.chosen(folder)?.filter((it) => world.files.has(it));
  let left = members;
  while (left.length > 0) {
    const files = mainFiles(left, projects.length === 0 ? chosen : undefined, world);
    const { plans, others } = projectOf(
      files,
      left.filter((it) => !files.includes(it)),
      members.length <= mostOfOneProject,
      world,
    );
    projects.push(plans);
    left = others;
  }
  return projects;
}

function mainFiles(left: readonly string[], chosen: readonly string[] | undefined, world: World): readonly string[] {
  const [first] = chosen ?? [];
  if (chosen !== undefined && first !== undefined && left.includes(first)) return chosen;
  const named = (names: readonly string[]): string | undefined => {
    const name = names.find((it) => left.some((file) => baseName(file) === it));
    return left.find((file) => baseName(file) === name);
  };
  const base = named(baseNames);
  if (base === undefined) return [[...left].sort((a, b) => rank(a, world) - rank(b, world))[0] ?? ""];
  const override = named(overrideNames);
  return override === undefined ? [base] : [base, override];
}

const environments = [undefined, "production", "staging", "development", "test"];

function rank(file: string, world: World): number {
  const alone = world.files.get(file)?.standsAlone === true;
  return (alone ? 0 : environments.length) + environments.indexOf(environmentIn(baseName(file)));
}

function projectOf(
  files: readonly string[],
  rest: readonly string[],
  isOneProject: boolean,
  world: World,
): { readonly plans: Plan[]; readonly others: readonly string[] } {
  const outlines = files.flatMap((it) => world.files.get(it) ?? []);
  const services = new Map<string, boolean>();
  for (const it of outlines.flatMap((outline) => outline.services)) services.set(it.name, it.runnable || services.get(it.name) === true);
  const isComplete = [...services.values()].every((it) => it);
  const plans: Plan[] = [{ files, main: true, incomplete: !isComplete }];
  const [base = ""] = files;
  if (files.length > 1 && world.files.get(base)?.standsAlone === true) plans.push({ files: [base], main: false, incomplete: false });
  const others: string[] = [];
  for (const file of rest) {
    const outline = world.files.get(file);
    if (outline === undefined) continue;
    const place = placeOf(
      file,
      outline,
      services,
      outlines.map((it) => it.name).findLast((it) => it !== undefined),
      isOneProject,
    );
    if (place === "apart") others.push(file);
    else if (place === "alone") plans.push({ files: [file], main: false, incomplete: false });
    else
      plans.push({ files: [base, file], main: false, incomplete: !outline.services.every((it) => it.runnable || services.has(it.name)) });
  }
  return { plans, others };
}

function placeOf(
  file: string,
  outline: ComposeOutline,
  services: ReadonlyMap<string, boolean>,
  name: string | undefined,
  isOneProject: boolean,
): "apart" | "alone" | "over" {
  const shared = outline.services.filter((it) => services.has(it.name)).length;
  if (outline.standsAlone) {
    if (outline.name !== undefined && outline.name !== name) return "apart";
    if (shared === 0) return belongsByName(file) && isOneProject ? "alone" : "apart";
    return shared * 2 >= services.size ? "alone" : "over";
  }
  return shared > 0 || isOneProject ? "over" : "apart";
}

/** `docker-compose.monitoring.yml`, `local.yml`. */
const belongsByName = (file: string): boolean =>
  /^(?:docker-?)?compose[._-]|[._-](?:docker-)?compose\./i.test(baseName(file)) || environmentIn(baseName(file)) !== undefined;
