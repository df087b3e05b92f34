import type { Problem } from "../../model/index.ts";
import type { Library } from "../unit.ts";
import { filesOf, valuesFile, valuesFilesOf } from "./charts.ts";
import type { HelmUnit } from "./helm.ts";
import { sourceOf, writtenBy } from "./manifests.ts";
import { goTemplate, type Output } from "./run.ts";

const reader = "helm";

/** What is wrong in the templates of a unit, and in what they write; each is told once, however many variants have it. */
export function problemsIn(unit: HelmUnit, outputs: readonly Output[], library: Library): readonly Problem[] {
  const told = new Map<string, Problem>();
  const tell = (message: string, file: string, start: number, end: number, severity: Problem["severity"]): void => {
    const span = goTemplate(file, library)?.lines.span(start, end);
    told.set(`${file}\n${start}\n${message}`, { message, file, severity, ...(span && { span }), reader });
  };
  const templates = new Set(unit.installations.flatMap((it) => it.releases.flatMap(({ chart }) => [...filesOf(chart)])));
  for (const file of templates)
    for (const it of goTemplate(file, library)?.template.problems ?? []) tell(it.message, file, it.start, it.end, "error");
  for (const file of new Set(
    unit.installations.flatMap((it) => it.releases.flatMap(({ chart, values }) => [...valuesFilesOf(chart), ...values])),
  ))
    for (const { message, severity, start, end } of valuesFile(file, library)?.yaml.problems ?? []) {
      const span = valuesFile(file, library)?.yaml.lines.span(start, end);
      told.set(`${file}\n${start}\n${message}`, { message, file, severity, ...(span && { span }), reader });
    }
  for (const output of outputs) {
    for (const { message, file, start, end, fatal } of output.troubles)
      tell(fatal ? `${capital(message)}.` : `With these values, ${message}.`, file, start, end, fatal ? "warning" : "note");
    for (const name of output.unknownFunctions) tell(`It calls ${name}, of which nothing is known here.`, output.file, 0, 0, "note");
    const written = writtenBy(output, undefined);
    for (const { message, start } of written.problems) {
      const at = sourceOf(written, start) ?? { file: output.file, start: 0 };
      tell(`What this writes is no YAML: ${message}`, at.file, at.start, at.start, "warning");
    }
  }
  return [...told.values()];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
