import type { KubernetesFile } from "../../readers/kubernetes.ts";
import { folderOf, within } from "../../syntax/paths.ts";
import type { YamlObject } from "../../syntax/yaml/objects.ts";
import type { YamlNode } from "../../syntax/yaml/tree.ts";
import { get, isMap, itemsOf, textOf } from "../../syntax/yaml/walk.ts";
import { environmentIn } from "../environments.ts";
import type { Library } from "../unit.ts";
import type { Charts } from "./charts.ts";
import { jsonOf } from "./evaluate/json-out.ts";
import { dictOf, isDict, type Value } from "./evaluate/value.ts";
import { valueFrom } from "./evaluate/yaml-in.ts";
import { productChart } from "./product-chart.ts";
import type { Release } from "./release.ts";
import type { SaidRelease } from "./releases.ts";

/** Applications of Argo CD whose chart lies in the workspace, or is one that everybody knows. */
export function applicationsIn(charts: Charts, library: Library): readonly SaidRelease[] {
  return library.of("kubernetes").flatMap(({ file, body }) =>
    (body as KubernetesFile).objects
      .filter((it) => it.kind === "Application" && it.apiVersion.startsWith("argoproj.io/"))
      .flatMap((it) => {
        const spec = get(it.node, "spec");
        return [get(spec, "source"), ...itemsOf(get(spec, "sources"))].flatMap((source) => saidBy(it, source, file, charts, library));
      }),
  );
}

function saidBy(object: YamlObject, source: YamlNode | undefined, file: string, charts: Charts, library: Library): readonly SaidRelease[] {
  const path = textOf(get(source, "path"));
  const remote = textOf(get(source, "chart"));
  const folder = path === undefined ? undefined : within("", path);
  const chart = folder === undefined ? undefined : charts.at(folder);
  const product =
    remote === undefined
      ? undefined
      : productChart(remote.split("/").at(-1) ?? "", textOf(get(source, "targetRevision")) ?? "", file, object.anchor);
  const released = chart ?? product;
  if (released === undefined) return [];
  const helm = get(source, "helm");
  const release: Release = {
    name: textOf(get(helm, "releaseName")) ?? object.name,
    namespace: textOf(get(object.node, "spec", "destination", "namespace")),
    chart: released,
    values: itemsOf(get(helm, "valueFiles")).flatMap((it) => valuesFileAt(textOf(it) ?? "", folder ?? "", library)),
    inline: inlineOf(helm).map((text) => ({ file, text, anchor: object.anchor })),
  };
  const environment =
    environmentIn(object.name) ??
    file
      .split("/")
      .reverse()
      .flatMap((it) => environmentIn(it) ?? [])[0];
  return [{ file, folder: environment === undefined ? folderOf(file) : withoutEnvironment(file), environment, release }];
}

/** Applications of several environments lie beside each other, in files or folders that say which. */
function withoutEnvironment(file: string): string {
  const steps = folderOf(file).split("/");
  const at = steps.findIndex((it) => environmentIn(it) !== undefined);
  return (at < 0 ? steps : steps.slice(0, at)).join("/");
}

function valuesFileAt(written: string, folder: string, library: Library): readonly string[] {
  // `$values/…` is another source of the application, most often the same repository.
  const path = written.startsWith("$") ? within("", written.replace(/^\$[^/]*\//, "")) : within(folder, written);
  return path !== undefined && library.exists(path) ? [path] : [];
}

/** What stands in the application itself, the last holding: a text, an object, parameters. */
function inlineOf(helm: YamlNode | undefined): readonly string[] {
  const texts: string[] = [];
  const text = textOf(get(helm, "values"));
  if (text !== undefined) texts.push(text);
  const object = get(helm, "valuesObject");
  if (object !== undefined && isMap(object)) texts.push(jsonOf(valueFrom(object), () => ""));
  const parameters = itemsOf(get(helm, "parameters")).flatMap((it): readonly (readonly [string, Value])[] => {
    const [name, value] = [textOf(get(it, "name")), valueFrom(get(it, "value"))];
    return name === undefined ? [] : [[name, value]];
  });
  if (parameters.length > 0) texts.push(jsonOf(nested(parameters), () => ""));
  return texts;
}

/** `a.b=c` as maps in each other. */
export function nested(pairs: readonly (readonly [string, Value])[]): Value {
  const root = dictOf();
  for (const [path, value] of pairs) {
    const steps = path.split(/(?<!\\)\./).map((it) => it.replaceAll("\\.", "."));
    let at = root;
    for (const step of steps.slice(0, -1)) {
      const inner = at.entries.get(step);
      const next = isDict(inner) ? inner : dictOf();
      at.entries.set(step, next);
      at = next;
    }
    at.entries.set(steps.at(-1) ?? "", value);
  }
  return root;
}
