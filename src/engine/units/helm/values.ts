import { evidenceId } from "../../model/index.ts";
import type { Library } from "../unit.ts";
import { type Chart, type Part, valuesFile } from "./charts.ts";
import { copyOf, type Dict, dictOf, isDict, type Value } from "./evaluate/value.ts";
import { dictIn } from "./evaluate/yaml-in.ts";

/** The values of a file; of one that is not there, none. */
export function valuesIn(path: string | undefined, library: Library): Dict {
  const body = path === undefined ? undefined : valuesFile(path, library);
  return path === undefined || body === undefined ? dictOf() : dictIn(body.yaml.documents[0]?.root, (anchor) => evidenceId(path, anchor));
}

/** Puts what somebody wants over what is there by itself: maps key by key, anything else as a whole; null takes a key away. */
export function overlaid(under: Dict, over: Dict): Dict {
  const made: Dict = { kind: "dict", entries: new Map(under.entries), places: new Map(under.places) };
  for (const [name, value] of over.entries) {
    const own = made.entries.get(name);
    const place = over.places.get(name);
    if (value === null && made.entries.has(name)) {
      made.entries.delete(name);
      made.places.delete(name);
      continue;
    }
    made.entries.set(name, isDict(own) && isDict(value) ? overlaid(own, value) : value);
    if (place !== undefined) made.places.set(name, place);
  }
  return made;
}

/** The value at a dotted path. */
export function valueAt(values: Dict, path: string): Value | undefined {
  let at: Value | undefined = values;
  for (const step of path.split(".")) at = isDict(at) ? at.entries.get(step) : undefined;
  return at;
}

/** A chart with the values it gets, and those of its parts that are switched on. */
export interface Filled {
  readonly chart: Chart;
  readonly values: Dict;
  readonly parts: readonly FilledPart[];
}
export interface FilledPart {
  readonly part: Part;
  /** What the parent's values say for it. */
  readonly given: Dict;
  /** `undefined` = the chart is not in the workspace. */
  readonly filled: Filled | undefined;
}

/** A chart with what is given to it: its own values below, and those of its parts below what it gives them. */
export function fill(chart: Chart, given: Dict, library: Library): Filled {
  const own = valuesIn(chart.values, library);
  let values = overlaid(own, given);
  const on = chart.parts.filter((it) => isOn(it, values));
  for (const it of on) values = withImports(values, given, it, library);
  const global = values.entries.get("global");
  const parts = on.map((part): FilledPart => {
    const said = values.entries.get(part.name);
    const handed = isDict(said) ? said : dictOf();
    const passed = isDict(global) ? overlaid(handed, globalsOver(handed, global)) : handed;
    return { part, given: passed, filled: part.chart && fill(part.chart, passed, library) };
  });
  // A parent sees its parts' values below its own.
  for (const { part, filled } of parts) if (filled !== undefined) values.entries.set(part.name, filled.values);
  if (!values.entries.has("global")) values.entries.set("global", dictOf());
  return { chart, values, parts };
}

/** Global values hold for everybody below; the part's own ones stay where the parent says none. */
function globalsOver(handed: Dict, global: Dict): Dict {
  const own = handed.entries.get("global");
  return dictOf([["global", isDict(own) ? overlaid(own, global) : global]]);
}

/** What a part exports to its parent, below what the parent says itself. */
function withImports(values: Dict, given: Dict, { chart, declared, name }: Part, library: Library): Dict {
  let made = values;
  for (const { from, to } of declared?.imports ?? []) {
    const said = given.entries.get(name);
    const child = overlaid(valuesIn(chart?.values, library), isDict(said) ? said : dictOf());
    const value = valueAt(child, from);
    if (!isDict(value)) continue;
    const nested = to === "" ? value : to.split(".").reduceRight<Dict>((inner, step) => dictOf([[step, inner]]), value);
    made = overlaid(copyOf(nested) as Dict, made);
  }
  return made;
}

/** Whether a part is brought: the first condition that the values answer, else its tags, else it is. */
function isOn({ declared }: Part, values: Dict): boolean {
  for (const path of (declared?.condition ?? "").split(",").map((it) => it.trim())) {
    const value = path === "" ? undefined : valueAt(values, path);
    if (typeof value === "boolean") return value;
  }
  const tags = values.entries.get("tags");
  const said = (declared?.tags ?? [])
    .map((it) => (isDict(tags) ? tags.entries.get(it) : undefined))
    .filter((it) => typeof it === "boolean");
  return said.length === 0 || said.includes(true);
}
