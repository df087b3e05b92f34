import type { ChartDependency, ChartFile } from "../../readers/helm/chart.ts";
import type { ValuesFile } from "../../readers/helm/values.ts";
import { baseName, folderOf, within } from "../../syntax/paths.ts";
import { meetsConstraint } from "../../syntax/semver.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { Library } from "../unit.ts";

/** A chart and the charts it brings, by path: what a unit remembers of them. */
export interface Chart {
  readonly folder: string;
  readonly file: string;
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
  readonly library: boolean;
  readonly values: string | undefined;
  /** In the order of their paths. */
  readonly templates: readonly string[];
  readonly parts: readonly Part[];
}

/** A chart that another one brings. */
export interface Part {
  /** As its parent's values call it. */
  readonly name: string;
  /** `undefined` = it is not in the workspace. */
  readonly chart: Chart | undefined;
  /** How it is declared, and in which file; `undefined` = it only lies in `charts/`. */
  readonly declared: (ChartDependency & { readonly file: string }) | undefined;
}

/** All charts of a workspace. */
export interface Charts {
  /** By folder. */
  at(folder: string): Chart | undefined;
  /** Those that are installed by themselves: no libraries, no parts of others. */
  readonly roots: readonly Chart[];
  readonly all: readonly Chart[];
}

/** How deep charts may bring charts. */
const deepest = 8;

export function chartsIn(library: Library): Charts {
  const files = new Map<string, { path: string; body: ChartFile }>();
  const older = new Map<string, { path: string; body: ChartFile }>();
  for (const { file, body } of library.of("helm-chart"))
    (baseName(file).startsWith("Chart") ? files : older).set(folderOf(file), { path: file, body: body as ChartFile });
  const templates = templatesByChart(library, (folder) => files.has(folder));
  const inside = new Map<string, string[]>();
  const byName = new Map<string, string[]>();
  for (const [folder, { body }] of files) {
    const parent = folderOf(folder);
    if (baseName(parent) === "charts") inside.set(folderOf(parent), [...(inside.get(folderOf(parent)) ?? []), folder]);
    byName.set(body.name, [...(byName.get(body.name) ?? []), folder]);
  }
  const parts = new Set<string>();
  const known = new Map<string, Chart>();

  /** Where a declared chart lies: beside its parent, in `charts/`, at its path, else the workspace's one of that name and version. */
  const found = (folder: string, { name, version, repository }: ChartDependency): string | undefined => {
    const own = (inside.get(folder) ?? []).find((it) => files.get(it)?.body.name === name || baseName(it) === name);
    if (own !== undefined) return own;
    const path = /^file:\/\/(.+)$/.exec(repository)?.[1];
    const there = path === undefined ? undefined : within(folder, path);
    if (there !== undefined && files.has(there)) {
      parts.add(there);
      return there;
    }
    const candidates = (byName.get(name) ?? []).filter((it) => it !== folder && !it.startsWith(`${folder}/`));
    const fits = candidates.filter((it) => version === "" || meetsConstraint(version, files.get(it)?.body.version ?? "") === true);
    return fits.length === 1 ? fits[0] : undefined;
  };

  const make = (folder: string, depth: number): Chart | undefined => {
    const file = files.get(folder);
    const before = known.get(folder);
    if (before !== undefined || file === undefined || depth > deepest) return before;
    const { body, path } = file;
    const declared = [
      ...body.dependencies.map((it) => ({ ...it, file: path })),
      ...(older.get(folder)?.body.dependencies ?? []).map((it) => ({ ...it, file: older.get(folder)?.path ?? path })),
    ];
    const taken = new Set<string>();
    const made: Part[] = declared.map((it) => {
      const where = found(folder, it);
      if (where !== undefined) taken.add(where);
      return { name: it.alias ?? it.name, chart: where === undefined ? undefined : make(where, depth + 1), declared: it };
    });
    for (const it of inside.get(folder) ?? [])
      if (!taken.has(it)) made.push({ name: files.get(it)?.body.name ?? baseName(it), chart: make(it, depth + 1), declared: undefined });
    const chart: Chart = {
      folder,
      file: path,
      name: body.name,
      version: body.version,
      appVersion: body.appVersion,
      library: body.library,
      values: valuesOf(folder, library),
      templates: templates.get(folder) ?? [],
      parts: made,
    };
    // One that was cut off by its depth may be whole elsewhere.
    if (depth === 0) known.set(folder, chart);
    return chart;
  };
  const all = [...files.keys()].sort().flatMap((it) => make(it, 0) ?? []);
  const isPart = (folder: string): boolean =>
    parts.has(folder) || (baseName(folderOf(folder)) === "charts" && files.has(folderOf(folderOf(folder))));
  return { at: (folder) => known.get(folder), all, roots: all.filter((it) => !it.library && !isPart(it.folder)) };
}

/** Files under `templates`, by the folder of the chart they are of. */
function templatesByChart(library: Library, isChart: (folder: string) => boolean): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { file } of library.of("helm-template")) {
    let folder = folderOf(file);
    while (folder !== "" && !(baseName(folder) === "templates" && isChart(folderOf(folder)))) folder = folderOf(folder);
    if (folder === "") continue;
    const list = found.get(folderOf(folder));
    if (list === undefined) found.set(folderOf(folder), [file]);
    else list.push(file);
  }
  return found;
}

const valuesOf = (folder: string, library: Library): string | undefined =>
  ["values.yaml", "values.yml"].map((it) => (folder === "" ? it : `${folder}/${it}`)).find((it) => library.exists(it));

const unnamed = new WeakMap<Library, Map<string, { readonly text: string; readonly body: ValuesFile }>>();

/** A file of values, as it was read; one whose name does not say so is read for those who name it. */
export function valuesFile(path: string, library: Library): ValuesFile | undefined {
  const facts = library.facts(path).find((it) => it.reader === "helm-values");
  const text = facts === undefined && /\.ya?ml$/.test(path) ? library.text(path) : undefined;
  if (text === undefined) return facts?.body as ValuesFile | undefined;
  const memory = unnamed.get(library) ?? new Map<string, { text: string; body: ValuesFile }>();
  unnamed.set(library, memory);
  const before = memory.get(path);
  if (before?.text === text) return before.body;
  const body: ValuesFile = { yaml: parseYaml(text), hosts: [] };
  memory.set(path, { text, body });
  return body;
}

/** A chart and all that it brings. */
export function* withParts(chart: Chart): Iterable<Chart> {
  yield chart;
  for (const it of chart.parts) if (it.chart !== undefined) yield* withParts(it.chart);
}

/** Every file that rendering a chart looks at. */
export function* filesOf(chart: Chart): Iterable<string> {
  for (const it of withParts(chart)) {
    yield it.file;
    for (const { declared } of it.parts) if (declared !== undefined) yield declared.file;
    if (it.values !== undefined) yield it.values;
    yield* it.templates;
  }
}

/** The values that a chart and its parts bring themselves. */
export function* valuesFilesOf(chart: Chart): Iterable<string> {
  for (const { values } of withParts(chart)) if (values !== undefined) yield values;
}
