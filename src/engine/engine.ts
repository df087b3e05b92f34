import { openAssembly, type UnitChange } from "./assemble/assemble.ts";
import type { Drawing, DrawOptions } from "./diagrams/diagram.ts";
import { diagrams } from "./diagrams/index.ts";
import type { Graph } from "./graph/graph.ts";
import { openStore } from "./graph/store.ts";
import { openLibrary } from "./library.ts";
import {
  type Architecture,
  assumptionsOf,
  type EvidenceId,
  equal,
  type Finding,
  type Fix,
  fileOf,
  noRequirements,
  type Problem,
  type Requirements,
  type Span,
} from "./model/index.ts";
import { readers } from "./readers/index.ts";
import { requirementsOf } from "./readers/requirements.ts";
import { rules } from "./rules/index.ts";
import { createReviewer } from "./rules/review.ts";
import { editsOf, hashOf, type Refusal, type TextEdit } from "./syntax/edits.ts";
import { unitKinds } from "./units/index.ts";
import { openUnits } from "./units/units.ts";

/** News about one file. `exists`: it is there, and nobody has to read it. `problem`: it is there, and cannot be read. */
export type FileChange =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly exists: true }
  | { readonly path: string; readonly gone: true }
  | { readonly path: string; readonly problem: string };

export interface Updated {
  /** Ids of everything that was added, removed or is different now. */
  readonly changed: ReadonlySet<string>;
  /** Files that some facts mention and nobody has supplied yet: read them if they exist, and update again. */
  readonly wanted: readonly string[];
}

export interface ReviewOptions {
  /** Rules by id; `undefined` = those that are on by default. */
  readonly rules?: readonly string[];
  readonly allRules?: boolean;
  /** Only findings that have a place in one of these files or folders. */
  readonly paths?: readonly string[];
  readonly variant?: string;
}

export interface Review {
  readonly findings: readonly Finding[];
  /** About the review itself: an ignore comment without a reason, a rule that failed. */
  readonly problems: readonly Problem[];
  /** Assumptions in force, as sentences. */
  readonly assumptions: readonly string[];
}

/** How often the engine did its steps since it was opened: what a keystroke costs is held by a test. */
export interface Counts {
  readonly reads: number;
  readonly renders: number;
  readonly checks: number;
}

/** The facts of one workspace and what follows from them, kept up to date change by change. */
export interface Engine {
  update(changes: readonly FileChange[]): Updated;
  architecture(): Architecture;
  graph(): Graph;
  problems(): readonly Problem[];
  /** Where evidence stands in the current version of its file. */
  place(id: EvidenceId): Span | undefined;
  /** The text of a file as the engine knows it. */
  text(path: string): string | undefined;
  review(options?: ReviewOptions): Review;
  draw(view: string, options?: DrawOptions): Drawing | undefined;
  /** The text edits of a fix on the files as they are, or why it cannot be done. */
  edits(fix: Fix): readonly TextEdit[] | Refusal;
  /** Whether some reader wants to see this file. */
  wants(path: string): boolean;
  counts(): Counts;
}

export interface EngineOptions {
  /** The name of the folder: what a project at the root is called. */
  readonly workspaceName: string;
}

/** Opens a workspace that has no files yet; `update` brings them. */
export function openEngine(options: EngineOptions): Engine {
  const library = openLibrary(readers, options.workspaceName);
  const units = openUnits(unitKinds, library);
  const store = openStore();
  const assembly = openAssembly(store);
  const reviewer = createReviewer(rules);
  let requirements: Requirements = noRequirements;

  const problems = (): readonly Problem[] => [...library.problems(), ...store.architecture.problems];

  return {
    update(changes) {
      const news = library.update(changes);
      const rendered: readonly UnitChange[] = units.update(news);
      assembly.update(rendered);
      const stated = requirementsOf(library.of("requirements"));
      if (!equal(stated, requirements)) {
        requirements = stated;
        store.setRequirements(stated);
      }
      const changed = store.changed();
      reviewer.forget(changed);
      return { changed, wanted: library.wanted() };
    },
    architecture: () => store.architecture,
    graph: () => store.graph,
    problems,
    place: (id) => units.place(id),
    text: (path) => library.text(path),
    review(options = {}) {
      const reviewed = reviewer.review(
        {
          graph: store.graph,
          architecture: store.architecture,
          requirements,
          place: (id) => units.place(id),
          text: (file) => library.text(file),
          files: library.files(),
          hashOf,
        },
        { rules: options.rules, allRules: options.allRules },
      );
      return { findings: reviewed.findings.filter(within(options)), problems: reviewed.problems, assumptions: assumptionsOf(requirements) };
    },
    draw: (view, drawOptions = {}) => diagrams.find((it) => it.id === view)?.draw(store.graph, drawOptions),
    edits: (fix) =>
      editsOf(
        fix.steps,
        (file) => library.text(file),
        (id) => units.place(id),
      ),
    wants: (path) => library.wants(path),
    counts: () => ({ reads: library.reads(), renders: units.renders(), checks: reviewer.checks() }),
  };
}

/** Whether a finding has a place in one of the paths (all of them, when none is given) and holds in the variant asked for. */
function within({ paths, variant }: ReviewOptions): (finding: Finding) => boolean {
  return (finding) => {
    if (variant !== undefined && finding.in !== "all" && !finding.in.includes(variant)) return false;
    if (paths === undefined || paths.includes("")) return true;
    return finding.at.some((id) => paths.some((path) => fileOf(id) === path || fileOf(id).startsWith(`${path}/`)));
  };
}
