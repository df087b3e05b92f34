import type { ComponentRef, DockerStage, Mark, Programs, UnitComponent, UnitFacts, UnitId } from "../model/index.ts";

/** One of several components that are made of the same code, and the files of it that it is started with, where its command says. */
export interface Sharer {
  readonly ref: ComponentRef;
  readonly programs: ReadonlySet<string> | undefined;
}

/** By unit and its key: code that more than one component is made of. The one that is called like the code stands first. */
export type Sharing = ReadonlyMap<UnitId, ReadonlyMap<string, readonly Sharer[]>>;

type Refs = ReadonlyMap<UnitId, ReadonlyMap<string, ComponentRef>>;

/**
 * Services that are built from one folder, by one Dockerfile, or that run one image, are made of one package: what its code says is
 * said of each, but for what only the others' programs reach.
 */
export function sharingOf(units: readonly UnitFacts[], refs: Refs): Sharing {
  const code = units.flatMap((unit) =>
    unit.describes
      ? unit.components.flatMap((it) => (it.faint && !it.single && marked(it, "folder").length > 0 ? [{ unit, it }] : []))
      : [],
  );
  if (code.length === 0) return new Map();
  const started = startedBy(units, refs);
  const commands = commandsOf(units, refs);
  /** Dockerfiles that build one package; a context that several packages lie in says less. */
  const builders = new Set(code.flatMap(({ it }) => marked(it, "dockerfile")));
  const found = new Map<UnitId, Map<string, readonly Sharer[]>>();
  for (const { unit, it } of code) {
    const first = refs.get(unit.unit)?.get(it.key);
    if (first === undefined) continue;
    const own = new Set(marked(it, "dockerfile"));
    const images = new Set(started.get(first)?.flatMap((one) => marked(one, "image")) ?? []);
    const others = [...started].filter(
      ([ref, those]) =>
        ref !== first && those.some((one) => isMadeOf(one, it, own, builders) || marked(one, "image").some((image) => images.has(image))),
    );
    if (others.length === 0) continue;
    const sharers = [first, ...others.map(([ref]) => ref)].map((ref) => ({
      ref,
      programs: programsOf(commands.get(ref) ?? [], it.programs),
    }));
    found.set(unit.unit, (found.get(unit.unit) ?? new Map()).set(it.key, sharers));
  }
  return found;
}

/** Whoever of them runs a place of the code: not one whose own program never gets there while another's does. */
export function runnersOf(sharers: readonly Sharer[], programs: readonly string[] | undefined): readonly ComponentRef[] {
  const reaches = (own: ReadonlySet<string> | undefined): boolean => programs?.some((it) => own?.has(it)) ?? false;
  if (!sharers.some((it) => reaches(it.programs))) return sharers.map(({ ref }) => ref);
  return sharers.flatMap((it) => (it.programs === undefined || reaches(it.programs) ? [it.ref] : []));
}

function isMadeOf(one: UnitComponent, code: UnitComponent, own: ReadonlySet<string>, builders: ReadonlySet<string>): boolean {
  const files = marked(one, "dockerfile");
  if (files.some((it) => own.has(it))) return true;
  if (files.some((it) => builders.has(it)) || (files.length > 0 && own.size > 0)) return false;
  const folders = new Set(marked(code, "folder"));
  return marked(one, "folder").some((it) => folders.has(it));
}

const marked = ({ marks = [] }: UnitComponent, kind: Mark["kind"]): readonly string[] =>
  marks.filter((it) => it.kind === kind).map(({ value }) => value);

function startedBy(units: readonly UnitFacts[], refs: Refs): ReadonlyMap<ComponentRef, readonly UnitComponent[]> {
  const found = new Map<ComponentRef, UnitComponent[]>();
  for (const unit of units) {
    if (unit.describes) continue;
    for (const it of unit.components) {
      const ref = it.standing === "inside" ? refs.get(unit.unit)?.get(it.key) : undefined;
      if (ref !== undefined) found.set(ref, [...(found.get(ref) ?? []), it]);
    }
  }
  return found;
}

/** What components are started with, by what starts them; where that says nothing, by their Dockerfile. */
function commandsOf(units: readonly UnitFacts[], refs: Refs): ReadonlyMap<ComponentRef, readonly string[]> {
  const said = new Map<ComponentRef, string[]>();
  const built = new Map<ComponentRef, string[]>();
  const put = (into: Map<ComponentRef, string[]>, ref: ComponentRef, text: string): void => {
    into.set(ref, [...(into.get(ref) ?? []), text]);
  };
  const stages = new Map<string, readonly DockerStage[]>();
  for (const unit of units) for (const it of unit.resources) if (it.kind === "dockerfile") stages.set(it.file, it.stages);
  for (const unit of units) {
    const own = refs.get(unit.unit);
    const dockerfiles = new Map(unit.components.map((it) => [it.key, marked(it, "dockerfile")]));
    for (const it of unit.resources) {
      const ref = it.component === undefined ? undefined : own?.get(it.component);
      if (it.kind !== "compose-service" || ref === undefined) continue;
      for (const text of [it.entrypoint, it.command]) if (text !== undefined && text.value !== "") put(said, ref, text.value);
      for (const file of dockerfiles.get(it.component ?? "") ?? [])
        for (const text of startIn(stages.get(file) ?? [], it.build?.target)) put(built, ref, text);
    }
  }
  return new Map([...built, ...said]);
}

function startIn(stages: readonly DockerStage[], target: string | undefined): readonly string[] {
  const stage = stages.find((it) => target !== undefined && it.name === target) ?? stages.at(-1);
  return (stage?.instructions ?? []).filter(({ name }) => name === "CMD" || name === "ENTRYPOINT").map(({ text }) => text);
}

/** The commands that decide who runs what, as far as identity has to know of them. */
export const startsIn = (unit: UnitFacts): readonly unknown[] =>
  unit.resources.flatMap((it): readonly unknown[] =>
    it.kind === "compose-service"
      ? [[it.component, it.entrypoint?.value, it.command?.value, it.build?.target]]
      : it.kind === "dockerfile"
        ? [[it.file, it.stages.map((one) => [one.name, startIn([one], undefined)])]]
        : [],
  );

/** The files that a command starts with: by path, as a module (`app.worker:app`), or through a script of the manifest. */
function programsOf(commands: readonly string[], programs: Programs | undefined): ReadonlySet<string> | undefined {
  if (programs === undefined) return undefined;
  const scripts = new Map(programs.scripts);
  const words = commands.flatMap((it) => wordsIn(it)).slice(0, 60);
  const runs = words.flatMap((it, at) => {
    const isScript =
      scripts.has(it) && words.slice(Math.max(0, at - 2), at).some((one) => /^(?:npm|yarn|pnpm|bun|run|run-script)$/.test(one));
    return isScript ? wordsIn(scripts.get(it) ?? "") : [it];
  });
  const found = new Set<string>();
  for (const word of runs) {
    const stem = stemOf(word.includes("/") || /\.[cm]?[jt]sx?$|\.py$/.test(word) ? word : word.replace(/:.*$/, "").replaceAll(".", "/"));
    if (stem === "" || !/[a-z]/i.test(stem)) continue;
    for (const file of programs.files) {
      const own = stemOf(programs.folder === "" ? file : file.slice(programs.folder.length + 1));
      if (own === stem || own.endsWith(`/${stem}`) || stem.endsWith(`/${own}`)) found.add(file);
    }
  }
  return found.size === 0 ? undefined : found;
}

const wordsIn = (command: string): readonly string[] => command.split(/[\s"'`,;|&()[\]]+/).filter((it) => it !== "" && !it.startsWith("-"));

/** A path without its ending and without the folders that builds and images put before it. */
const stemOf = (path: string): string =>
  path
    .replace(/\.[cm]?[jt]sx?$|\.py$/, "")
    .replace(/^(?:\.?\/)+/, "")
    .replace(/^(?:(?:app|usr|opt|srv|home|code|workspace|dist|build|out|lib|src)\/)+/, "")
    .replace(/\/(?:index|__main__|__init__)$/, "");
