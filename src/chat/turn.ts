/** The ports of a conversation. A turn is {prompt, architect, model, reply, cancel}; nothing here knows VS Code. */
import type { DrawOptions } from "../engine/index.ts";
import type { Overview, Place, PlacedDrawing, ReviewAnswer } from "../protocol.ts";

/** VS Code's and the language server's tokens already have this shape; a test's literal does too. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
}

/** Who computes: the server, or the engine itself in tests and other hosts. */
export interface Architect {
  overview(cancel: Cancellation): Promise<Overview>;
  review(options: { readonly paths?: readonly string[]; readonly variant?: string }, cancel: Cancellation): Promise<ReviewAnswer>;
  draw(view: string, options: DrawOptions, cancel: Cancellation): Promise<PlacedDrawing>;
}

export interface Message {
  readonly role: "user" | "assistant";
  readonly text: string;
}

/** Whoever puts it into words. `computed`: nobody but the engine; nothing is sent anywhere. */
export interface LanguageModel {
  readonly name: string;
  readonly computed: boolean;
  send(messages: readonly Message[], cancel: Cancellation): AsyncIterable<string>;
}

/** What the reader sees. References and progress first, then one unbroken run of Markdown, then at most three buttons. */
export interface Reply {
  progress(text: string): void;
  reference(place: Place): void;
  markdown(text: string): void;
  /** A word that leads to a line; it stands inside the run of Markdown. */
  anchor(place: Place, title: string): void;
  button(button: Button): void;
  /** Shows the drawing in the panel beside, without taking focus. */
  drawing(drawing: PlacedDrawing, title: string): void;
}
export interface Button {
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
}

export interface Turn {
  /** Without the command. */
  readonly prompt: string;
  /** Files, folders and selections that were attached: workspace-relative. */
  readonly about: readonly string[];
  readonly history: readonly Message[];
  readonly architect: Architect;
  readonly model: LanguageModel;
  readonly reply: Reply;
  readonly cancel: Cancellation;
  /** The persona's body, as `agent/` says it. */
  readonly persona: string;
}

/** What follow-ups and the next turn need to know. JSON. */
export interface TurnResult {
  readonly command: string;
  readonly followups: readonly string[];
  readonly error?: string;
}

/** A slash command; `plain` (no slash) is one too. One file a command. */
export interface ChatCommand {
  readonly name: string;
  readonly description: string;
  run(turn: Turn): Promise<TurnResult>;
}
