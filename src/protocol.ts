/**
 * What extension, server and webview say to each other: types and names only.
 * Positions count from 0 here, as in LSP; paths are workspace-relative with `/`; only hosts know URIs.
 */
import type {
  Brief,
  BriefOptions,
  Claim,
  DrawOptions,
  Overview,
  PlacedDrawing,
  PlacedFinding,
  Proposed,
  ReviewAnswer,
} from "./engine/index.ts";

export type {
  Brief,
  BriefOptions,
  Claim,
  ComponentLine,
  Overview,
  Place,
  PlacedArrow,
  PlacedBox,
  PlacedDrawing,
  PlacedFinding,
  Proposed,
  ReviewAnswer,
  VariantChoice,
} from "./engine/index.ts";

/** Requests of the extension to the server. `undefined` paths = the whole workspace. */
export interface Requests {
  /** `shown`: the variants that somebody looks at, at most one a system; else the main ones. */
  "architect/overview": { params: { readonly shown?: readonly string[] }; result: Overview };
  "architect/review": {
    params: { readonly paths?: readonly string[]; readonly variant?: string; readonly shown?: readonly string[] };
    result: ReviewAnswer;
  };
  /** `null`: there is no such view, or nothing to draw (JSON has no `undefined`). */
  "architect/draw": { params: { readonly view: string; readonly options: DrawOptions }; result: PlacedDrawing | null };
  /** Every way to look at the architecture, in the order pickers show them. */
  "architect/views": { params: Record<string, never>; result: readonly ViewLine[] };
  /** What a language model would be told. */
  "architect/brief": { params: BriefOptions; result: Brief };
  /** Files that are only proposed, by path: drawn and reviewed as if they were there. */
  "architect/propose": { params: { readonly files: Readonly<Record<string, string>>; readonly name: string }; result: Proposed };
  /** The comment that silences a finding, and where it goes; `null` = there is no place for one. */
  "architect/ignore": { params: { readonly finding: string; readonly reason: string }; result: Insertion | null };
  /** What the server has to know of the window: it is trusted now; somebody wants to see all problems, and not only those of open files. */
  "architect/session": { params: { readonly trusted?: true; readonly showAll?: true }; result: null };
  /** What a text names, held against the architecture. */
  "architect/check": { params: { readonly text: string }; result: readonly Claim[] };
}
/** A text to put into a file. */
export interface Insertion {
  readonly file: string;
  readonly position: { readonly line: number; readonly character: number };
  readonly text: string;
  /** It speaks for the whole file, for there is no other place for it. */
  readonly wholeFile: boolean;
}
export type RequestName = keyof Requests;
export interface ViewLine {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** The server to the extension: the architecture is another one now. */
export const changedNotification = "architect/changed";
export interface Changed {
  /** Counts up; a drawing made at an older one is stale. */
  readonly generation: number;
  readonly filesRead: number;
  readonly systems: number;
}

/** The extension to the panel. */
export type ToPanel =
  | {
      readonly type: "draw";
      readonly drawing: PlacedDrawing;
      readonly title: string;
      readonly position: Position;
      readonly report?: Report;
      /** Only what is around something is drawn: what it is, and how many steps far. */
      readonly around?: Around;
    }
  | { readonly type: "stale"; readonly message: string }
  | { readonly type: "empty"; readonly message: string };
/** Where the shown drawing stands among those of the conversation. */
export interface Position {
  readonly index: number;
  readonly count: number;
}
export interface Around {
  readonly name: string;
  readonly hops: number;
}
/** The words beside a drawing: "Review architecture" without chat. */
export interface Report {
  readonly heading: string;
  readonly summary: string;
  readonly findings: readonly PlacedFinding[];
}

/** The panel to the extension. Everything is checked on arrival: the panel may only name what the last drawing had. */
export type FromPanel =
  | { readonly type: "ready" }
  | { readonly type: "rendered"; readonly boxes: number; readonly arrows: number; readonly milliseconds: number }
  | { readonly type: "failed"; readonly stage: "parse" | "layout"; readonly message: string }
  | { readonly type: "open-box"; readonly id: string }
  | { readonly type: "open-arrow"; readonly id: string }
  | { readonly type: "open-finding"; readonly id: string }
  /** A row of a table, counted from 0. */
  | { readonly type: "open-row"; readonly id: string; readonly row: number }
  /** What can be done with a box or an arrow: asked for with the right button or the menu key. */
  | { readonly type: "actions"; readonly id: string }
  /** Draw only this box and what is around it. */
  | { readonly type: "focus"; readonly id: string }
  /** The same from so many steps away; 0 = the whole again. */
  | { readonly type: "hops"; readonly to: number }
  | Export
  | { readonly type: "ask-chat" }
  | { readonly type: "go"; readonly to: number }
  /** Look at that system in that variant, everywhere. */
  | { readonly type: "show-variant"; readonly system: string; readonly variant: string };

/** The drawing as a file; what the extension does not have itself comes along. */
export type Export =
  | { readonly type: "export"; readonly what: "mermaid" | "report" }
  /** A PNG in base64. */
  | { readonly type: "export"; readonly what: "svg" | "png"; readonly content: string }
  | { readonly type: "copy-report" };

/** Names that package.json and code share; a test holds both together. */
export const commands = {
  reviewWorkspace: "architect.reviewWorkspace",
  reviewFile: "architect.reviewFile",
  reviewResource: "architect.reviewResource",
  showDiagram: "architect.showDiagram",
  ask: "architect.ask",
  askInChat: "architect.askInChat",
  stateRequirements: "architect.stateRequirements",
  restartServer: "architect.restartServer",
  showLog: "architect.showLog",
  openPlace: "architect.openPlace",
  showVariant: "architect.showVariant",
  showInDiagram: "architect.showInDiagram",
  correct: "architect.correct",
  correctSame: "architect.correctSame",
  correctDifferent: "architect.correctDifferent",
  correctIgnore: "architect.correctIgnore",
  correctKind: "architect.correctKind",
  correctOwner: "architect.correctOwner",
  correctConnects: "architect.correctConnects",
  ignoreFinding: "architect.ignoreFinding",
  groupFindings: "architect.groupFindings",
  filterFindings: "architect.filterFindings",
  clearFindingsFilter: "architect.clearFindingsFilter",
  copyFindings: "architect.copyFindings",
  explainFinding: "architect.explainFinding",
  showReceipt: "architect.showReceipt",
  setAnthropicKey: "architect.setAnthropicKey",
  removeAnthropicKey: "architect.removeAnthropicKey",
} as const;

/** Settings, below `architect`. */
export const settings = {
  anthropicBaseUrl: "anthropic.baseUrl",
  preview: "chat.preview",
  previewTokens: "chat.previewTokens",
  reviewScope: "review.scope",
  rules: "rules",
} as const;

export const participantId = "architect.backend";
export const computedVendor = "architect-computed";
export const anthropicVendor = "architect-anthropic";
export const panelViewType = "architect.diagram";
export const sidebarView = "architect.sidebar";
export const findingsView = "architect.findings";
