/** The ports of a conversation. A turn is {prompt, architect, model, reply, cancel}; nothing here knows VS Code. */
import type { Brief, BriefOptions, Claim, DrawOptions } from "../engine/index.ts";
import type { Overview, Place, PlacedDrawing, Proposed, ReviewAnswer, ViewLine } from "../protocol.ts";

/** VS Code's and the language server's tokens already have this shape; a test's literal does too. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
  /** Where there is one, a turn stops while it waits, and not only after. */
  readonly onCancellationRequested?: (listener: () => void) => { dispose(): unknown };
}

/** Who computes: the server, or the engine itself in tests and other hosts. */
export interface Architect {
  overview(cancel: Cancellation): Promise<Overview>;
  review(options: { readonly paths?: readonly string[]; readonly variant?: string }, cancel: Cancellation): Promise<ReviewAnswer>;
  /** Every way to look at the architecture. */
  views(cancel: Cancellation): Promise<readonly ViewLine[]>;
  /** `undefined`: there is no such view, or nothing to draw. */
  draw(view: string, options: DrawOptions, cancel: Cancellation): Promise<PlacedDrawing | undefined>;
  /** Files that nobody has written yet, by path: what they would come to, and what the rules say of it. */
  propose(files: Readonly<Record<string, string>>, name: string, cancel: Cancellation): Promise<Proposed>;
  /** What a language model is told about the workspace: facts within a budget, redacted by the engine. */
  brief(options: BriefOptions, cancel: Cancellation): Promise<Brief>;
  /** What a text names, held against the architecture. */
  check(text: string, cancel: Cancellation): Promise<readonly Claim[]>;
}

export interface Message {
  readonly role: "user" | "assistant";
  readonly text: string;
  /** The same bytes in every turn of a conversation: worth caching, where a provider can. */
  readonly stable?: boolean;
  /** What the assistant wanted to look up, behind its text. */
  readonly calls?: readonly ToolCall[];
  /** What came of it: the answers to all calls of the message before. */
  readonly results?: readonly { readonly id: string; readonly text: string }[];
}

/** Something a model may look up. Nothing that it names is changed by it. */
export interface ToolOffer {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of an object. */
  readonly input: { readonly type: "object"; readonly properties: Readonly<Record<string, object>>; readonly required?: readonly string[] };
}
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** Whatever the model wrote: nobody's word, until looked at. */
  readonly input: unknown;
}
/** Tokens as the service counts them. */
export interface Usage {
  readonly input: number;
  readonly output: number;
  /** Of the input, what the service remembered from before. */
  readonly cached: number;
}
/** What comes out of a model. */
export type Heard = string | Failure | { readonly call: ToolCall } | { readonly used: Usage };

/** Whoever puts it into words. `computed`: nobody but the engine; nothing is sent anywhere. */
export interface LanguageModel {
  readonly name: string;
  readonly computed: boolean;
  /** Why nobody else answers, where the reader did not choose so: "This workspace is not trusted yet, …" */
  readonly because?: string | undefined;
  /** Tokens that a request may have; `undefined` = nobody says. */
  readonly maxInputTokens?: number | undefined;
  /** A stream of text. What goes wrong may come as a last piece, or be thrown: both are told in a sentence. */
  send(messages: readonly Message[], cancel: Cancellation, tools?: readonly ToolOffer[]): AsyncIterable<Heard>;
  /** Tokens of a text; `undefined` = nobody counts, and they are estimated. */
  count?(text: string, cancel: Cancellation): Promise<number>;
}

/** Why a model gave no answer, or no whole one. */
export interface Failure {
  readonly failed:
    | "no-permission"
    | "blocked"
    | "quota"
    | "not-found"
    | "unauthorized"
    | "forbidden"
    | "rate-limited"
    | "overloaded"
    | "server"
    | "timeout"
    | "network"
    | "cut"
    | "too-long"
    | "refused"
    | "cancelled"
    | "declined"
    | "unknown";
  /** In the sender's own words, where they help; never a key, never a header. */
  readonly detail?: string | undefined;
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
  /** What was sent for this answer; one click away, for whoever wants to know. */
  receipt?(receipt: Receipt): void;
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
  /** Drawn at random once a session: no file of a workspace can know it, so none can end the block that says "this is data". */
  readonly delimiter: string;
  /** Shown what is about to be sent, somebody says whether it may be. `undefined` = nobody has to be asked. */
  readonly mayBeSent?: (sending: Sending, cancel: Cancellation) => Promise<boolean>;
}

/** What a model is about to be sent. */
export interface Sending {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tokens: Tokens;
  /** Files that the facts rest on. */
  readonly files: readonly string[];
  /** Values that were taken out by the gate. */
  readonly redactions: number;
  /** What did not fit. */
  readonly omitted: readonly string[];
}
export interface Tokens {
  readonly count: number;
  /** `counted`: by the model's own counting. `estimated`: three characters each, which is more than there are. */
  readonly by: "counted" | "estimated";
}

/** What was sent, and what came back in numbers; JSON. */
export interface Receipt extends Sending {
  /** What was looked up, in order. */
  readonly looked: readonly { readonly tool: string; readonly input: string; readonly answer: string }[];
  readonly requests: number;
  /** As the service bills them; `undefined` = it does not say. */
  readonly used?: Usage;
}

/** What follow-ups and the next turn need to know. JSON. */
export interface TurnResult {
  readonly command: string;
  readonly followups: readonly string[];
  /** What went wrong; the answer has said it already. */
  readonly error?: string;
}

/** Text of an answer, and words in it that lead to a line. */
export type Piece = string | { readonly place: Place; readonly title: string };

/** An answer as data. The conversation writes it in the one order that the chat view keeps unfolded. */
export interface Answer {
  readonly references: readonly Place[];
  readonly drawing?: { readonly drawing: PlacedDrawing; readonly title: string } | undefined;
  readonly body: readonly Piece[];
  /** Said only when no language model goes on from here. */
  readonly unaided?: readonly Piece[];
  readonly buttons: readonly Button[];
  readonly followups: readonly string[];
  /** What a language model is asked to add; `undefined` = nothing is left to say. */
  readonly ask: string | undefined;
  /** Rules whose findings the question is about; a `*` at the end stands for anything. */
  readonly rules?: readonly string[];
  /** How the topic is gone about, for the model; the persona says how to think, this says what to look at. */
  readonly playbook?: string | undefined;
}

/** A slash command; `plain` (no slash) is one too. One file a command. */
export interface ChatCommand {
  readonly name: string;
  readonly description: string;
  /** What one may write after it, as `/help` shows it. */
  readonly usage: string;
  /** Throws what the architect throws; the conversation says it in a sentence. */
  answer(turn: Turn): Promise<Answer>;
}
