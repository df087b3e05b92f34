import type { CodeLens } from "vscode-languageserver/node";
import type { Engine, Finding, Lookout, Ref } from "../engine/index.ts";
import { commands } from "../protocol.ts";
import { rangeOf } from "./diagnostics.ts";

/** Above each component that a file defines: who calls it, whom it needs; a click draws it with its neighbours. */
export function lensesOf(file: string, engine: Engine, lookout: Lookout, findings: readonly Finding[]): readonly CodeLens[] {
  const graph = engine.graph();
  return lookout.definedIn(file).map(({ component, span }) => {
    const callers = new Set<Ref>(graph.usesTo(component.id).map(({ from }) => from)).size;
    const needs = new Set<Ref>(graph.usesFrom(component.id).map(({ to }) => to)).size;
    const faults = findings.filter(({ about, severity }) => severity !== "note" && about.includes(component.id)).length;
    const words = [
      callers === 0 ? "" : `${callers} ${callers === 1 ? "caller" : "callers"}`,
      needs === 0 ? "" : `needs ${needs}`,
      faults === 0 ? "" : `${faults} ${faults === 1 ? "finding" : "findings"}`,
      "show in the diagram",
    ].filter((it) => it !== "");
    const { start } = rangeOf(span);
    return {
      range: { start, end: start },
      command: {
        title: words.join(" · "),
        command: commands.showInDiagram,
        arguments: [{ what: "component", line: { ref: component.id } }],
      },
    };
  });
}
