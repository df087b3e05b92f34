import type { ComposeOutline } from "../../readers/compose-outline.ts";
import { baseName } from "../../syntax/paths.ts";
import { environmentIn } from "../environments.ts";
import { baseNames, overrideNames, type World } from "./closure.ts";

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
  const isOneProject = members.length <= mostOfOneProject;
  const left = new Set([...members].sort((a, b) => rank(a, world) - rank(b, world)));
  const defining = isOneProject ? undefined : byService(members, world);
  while (left.size > 0) {
    const files = mainFiles(folder, left, projects.length === 0 ? chosen : undefined);
    for (const it of files) left.delete(it);
    const related =
      defining === undefined ? left : files.flatMap((file) => servicesOf(file, world).flatMap((it) => defining.get(it) ?? []));
    const plans = projectOf(files, [...new Set(related)].filter((it) => left.has(it)).sort(), isOneProject, world);
    for (const it of plans.flatMap((plan) => plan.files)) left.delete(it);
    projects.push(plans);
  }
  return projects;
}

const servicesOf = (file: string, world: World): readonly string[] => world.files.get(file)?.services.map((it) => it.name) ?? [];

/** Files by the services they define: in a large folder only those that share one are compared. */
function byService(members: readonly string[], world: World): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>();
  for (const file of members) {
    for (const name of servicesOf(file, world)) {
      const list = files.get(name);
      if (list === undefined) files.set(name, [file]);
      else list.push(file);
    }
  }
  return files;
}

function mainFiles(folder: string, left: ReadonlySet<string>, chosen: readonly string[] | undefined): readonly string[] {
  const [first] = chosen ?? [];
  if (chosen !== undefined && first !== undefined && left.has(first)) return chosen;
  const named = (names: readonly string[]): string | undefined =>
    names.map((it) => (folder === "" ? it : `${folder}/${it}`)).find((it) => left.has(it));
  const base = named(baseNames);
  if (base === undefined) return [...left].slice(0, 1);
  const override = named(overrideNames);
  return override === undefined ? [base] : [base, override];
}

const environments = [undefined, "production", "staging", "development", "test"];

function rank(file: string, world: World): number {
  const alone = world.files.get(file)?.standsAlone === true;
  return (alone ? 0 : environments.length) + environments.indexOf(environmentIn(baseName(file)));
}

function projectOf(files: readonly string[], rest: readonly string[], isOneProject: boolean, world: World): Plan[] {
  const outlines = files.flatMap((it) => world.files.get(it) ?? []);
  const services = new Map<string, boolean>();
  for (const it of outlines.flatMap((outline) => outline.services)) services.set(it.name, it.runnable || services.get(it.name) === true);
  const isComplete = [...services.values()].every((it) => it);
  const plans: Plan[] = [{ files, main: true, incomplete: !isComplete }];
  const [base = ""] = files;
  if (files.length > 1 && world.files.get(base)?.standsAlone === true) plans.push({ files: [base], main: false, incomplete: false });
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
    if (place === "alone") plans.push({ files: [file], main: false, incomplete: false });
    else if (place === "over")
      plans.push({ files: [base, file], main: false, incomplete: !outline.services.every((it) => it.runnable || services.has(it.name)) });
  }
  return plans;
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
