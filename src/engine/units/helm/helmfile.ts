import type { Helmfile } from "../../readers/helm/helmfile.ts";
import { baseName, folderOf, within } from "../../syntax/paths.ts";
import { itemAnchors } from "../../syntax/yaml/anchors.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { YamlNode } from "../../syntax/yaml/tree.ts";
import { get, itemsOf, resolve, textOf } from "../../syntax/yaml/walk.ts";
import type { Library } from "../unit.ts";
import { nested } from "./argo.ts";
import type { Charts } from "./charts.ts";
import { jsonOf } from "./evaluate/json-out.ts";
import { type Dict, dictOf, hasGap, isDict } from "./evaluate/value.ts";
import { valueFrom } from "./evaluate/yaml-in.ts";
import { productChart } from "./product-chart.ts";
import type { Release } from "./release.ts";
import type { SaidRelease } from "./releases.ts";
import { plainly } from "./run.ts";
import { overlaid, valuesIn } from "./values.ts";

/** Every release of every helmfile, once for each environment that it speaks of. */
export function helmfilesIn(charts: Charts, library: Library): readonly SaidRelease[] {
  return library.of("helmfile").flatMap(({ file, body }) => {
    const helmfile = body as Helmfile;
    const several = helmfile.environments.length > 1;
    return helmfile.environments.flatMap((environment) =>
      releasesIn(file, helmfile, environment, charts, library).map((release): SaidRelease => {
        return { file, folder: folderOf(file), environment: several ? environment : undefined, release };
      }),
    );
  });
}

/** The helmfile as one environment sees it; a template that is written twice: its own values are known only after the first time. */
function releasesIn(file: string, helmfile: Helmfile, environment: string, charts: Charts, library: Library): readonly Release[] {
  const write = (values: Dict): YamlNode | undefined => {
    const named = dictOf([
      ["Name", environment],
      ["Values", values],
    ]);
    const dot = dictOf([
      ["Environment", named],
      ["Values", values],
      ["StateValues", values],
      ["Namespace", ""],
    ]);
    const roots = parseYaml(plainly(helmfile.template, file, dot)).documents.map(({ root }) => root);
    return roots.find((it) => get(it, "releases") !== undefined) ?? roots[0];
  };
  const first = parseYaml(plainly(helmfile.template, file, dictOf([["Environment", dictOf([["Name", environment]])]]))).documents.map(
    (it) => it.root,
  );
  const said = first.flatMap((it) => itemsOf(get(it, "environments", environment, "values")));
  const root = write(said.reduce<Dict>((all, it) => overlaid(all, saidValues(it, file, library)), dictOf()));
  const list = get(root, "releases");
  const anchors = itemAnchors("releases", list);
  return itemsOf(list).flatMap((it, index) => releaseIn(it, anchors[index] ?? "releases", file, charts, library));
}

/** Values that stand there, or the file of them. */
function saidValues(node: YamlNode, file: string, library: Library): Dict {
  const path = textOf(node);
  if (path !== undefined) return valuesIn(within(folderOf(file), path), library);
  const value = valueFrom(node);
  return isDict(value) ? value : dictOf();
}

function releaseIn(node: YamlNode, anchor: string, file: string, charts: Charts, library: Library): readonly Release[] {
  const said = (name: string): string | undefined => textOf(get(node, name));
  const [name, path] = [said("name"), said("chart")];
  if (name === undefined || path === undefined || hasGap(name) || hasGap(path) || said("installed") === "false") return [];
  const folder = within(folderOf(file), path);
  const chart = (folder === undefined ? undefined : charts.at(folder)) ?? productChart(baseName(path), said("version") ?? "", file, anchor);
  if (chart === undefined) return [];
  const given = itemsOf(get(node, "values"));
  const files = given.flatMap((it) => within(folderOf(file), textOf(it) ?? "/") ?? []);
  const inline = given.flatMap((it) => (resolve(it)?.kind === "map" ? [jsonOf(valueFrom(it), () => "")] : []));
  const set = itemsOf(get(node, "set")).map((it) => [textOf(get(it, "name")) ?? "", valueFrom(get(it, "value"))] as const);
  if (set.length > 0) inline.push(jsonOf(nested(set), () => ""));
  return [
    {
      name,
      namespace: said("namespace"),
      chart,
      values: files.filter((it) => library.exists(it)),
      inline: inline.map((text) => ({ file, text, anchor })),
    },
  ];
}
