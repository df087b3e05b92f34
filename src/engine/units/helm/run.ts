import { chartHelpers } from "../../knowledge/chart-helpers.ts";
import type { GoTemplate } from "../../readers/helm/template.ts";
import { parseTemplate } from "../../syntax/gotemplate/parse.ts";
import type { TemplateFile } from "../../syntax/gotemplate/tree.ts";
import { baseName } from "../../syntax/paths.ts";
import type { Library } from "../unit.ts";
import type { Chart } from "./charts.ts";
import { type Defined, type Machine, render, type Trouble } from "./evaluate/machine.ts";
import { type Rope, textIn } from "./evaluate/rope.ts";
import { Exhausted } from "./evaluate/stops.ts";
import { copyOf, type Dict } from "./evaluate/value.ts";
import { functions } from "./functions/index.ts";
import { dotOf } from "./objects.ts";
import type { Release } from "./release.ts";
import type { Filled } from "./values.ts";

/** What one template wrote. */
export interface Output {
  readonly file: string;
  readonly text: string | Rope;
  readonly troubles: readonly Trouble[];
  /** Functions it calls of which nothing is known. */
  readonly unknownFunctions: readonly string[];
}

/** What one file may take: many times more than the largest that people write. */
const budget = { steps: 3_000_000, characters: 8_000_000 };
/** What all of a release may take together. */
const releaseBudget = { steps: 30_000_000, characters: 80_000_000 };

/** Every template of a chart and of what it brings, by the name templates call it by; what stands nearer to the root holds. */
export interface Templates {
  readonly defined: ReadonlyMap<string, Defined>;
  /** Bodies that define something: when one of them changes, any file may write something else. */
  readonly bodies: readonly GoTemplate[];
}

/** Where nobody has a template of that name. Its text stands nowhere: what it writes stands where it is included. */
const standIns: ReadonlyMap<string, Defined> = new Map(
  [...parseTemplate(chartHelpers).defines].map(([name, body]) => [name, { file: "", body }] as const),
);

export const goTemplate = (path: string, library: Library): GoTemplate | undefined =>
  library.facts(path).find((it) => it.reader === "helm-template")?.body as GoTemplate | undefined;

/** `shop/charts/db/templates/x.yaml`: as Helm calls files of a chart inside another one. */
interface Called {
  readonly filled: Filled;
  readonly path: string;
}

function* called(filled: Filled, path = filled.chart.name): Iterable<Called> {
  for (const { part, filled: inner } of filled.parts) if (inner !== undefined) yield* called(inner, `${path}/charts/${part.name}`);
  yield { filled, path };
}

/** Behind the chart's folder: `templates/x.yaml`. */
const inChart = (file: string, { folder }: Chart): string => (folder === "" ? file : file.slice(folder.length + 1));

export function templatesOf(root: Filled, library: Library): Templates {
  const defined = new Map<string, Defined>(standIns);
  const bodies: GoTemplate[] = [];
  for (const { filled, path } of called(root))
    for (const file of filled.chart.templates) {
      const body = goTemplate(file, library);
      if (body === undefined) continue;
      defined.set(`${path}/${inChart(file, filled.chart)}`, { file, body: body.template.body });
      for (const [name, nodes] of body.template.defines) defined.set(name, { file, body: nodes });
      if (body.template.defines.size > 0) bodies.push(body);
    }
  return { defined, bodies };
}

/** Whether a file of templates is for objects: not what only defines, and not the notes. */
const writes = (file: string): boolean => !baseName(file).startsWith("_") && !file.endsWith(".tpl");

/** What every file of a release writes. `known`: what one wrote before, where nothing that it rests on has changed. */
export function* outputsOf(
  root: Filled,
  release: Release,
  { defined }: Templates,
  library: Library,
  known: (file: string, path: string) => Output | undefined,
): Iterable<readonly [string, Output]> {
  const parsed: Machine["parsed"] = new Map();
  const gaps: Machine["gaps"] = new Map();
  const left = { ...releaseBudget };
  for (const { filled, path } of called(root)) {
    if (filled.chart.library) continue;
    for (const file of filled.chart.templates) {
      if (!writes(file)) continue;
      const before = known(file, path);
      const body = goTemplate(file, library);
      if (before !== undefined) yield [path, before];
      else if (body !== undefined) {
        const name = `${path}/${inChart(file, filled.chart)}`;
        // Templates may change the values: what one does to them is not for the others to see.
        const values = copyOf(filled.values) as Dict;
        const dot = dotOf(filled, release, { name, base: `${path}/templates` }, values, library);
        const given = { steps: Math.min(budget.steps, left.steps), characters: Math.min(budget.characters, left.characters) };
        const machine: Machine = { ...machineFor(file, defined, { ...given }), gaps, parsed };
        const text = bounded(() => render(body.template.body, file, dot, machine), machine);
        left.steps -= given.steps - Math.max(0, machine.budget.steps);
        left.characters -= given.characters - Math.max(0, machine.budget.characters);
        yield [path, { file, text, troubles: machine.troubles, unknownFunctions: [...machine.unknownFunctions] }];
      }
    }
  }
}

/** What takes too much writes nothing, and says so where it stood. */
function bounded(work: () => string | Rope, machine: Machine): string | Rope {
  try {
    return work();
  } catch (error) {
    // Recursion ends by the machine's own depth first; a smaller stack than expected is met all the same.
    if (!(error instanceof Exhausted) && !(error instanceof RangeError)) throw error;
    const message = error instanceof Exhausted ? error.message : "templates are nested too deep here";
    machine.troubles.push({ ...machine.here, fatal: true, message: `${message}; nothing of this file is read` });
    return "";
  }
}

/** What a template that is no chart's writes: a helmfile. What cannot be decided leaves a gap. */
export function plainly(template: TemplateFile, file: string, dot: Dict): string {
  const machine = machineFor(file, new Map([...template.defines].map(([name, body]) => [name, { file, body }])), { ...budget });
  return textIn(bounded(() => render(template.body, file, dot, machine), machine));
}

const machineFor = (file: string, templates: Machine["templates"], given: Machine["budget"]): Machine => ({
  templates,
  functions,
  troubles: [],
  budget: given,
  gaps: new Map(),
  unknownFunctions: new Set(),
  depth: 0,
  here: { file, start: 0, end: 0 },
  parsed: new Map(),
});
