import type { Problem } from "../../model/index.ts";
import { baseName, folderOf, within } from "../../syntax/paths.ts";
import { environmentIn } from "../environments.ts";
import type { Library } from "../unit.ts";
import { checkReferences } from "./check.ts";
import type { ComposeUnit } from "./discover.ts";
import { envFilesOf, environmentOf } from "./environment.ts";
import { filesModel } from "./files.ts";
import { type Loading, openLoading } from "./loading.ts";
import type { Draft, Model } from "./model.ts";
import { nameOf } from "./name.ts";
import { reader } from "./nodes.ts";
import type { Plan } from "./plans.ts";
import { profileNames, running } from "./profiles.ts";
import type { Entry, MapNode, Project, Service } from "./project.ts";
import { type Section, sections } from "./shapes.ts";
import { noVariables, profilesIn, type Variables, variablesOf } from "./variables.ts";
import { isWorkbench } from "./workbench.ts";

/** Of a project with dozens of profiles the first ones are shown. */
const mostProfiles = 12;
/** The same for its files. */
const mostPlans = 40;

/**
 * The variants of a unit, the one that `docker compose up` starts first: its files with their overrides, further combinations of
 * files, and one for every profile that adds services. Places are shared, and each problem is told once, by the first that has it.
 */
export function projectsOf(unit: ComposeUnit, library: Library): readonly Project[] {
  const loading = openLoading(library);
  const shown = new Set<string>();
  const projects = unit.plans.slice(0, mostPlans).flatMap((plan) => projectsIn(plan, loading, shown));
  const [first, ...others] = projects;
  if (first === undefined || unit.plans.length <= mostPlans) return projects;
  const message = `This project can be started from ${unit.plans.length} combinations of files; ${mostPlans} of them are shown.`;
  const problem: Problem = { message, file: first.files[0] ?? "", severity: "note", reader };
  return [{ ...first, problems: [...first.problems, problem] }, ...others];
}

function projectsIn(plan: Plan, loading: Loading, shown: Set<string>): readonly Project[] {
  const before = loading.problems.length;
  const loaded = load(plan, loading);
  const names = profileNames(loaded.model.services);
  const fresh = names.filter((it) => !shown.has(it));
  const projects: Project[] = [];
  const active = plan.main ? profilesIn(loaded.variables) : [];
  const plain = project(plan, loaded, active, loading);
  // With a profile on every service, plain `up` starts nothing: nobody wants to see that.
  if (plain.services.size > 0 || fresh.length === 0) projects.push(plain);
  for (const name of fresh.filter((it) => !active.includes(it)).slice(0, mostProfiles - shown.size)) {
    const profiles = [...active, name];
    const variant = project(plan, loaded, profiles, loading);
    if (variant.services.size > plain.services.size) projects.push(variant);
    shown.add(name);
  }
  const problems = loading.problems.slice(before);
  return projects.map((it, index) => (index === 0 ? { ...it, problems } : it));
}

interface Loaded {
  readonly model: Model;
  readonly variables: Variables;
  readonly files: readonly string[];
  /** Every file that belongs to it was read. */
  readonly isWhole: boolean;
  readonly folder: string;
  readonly name: string;
  readonly nameReason: string;
}

function load(plan: Plan, loading: Loading): Loaded {
  const [first = ""] = plan.files;
  const folder = folderOf(first);
  const beside = within(folder, ".env") ?? ".env";
  const ofProject = variablesOf([beside], noVariables, loading.envFiles);
  const named = nameOf(plan.files, ofProject, beside, loading);
  const values = new Map(ofProject.values).set("COMPOSE_PROJECT_NAME", named.name);
  const variables = { values, hasFile: ofProject.hasFile };
  const used = new Set<string>();
  const gaps = new Set<string>();
  const model = filesModel(plan.files, { folder, variables, chain: plan.files, used, gaps }, loading);
  return {
    model,
    variables,
    files: [...used],
    isWhole: gaps.size === 0 && !plan.incomplete,
    folder,
    name: named.name,
    nameReason: named.reason,
  };
}

function project(plan: Plan, loaded: Loaded, profiles: readonly string[], loading: Loading): Project {
  const { model, files, isWhole, folder, name, nameReason } = loaded;
  const drafts = running(model.services, profiles);
  const services = new Map(drafts.map((it) => [it.name, serviceOf(it, loading)]));
  if (isWhole) checkReferences(services, model, loading);
  const section = (it: Section): ReadonlyMap<string, Entry> =>
    new Map([...model.others[it]].map(([key, entry]) => [key, { name: key, at: entry.at, value: entry.value, folder: entry.folder }]));
  const base = plan.files.join("+");
  return {
    id: profiles.length === 0 ? base : `${base}?${profiles.join(",")}`,
    name,
    nameReason,
    folder,
    files,
    profiles,
    environment: environmentFor(plan, profiles),
    title: titleOf(plan, profiles),
    services,
    ...(Object.fromEntries(sections.map((it) => [it, section(it)])) as Record<Section, ReadonlyMap<string, Entry>>),
    problems: [],
    places: loading.places,
  };
}

function serviceOf(draft: Draft, loading: Loading): Service {
  const value = draft.value as MapNode;
  const envFiles = envFilesOf(value).flatMap(({ path, required, format, at, templated }) => {
    const file = templated ? undefined : within(draft.folder, path);
    if (file !== undefined && loading.library.text(file) !== undefined) return [{ path: file, format }];
    // Env files are often kept out of version control: to miss one here does not mean that it is missing where it runs.
    if (required && !templated) loading.say("note", `The env file ${path} is not there: what it sets is not known.`, at);
    return [];
  });
  const environment = environmentOf(value, envFiles, draft.variables, loading.envFiles, loading.places);
  const { name, at, folder, definitions } = draft;
  return { name, at, folder, definitions, value, environment };
}

function environmentFor(plan: Plan, profiles: readonly string[]): string | undefined {
  if (plan.files.some(isWorkbench)) return "development";
  const words = [...profiles.toReversed(), ...plan.files.toReversed().map(baseName)];
  return words.map(environmentIn).find((it) => it !== undefined);
}

function titleOf(plan: Plan, profiles: readonly string[]): string {
  const [first = "", ...others] = plan.files;
  const folder = folderOf(first);
  const names = others.map((it) => (folderOf(it) === folder ? baseName(it) : it));
  const files = names.length === 0 ? first : `${first} with ${names.join(", ")}`;
  if (profiles.length === 0) return files;
  return `${files}, profile${profiles.length === 1 ? "" : "s"} ${profiles.join(", ")}`;
}
