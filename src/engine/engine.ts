import { openAssembly, type UnitChange } from "./assemble/assemble.ts";
import type { Drawing, DrawOptions } from "./diagrams/diagram.ts";
import { diagrams } from "./diagrams/index.ts";
import { openGated } from "./gated.ts";
import type { Graph } from "./graph/graph.ts";
import { openStore } from "./graph/store.ts";
import { type News, openLibrary } from "./library.ts";
import {
  type Architecture,
  assumptionsOf,
  type Control,
  type EvidenceId,
  equal,
  type Finding,
  type Fix,
  fileOf,
  matchesPath,
  noRequirements,
  type Problem,
  pathBelow,
  type Requirements,
  type RuleSetting,
  type Span,
} from "./model/index.ts";
import { type BaselineBody, baselineIds } from "./readers/baseline.ts";
import { readers } from "./readers/index.ts";
import { contractReaders } from "./readers/interfaces/index.ts";
import { requirementsOf } from "./readers/requirements.ts";
import { rules } from "./rules/index.ts";
import { createReviewer } from "./rules/review.ts";
import { editsOf, hashOf, type Refusal, type TextEdit } from "./syntax/edits.ts";
import { unitKinds } from "./units/index.ts";
import { openUnits } from "./units/units.ts";

/**
 * News about one file. `exists`: it is there, and nobody has to read it. `problem`: it is there, and cannot be read. `base`: its text at
 * the base that contracts are compared with, where it was another then; `undefined` = it is not compared any more.
 */
export type FileChange =
  | { readonly path: string; readonly base: string | undefined }
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
  /** The variants somebody looks at, at most one a system: what holds in none of them is told as such, and left in. */
  readonly shown?: readonly string[];
  /** What the editor's settings say of the rules; the files of the workspace outrank it. */
  readonly settings?: readonly RuleSetting[];
}

export interface Review {
  readonly findings: readonly Finding[];
  /** Those in the workspace's baseline: known, and not told again. */
  readonly known: readonly Finding[];
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
  /** What stands in for what nobody stated, as sentences. */
  assumptions(): readonly string[];
  /** Where evidence stands in the current version of its file. */
  place(id: EvidenceId): Span | undefined;
  /** The text of a file as the engine knows it. */
  text(path: string): string | undefined;
  review(options?: ReviewOptions): Review;
  draw(view: string, options?: DrawOptions): Drawing | undefined;
  /** The text edits of a fix on the files as they are, or why it cannot be done. */
  edits(fix: Fix): readonly TextEdit[] | Refusal;
  /** What the workspace's own files say of how it is reviewed. */
  controls(): readonly Control[];
  /** Whether some reader wants to see this file. */
  wants(path: string): boolean;
  /** Files that contracts are made of: what they were at a base is worth telling. */
  contracts(): readonly string[];
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
  const gated = openGated((file) => library.text(file));
  let requirements: Requirements = noRequirements;
  let controls: readonly Control[] = [];

  /** Files that were read until now may be excluded from now on, and the other way round. */
  const controlled = (news: News): News => {
    const now = library.of("config").map((it) => it.body as Control);
    if (equal(now, controls)) return news;
    const before = controls;
    controls = now;
    if (equal(before.map(excludes), now.map(excludes))) return news;
    const other = library.exclude((path) => isExcluded(path, now));
    return { paths: new Set([...news.paths, ...other.paths]), outline: news.outline || other.outline };
  };

  /** Baselines that configurations name, parsed once for a text: they are asked for at every keystroke. */
  const parsed = new Map<string, { readonly text: string; readonly ids: readonly string[] }>();
  const idsIn = (file: string): readonly string[] => {
    const text = library.text(file) ?? "[]";
    const before = parsed.get(file);
    if (before?.text === text) return before.ids;
    const ids = baselineIds(text) ?? [];
    parsed.set(file, { text, ids });
    return ids;
  };

  /** Ids in the baselines of the workspace. */
  const knownIds = (): ReadonlySet<string> => {
    const named = controls.flatMap(({ baseline }) => (baseline === undefined ? [] : idsIn(baseline)));
    return new Set([...library.of("baseline").flatMap((it) => (it.body as BaselineBody).ids), ...named]);
  };

  const problems = (): readonly Problem[] => [...library.problems(), ...store.architecture.problems].map(gated.problem);

  return {
    update(changes) {
      const news = controlled(library.update(changes));
      const rendered: readonly UnitChange[] = units.update(news).map(gated.facts);
      assembly.update(rendered);
      const stated = requirementsOf(library.of("requirements"));
      if (!equal(stated, requirements)) {
        requirements = stated;
        store.setRequirements(stated);
      }
      const changed = store.changed();
      reviewer.forget(changed, news.paths);
      return { changed, wanted: library.wanted() };
    },
    architecture: () => store.architecture,
    graph: () => store.graph,
    problems,
    assumptions: () => assumptionsOf(requirements),
    place: (id) => units.place(id),
    text: (path) => library.text(path),
    review(options = {}) {
      const reviewed = reviewer.review(
        {
          graph: store.graph,
          architecture: store.architecture,
          requirements,
          controls:
            options.settings === undefined || options.settings.length === 0
              ? controls
              : [{ ...fromSettings, rules: options.settings }, ...controls],
          place: (id) => units.place(id),
          text: (file) => library.text(file),
          isOwn: (file) => library.isReviewed(file),
          hashOf,
        },
        { rules: options.rules, allRules: options.allRules },
      );
      const all = options.paths === undefined && options.variant === undefined;
      const asked = all ? reviewed.findings : reviewed.findings.filter(within(options));
      const known = knownIds();
      return {
        findings: (known.size === 0 ? asked : asked.filter(({ id }) => !known.has(id))).map(gated.finding),
        known: known.size === 0 ? [] : asked.filter(({ id }) => known.has(id)).map(gated.finding),
        problems: reviewed.problems.map(gated.problem),
        assumptions: assumptionsOf(requirements),
      };
    },
    draw: (view, drawOptions = {}) => diagrams.find((it) => it.id === view)?.draw(store.graph, drawOptions),
    edits: (fix) =>
      editsOf(
        fix.steps,
        (file) => library.text(file),
        (id) => units.place(id),
      ),
    controls: () => controls,
    wants: (path) => library.wants(path),
    contracts: () => [...new Set(contractReaders.flatMap((id) => library.of(id).flatMap(({ file, mentions }) => [file, ...mentions])))],
    counts: () => ({ reads: library.reads(), renders: units.renders(), checks: reviewer.checks() }),
  };
}

const fromSettings: Control = { folder: "", rules: [], overrides: [], exclude: [] };

const excludes = ({ folder, exclude }: Control) => ({ folder, exclude });

/** Whether a file is none of the team's system. What steers the review is always read. */
function isExcluded(path: string, controls: readonly Control[]): boolean {
  if (/(^|\/)\.architect\//.test(path)) return false;
  return controls.some(({ folder, exclude }) => {
    const below = pathBelow(folder, path);
    return below !== undefined && exclude.some((it) => matchesPath(it, below));
  });
}

/** Whether a finding has a place in one of the paths (all of them, when none is given) and holds in the variant asked for. */
function within({ paths, variant }: ReviewOptions): (finding: Finding) => boolean {
  return (finding) => {
    if (variant !== undefined && finding.in !== "all" && !finding.in.includes(variant)) return false;
    if (paths === undefined || paths.includes("")) return true;
    return finding.at.some((id) => paths.some((path) => fileOf(id) === path || fileOf(id).startsWith(`${path}/`)));
  };
}
