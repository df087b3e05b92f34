import { chartNamed } from "../../knowledge/charts.ts";
import type { Chart } from "./charts.ts";

/** A chart from elsewhere that is released by itself, as one that brings nothing but it; `undefined` = its name says of no product. */
export function productChart(name: string, version: string, file: string, anchor: string): Chart | undefined {
  if (chartNamed(name) === undefined) return undefined;
  const declared = { name, version, repository: "", alias: undefined, condition: undefined, tags: [], imports: [], anchor, file };
  return {
    folder: "",
    file,
    name,
    version,
    appVersion: "",
    library: false,
    values: undefined,
    templates: [],
    parts: [{ name, chart: undefined, declared }],
  };
}
