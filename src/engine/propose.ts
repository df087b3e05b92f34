import type { PlacedDrawing } from "./answers.ts";
import { containers } from "./diagrams/containers.ts";
import { compile } from "./diagrams/mermaid.ts";
import { openEngine } from "./engine.ts";
import { openStore } from "./graph/store.ts";
import { type Architecture, type Component, type Finding, type Ground, tables } from "./model/index.ts";
import { rules } from "./rules/index.ts";

/** What is said of a proposal: no place, since its files are not there. */
export interface ProposedFinding extends Pick<Finding, "rule" | "severity" | "message"> {
  readonly remedy: string;
}

/** An architecture that nobody has built yet, as it would be drawn and reviewed. */
export interface Proposed {
  /** Its view is `proposal`: the workspace cannot be asked for it again. */
  readonly drawing: PlacedDrawing | undefined;
  readonly findings: readonly ProposedFinding[];
}

/**
 * Reads files that are only proposed, by path, as if they were there: one engine says what they come to and what the rules find. What is
 * drawn rests on the proposal and on no file, so its boxes are dashed and lead nowhere.
 */
export function propose(files: Readonly<Record<string, string>>, name: string): Proposed {
  const engine = openEngine({ workspaceName: name });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  const remedies = new Map(rules.map(({ id, remedy }) => [id, remedy]));
  const { boxes, arrows, chart, seen: _, ...rest } = containers.draw(proposed(engine.architecture(), name), {});
  const title = `Proposal for ${name}`;
  return {
    drawing:
      boxes.length === 0
        ? undefined
        : {
            ...rest,
            view: "proposal",
            title,
            mermaid: compile({ ...chart, title, description: `Nothing of it is there yet. ${chart.description}` }),
            boxes: boxes.map(({ id, ref, name: of, about }) => ({ id, ref, name: of, about, places: [] })),
            arrows: arrows.map(({ proof: _proof, ...arrow }) => ({ ...arrow, places: [] })),
          },
    findings: engine
      .review()
      .findings.map(({ rule, severity, message }) => ({ rule, severity, message, remedy: remedies.get(rule) ?? "" })),
  };
}

/** The same architecture, on a proposal's word. */
function proposed(architecture: Architecture, name: string) {
  const ground: Ground = { by: "proposal", proposal: name };
  const store = openStore();
  for (const table of tables) {
    if (table === "evidence") continue;
    for (const [id, row] of architecture[table] as ReadonlyMap<string, unknown>) store.put(table, id, grounded(row, ground) as Component);
  }
  return store.graph;
}

/** A row with every ground in it replaced. */
function grounded(value: unknown, ground: Ground): unknown {
  if (Array.isArray(value)) return value.map((it) => grounded(it, ground));
  if (typeof value !== "object" || value === null || value instanceof Map || value instanceof Set) return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, key === "ground" ? ground : grounded(it, ground)]));
}
