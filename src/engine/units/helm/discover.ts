import type { UnitFacts } from "../../model/index.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import { environmentIn } from "../environments.ts";
import type { Library } from "../unit.ts";
import { type Chart, type Charts, valuesFile } from "./charts.ts";
import type { Installation, Release } from "./release.ts";

/** Charts that are installed together, and every way they are. */
export interface Deployment {
  readonly system: UnitFacts["system"];
  readonly installations: readonly [Installation, ...Installation[]];
}

/** How many files of values one chart is tried with. */
const mostVariants = 12;

/**
 * Charts that nobody releases in a file of the workspace: each by itself with its own values, and once more with each file of values
 * beside it. Charts of which one names the other as a host are installed together.
 */
export function standalone(charts: Charts, released: ReadonlySet<string>, library: Library): readonly Deployment[] {
  const roots = charts.roots.filter((it) => !released.has(it.folder));
  return together(roots, library).map((group) =>
    group.length === 1 ? alone(group[0] as Chart, charts, library) : several(group, library),
  );
}

const plain = (chart: Chart, values: readonly string[]): Release => ({ name: chart.name, namespace: undefined, chart, values, inline: [] });

function alone(chart: Chart, charts: Charts, library: Library): Deployment {
  const start = chart.values ?? chart.file;
  const first: Installation = {
    id: start,
    title: `chart ${chart.name}`,
    environment: undefined,
    files: [chart.file, ...(chart.values === undefined ? [] : [chart.values])],
    releases: [plain(chart, [])],
  };
  const others = valuesBeside(chart, charts, library).map(
    (path): Installation => ({
      id: path,
      title: `chart ${chart.name} with ${baseName(path)}`,
      environment: environmentIn(baseName(path)) ?? environmentIn(baseName(folderOf(path))),
      files: [...first.files, path],
      releases: [plain(chart, [path])],
    }),
  );
  return { system: { name: chart.name, folder: meantBy(chart), reason: `name: in ${chart.file}` }, installations: [first, ...others] };
}

function several(group: readonly Chart[], library: Library): Deployment {
  const folder = commonFolder(group.map(meantBy));
  const [first] = group;
  const installation: Installation = {
    id: first?.values ?? first?.file ?? "",
    title: `charts ${group.map((it) => it.name).join(", ")}`,
    environment: undefined,
    files: group.flatMap((it) => [it.file, ...(it.values === undefined ? [] : [it.values])]),
    releases: group.map((it) => plain(it, [])),
  };
  const name = folder === "" ? library.workspaceName : baseName(folder);
  return { system: { name, folder, reason: "these charts name each other" }, installations: [installation] };
}

const notDeployed = /(?:^|\/)(?:ci|tests?|test-?values|templates|examples?|charts|files|dashboards)\//i;
const beside = /^(?:values|environments?|envs?|config|configs)$/i;

/** Files of values for a chart: in its folder, in one below that says so, or beside the chart where that is the only one there. */
function valuesBeside(chart: Chart, charts: Charts, library: Library): readonly string[] {
  const above = folderOf(chart.folder);
  const only = chart.folder !== "" && charts.roots.filter((it) => folderOf(it.folder) === above).length === 1;
  const found: string[] = [];
  for (const { file } of library.of("helm-values")) {
    if (file === chart.values) continue;
    const inside = chart.folder === "" ? file : file.startsWith(`${chart.folder}/`) ? file.slice(chart.folder.length + 1) : undefined;
    const near =
      inside ?? (only && (above === "" || file.startsWith(`${above}/`)) ? file.slice(above === "" ? 0 : above.length + 1) : undefined);
    if (near === undefined || notDeployed.test(near)) continue;
    const steps = near.split("/");
    const environment = environmentIn(steps.at(-1) ?? "") ?? environmentIn(steps.at(-2) ?? "");
    // Beside the chart only what says whose environment it is: any other file may be for anybody.
    if (inside === undefined && environment === undefined) continue;
    if (steps.length === 1 || (steps.length <= 3 && beside.test(steps[0] ?? ""))) found.push(file);
  }
  return found.slice(0, mostVariants);
}

const deployWords =
  /^(?:helm|charts?|helm[-_]?charts?|k8s|kubernetes|deploys?|deployments?|manifests?|infra|infrastructure|ops|devops|gitops|packaging|src)$/i;

/** The folder that a chart stands for: without the words that say how something is deployed, and without its own name. */
function meantBy({ folder, name }: Chart): string {
  let at = folder;
  if (baseName(at) === name && at !== "") at = folderOf(at);
  while (at !== "" && deployWords.test(baseName(at))) at = folderOf(at);
  return at;
}

function commonFolder(folders: readonly string[]): string {
  let [common = ""] = folders;
  for (const it of folders) while (common !== "" && it !== common && !it.startsWith(`${common}/`)) common = folderOf(common);
  return common;
}

/** Charts joined by the hosts that their values name. */
function together(roots: readonly Chart[], library: Library): readonly (readonly Chart[])[] {
  const byName = new Map<string, Chart[]>();
  for (const it of roots) byName.set(it.name, [...(byName.get(it.name) ?? []), it]);
  const groups = new Map<Chart, Chart[]>(roots.map((it) => [it, [it]]));
  for (const chart of roots) {
    const hosts = chart.values === undefined ? [] : (valuesFile(chart.values, library)?.hosts ?? []);
    for (const host of hosts) {
      const [other, ...more] = byName.get(host) ?? [];
      const [mine, theirs] = [groups.get(chart), other && groups.get(other)];
      if (mine === undefined || theirs === undefined || mine === theirs || more.length > 0) continue;
      mine.push(...theirs);
      for (const it of theirs) groups.set(it, mine);
    }
  }
  return [...new Set(groups.values())].map((it) => [...it].sort((a, b) => (a.folder < b.folder ? -1 : 1)));
}
