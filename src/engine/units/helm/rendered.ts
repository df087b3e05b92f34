import {
  anchorOf,
  type EvidenceId,
  equal,
  evidenceId,
  fileOf,
  type Node,
  type Problem,
  type Span,
  type UnitFacts,
} from "../../model/index.ts";
import type { ChartFile } from "../../readers/helm/chart.ts";
import { spanOf } from "../../syntax/yaml/locate.ts";
import { splitAnchor } from "../../syntax/yaml/objects.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { YamlFile } from "../../syntax/yaml/tree.ts";
import { factsOf } from "../kubernetes/facts/facts.ts";
import type { Manifest, Rendering } from "../kubernetes/manifest.ts";
import { placesBy } from "../places.ts";
import type { Library } from "../unit.ts";
import { valuesFile, withParts } from "./charts.ts";
import { brought } from "./dependencies.ts";
import { type Dict, dictOf } from "./evaluate/value.ts";
import { dictIn } from "./evaluate/yaml-in.ts";
import type { HelmUnit } from "./helm.ts";
import { sourceSpan, type Written, writtenBy } from "./manifests.ts";
import { problemsIn } from "./problems.ts";
import type { Installation, Release } from "./release.ts";
import { goTemplate, type Output, outputsOf, templatesOf } from "./run.ts";
import { fill, overlaid, valuesIn } from "./values.ts";

/** What one release wrote last time, and what that rested on beside each file itself. */
interface Wrote {
  readonly inputs: readonly unknown[];
  readonly outputs: ReadonlyMap<string, { readonly body: unknown; readonly output: Output; readonly manifests: readonly Manifest[] }>;
  readonly brought: readonly Manifest[];
}
interface Memory {
  readonly unit: HelmUnit;
  readonly wrote: ReadonlyMap<string, Wrote>;
  readonly facts: UnitFacts;
}
const memories = new WeakMap<Library, Map<string, Memory>>();

/** The facts of a unit. A file is rendered again when it is another one, or when values or named templates are. */
export function rendered(unit: HelmUnit, library: Library): UnitFacts {
  const memory = memories.get(library) ?? new Map<string, Memory>();
  memories.set(library, memory);
  const before = memory.get(unit.id);
  const wrote = new Map<string, Wrote>();
  const installed = unit.installations.map((installation) => ({
    installation,
    wrote: installation.releases.map((release, index) => {
      const key = `${installation.id}\n${release.name}\n${index}`;
      const now = install(release, library, before?.wrote.get(key));
      wrote.set(key, now);
      return now;
    }),
  }));
  const written = installed.flatMap((it) =>
    it.wrote.flatMap(({ outputs }) => [...outputs.values()].map(({ output }) => writtenBy(output, undefined))),
  );
  const objects = installed.flatMap((it) => it.wrote.flatMap(objectsOf));
  const places = placesBy(finder(written, library), () => objects.flatMap(({ tree }) => [...placesOf(tree)]));
  const problems = problemsIn(
    unit,
    [...wrote.values()].flatMap(({ outputs }) => [...outputs.values()].map(({ output }) => output)),
    library,
  );
  const same =
    before !== undefined &&
    equal(before.unit, unit) &&
    [...wrote].every(([key, now]) => sameObjects(objectsOf(now), objectsOf(before.wrote.get(key)))) &&
    equal(before.facts.problems, problems);
  const facts = same ? { ...before.facts, places } : factsFrom(unit, installed, places, problems);
  memory.set(unit.id, { unit, wrote, facts });
  return facts;
}

const objectsOf = (it: Wrote | undefined): readonly Manifest[] =>
  it === undefined ? [] : [...[...it.outputs.values()].flatMap(({ manifests }) => manifests), ...it.brought];
const sameObjects = (a: readonly Manifest[], b: readonly Manifest[]): boolean =>
  a.length === b.length && a.every((it, index) => it === b[index]);

function factsFrom(
  unit: HelmUnit,
  installed: readonly { readonly installation: Installation; readonly wrote: readonly Wrote[] }[],
  places: Rendering["places"],
  problems: readonly Problem[],
): UnitFacts {
  const renderings = installed.map(({ installation: { id, title, environment, files }, wrote }): Rendering => {
    return { id, origin: "helm", title, environment, files, objects: wrote.flatMap(objectsOf), problems: [], places };
  });
  return { ...factsOf(unit.id, unit.system, renderings, "helm"), problems };
}

function install(release: Release, library: Library, before: Wrote | undefined): Wrote {
  const root = fill(release.chart, givenTo(release, library), library);
  const templates = templatesOf(root, library);
  const values = [...[...withParts(release.chart)].map((it) => it.values), ...release.values].map((it) => it && valuesFile(it, library));
  const inputs: readonly unknown[] = [...templates.bodies, ...values, release.chart.file, JSON.stringify(release)];
  const rest = before !== undefined && before.inputs.length === inputs.length && before.inputs.every((it, index) => it === inputs[index]);
  const outputs = new Map<string, { body: unknown; output: Output; manifests: readonly Manifest[] }>();
  const known = (file: string, path: string): Output | undefined => {
    const one = rest ? before.outputs.get(`${path}\n${file}`) : undefined;
    return one !== undefined && one.body === goTemplate(file, library) ? one.output : undefined;
  };
  for (const [path, output] of outputsOf(root, release, templates, library, known)) {
    const key = `${path}\n${output.file}`;
    const manifests = unchanged(writtenBy(output, release.namespace).manifests, before?.outputs.get(key)?.manifests);
    outputs.set(key, { body: goTemplate(output.file, library), output, manifests });
  }
  return { inputs, outputs, brought: unchanged([...brought(root, release)], before?.brought) };
}

/** What is said over the chart's own values: files first, then what stands in the file that releases it. */
function givenTo(release: Release, library: Library): Dict {
  let given = dictOf();
  for (const path of release.values) given = overlaid(given, valuesIn(path, library));
  for (const { file, text, anchor } of release.inline)
    given = overlaid(
      given,
      dictIn(parseYaml(text).documents[0]?.root, () => evidenceId(file, anchor)),
    );
  return given;
}

/** Objects that say what they said stay the same objects: what was found out about them holds. */
function unchanged(now: readonly Manifest[], before: readonly Manifest[] | undefined): readonly Manifest[] {
  if (before === undefined || now === before) return now;
  const known = new Map(before.map((it) => [it.at, it]));
  const kept = now.map((it) => {
    const was = known.get(it.at);
    return was !== undefined && equal(was, it) ? was : it;
  });
  return kept.length === before.length && kept.every((it, index) => it === before[index]) ? before : kept;
}

function* placesOf(node: Node): Iterable<EvidenceId> {
  yield node.at;
  if (node.kind === "seq") for (const it of node.items) yield* placesOf(it);
  if (node.kind === "map")
    for (const { at, value } of node.entries.values()) {
      yield at;
      yield* placesOf(value);
    }
}

/** Where evidence stands: in a values file, in a chart's own file, or in the template that wrote it. */
function finder(written: readonly Written[], library: Library): (id: EvidenceId) => Span | undefined {
  let byObject: Map<string, Written[]> | undefined;
  const index = (): Map<string, Written[]> => {
    const made = new Map<string, Written[]>();
    for (const it of new Set(written))
      for (const { anchor } of it.objects) {
        const list = made.get(anchor);
        if (list === undefined) made.set(anchor, [it]);
        else list.push(it);
      }
    return made;
  };
  return (id) => {
    const [file, anchor] = [fileOf(id), anchorOf(id)];
    const template = goTemplate(file, library);
    if (template === undefined) {
      const yaml = yamlFile(file, library);
      return yaml && spanOf(yaml, anchor);
    }
    byObject ??= index();
    for (const it of byObject.get(splitAnchor(anchor).object ?? "") ?? []) {
      const span = sourceSpan(it, file, anchor, template.lines);
      if (span !== undefined) return span;
    }
    return undefined;
  };
}

function yamlFile(file: string, library: Library): YamlFile | undefined {
  const chart = library.facts(file).find((it) => it.reader === "helm-chart")?.body as ChartFile | undefined;
  return chart?.yaml ?? valuesFile(file, library)?.yaml;
}
