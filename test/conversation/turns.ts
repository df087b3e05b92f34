/** What a test of the conversation needs: an architect, a model that follows a script, and a reader who writes down what is shown. */
import { converse } from "../../src/chat/converse.ts";
import type { Architect, Cancellation, Heard, LanguageModel, Message, Reply, Turn, TurnResult } from "../../src/chat/turn.ts";
import type { Overview, Place, PlacedFinding } from "../../src/protocol.ts";
import { claimsIn, clinic, drawing, findings, views } from "./clinic.ts";

export interface Shown {
  readonly order: readonly ("progress" | "reference" | "text" | "button" | "drawing")[];
  readonly text: string;
  readonly references: readonly string[];
  readonly buttons: readonly string[];
  readonly drawings: readonly string[];
  readonly result: TurnResult;
  /** The whole, as one can read it. */
  readonly transcript: string;
}

export const never: Cancellation = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };

/** A token, and the hand that pulls it. */
export function cancellation(): { readonly cancel: Cancellation; readonly now: () => void } {
  const listeners = new Set<() => void>();
  let requested = false;
  return {
    cancel: {
      get isCancellationRequested() {
        return requested;
      },
      onCancellationRequested: (listener) => {
        listeners.add(listener);
        return { dispose: () => listeners.delete(listener) };
      },
    },
    now: () => {
      requested = true;
      for (const listener of listeners) listener();
    },
  };
}

export function architectOf(
  overview: Overview = clinic,
  found: readonly PlacedFinding[] = findings,
  rest: Partial<Architect> = {},
): Architect {
  return {
    overview: async () => overview,
    review: async ({ paths }) => ({
      findings: found.filter(
        (it) => paths === undefined || it.places.some(({ file }) => paths.some((path) => file === path || file.startsWith(`${path}/`))),
      ),
      problems: overview.problems,
      overview,
    }),
    views: async () => views,
    draw: async (view) => (views.some(({ id }) => id === view) && overview.systems.length > 0 ? { ...drawing, view } : undefined),
    propose: async () => ({ drawing: { ...drawing, view: "proposal", title: "Proposal for shop" }, findings: [] }),
    brief: async ({ question }) => ({
      stable: "COMPONENTS OF clinic\n- ⟦clinic/booking⟧ service; node",
      specific: `FACTS FOR: ${question.slice(0, 40)}`,
      omitted: ["2 of 9 proofs"],
      redactions: 0,
    }),
    check: async (text) => claimsIn(text),
    ...rest,
  };
}

/** Says its pieces, one after the other; keeps what it was sent. */
export function scripted(
  pieces: readonly Heard[],
  rest: Partial<LanguageModel> = {},
): LanguageModel & { readonly heard: (readonly Message[])[] } {
  const heard: (readonly Message[])[] = [];
  return {
    name: "Scripted",
    computed: false,
    maxInputTokens: 32_000,
    heard,
    async *send(messages) {
      heard.push(messages);
      yield* pieces;
    },
    ...rest,
  };
}

/** The text in pieces as a stream cuts them: anywhere. */
export const inChunks = (text: string, size = 7): readonly string[] => text.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];

export const nobody: LanguageModel = {
  name: "Architect (computed, no AI)",
  computed: true,
  // biome-ignore lint/correctness/useYield: nobody says nothing
  async *send() {
    throw new Error("Nobody is asked.");
  },
};

/** One whole turn. */
export async function ask(question: string, given: Partial<Turn> = {}, beside: Partial<Reply> = {}): Promise<Shown> {
  const [, command, prompt = ""] = question.match(/^(?:\/(\w+)\s*)?([\s\S]*)$/) ?? [];
  const order: Shown["order"][number][] = [];
  const parts: string[] = [];
  const lists = { references: [] as string[], buttons: [] as string[], drawings: [] as string[], progress: [] as string[] };
  const note = (kind: Shown["order"][number], list: string[], text: string): void => {
    order.push(kind);
    list.push(text);
  };
  const argument = (it: unknown) => (isPlace(it) ? where(it) : JSON.stringify(it));
  const reply: Reply = {
    progress: (text) => note("progress", lists.progress, text),
    reference: (place) => note("reference", lists.references, where(place)),
    markdown: (text) => note("text", parts, text),
    anchor: (place, title) => note("text", parts, title === where(place) ? `⌖${title}` : `⌖${title}(${where(place)})`),
    button: (it) => note("button", lists.buttons, `[${it.title}] ${[it.command, ...it.arguments.map(argument)].join(" ")}`),
    drawing: (it, title) => note("drawing", lists.drawings, `${title} (${it.boxes.length} boxes)`),
    ...beside,
  };
  const result = await converse(
    {
      prompt,
      about: [],
      history: [],
      architect: architectOf(),
      model: nobody,
      cancel: never,
      persona: "You are a senior backend architect.",
      delimiter: "data-0123456789abcdef",
      ...given,
      reply,
    },
    command,
  );
  const text = parts.join("");
  const transcript = [
    ...lists.progress.map((it) => `… ${it}`),
    lists.references.length === 0 ? "" : `references: ${lists.references.join(", ")}`,
    ...lists.drawings.map((it) => `panel: ${it}`),
    "",
    text,
    "",
    ...lists.buttons,
    ...result.followups.map((it) => `→ ${it}`),
    result.error === undefined ? "" : `error: ${result.error}`,
  ];
  return {
    order,
    text,
    ...lists,
    result,
    transcript: `> ${question}\n${transcript
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim()}\n`,
  };
}

const where = ({ file, span }: Place): string => (span === undefined ? file : `${file}:${span.line + 1}`);

const isPlace = (it: unknown): it is Place => typeof it === "object" && it !== null && "file" in it;
