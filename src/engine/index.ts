/** The engine's whole interface, and the order of its steps: read, render, assemble; then review and draw. */

export {
  type Answers,
  answersOf,
  type ComponentLine,
  type Overview,
  type Place,
  type PlacedArrow,
  type PlacedBox,
  type PlacedDrawing,
  type PlacedFinding,
  type ReviewAnswer,
  type Reviewed,
  type SystemLine,
  type UseLine,
} from "./answers.ts";
export { type Brief, type BriefOptions, brief } from "./brief/brief.ts";
export { type Claim, check } from "./claims/check.ts";
export type { Arrow, Box, Drawing, DrawOptions } from "./diagrams/diagram.ts";
export { diagrams } from "./diagrams/index.ts";
export { compile, type Flowchart, type Group, type Link, labelText, type Node, type Shape } from "./diagrams/mermaid.ts";
export { type Engine, type FileChange, openEngine, type Review, type Updated } from "./engine.ts";
export { callersOf, endpointAsked } from "./graph/asked.ts";
export type { Connection, Graph } from "./graph/graph.ts";
export { type Here, type Lookout, openLookout } from "./here.ts";
export { ignoring } from "./ignoring.ts";
export { mend } from "./mend.ts";
export type * from "./model/index.ts";
export { anchorOf, apply, compare, equal, fileOf, holdsIn, nameOf, overlaps, systemOf, union } from "./model/index.ts";
export { type Names, openNames } from "./names.ts";
export { type Proposed, type ProposedFinding, propose } from "./propose.ts";
export { baselineIds } from "./readers/baseline.ts";
export { readers } from "./readers/index.ts";
export type { Reader, SourceFile } from "./readers/reader.ts";
export { kinds, styles } from "./readers/words.ts";
export { type RuleLine, ruleLines, ruleTitles } from "./rule-lines.ts";
export { rules } from "./rules/index.ts";
export type { Rule } from "./rules/rule.ts";
export type { Named, Spot } from "./spots.ts";
export type { TextEdit } from "./syntax/edits.ts";
export type { VariantChoice } from "./variants.ts";
