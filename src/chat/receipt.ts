import { redact, redacted } from "../gate/gate.ts";
import type { Brief } from "../protocol.ts";
import { code, fence, paragraphs, plain, points } from "./markdown.ts";
import type { Cancellation, LanguageModel, Message, Receipt, Sending } from "./turn.ts";
import { textOf } from "./voice/prompt.ts";
import { count } from "./words.ts";

/** What is about to be sent, with what it comes to: estimated, for who counts exactly has to be given every word. */
export function sendingOf(model: LanguageModel, messages: readonly Message[], brief: Brief, files: Iterable<string>): Sending {
  const text = wordsOf(messages);
  return {
    model: model.name,
    messages,
    tokens: { count: Math.ceil(text.length / 3), by: "estimated" },
    files: [...new Set(files)].filter((it) => text.includes(it)).sort(),
    redactions: text.split(redacted).length - 1,
    omitted: brief.omitted,
  };
}

/** The same once it may be sent: counted, where the model's provider can. */
export async function countedBy(model: LanguageModel, sending: Sending, cancel: Cancellation): Promise<Sending> {
  const count = await model.count?.(wordsOf(sending.messages), cancel).catch(() => undefined);
  return count === undefined ? sending : { ...sending, tokens: { count, by: "counted" } };
}

const wordsOf = (messages: readonly Message[]): string => messages.map((it) => it.text).join("\n\n");

/** A receipt (or what would become one) as a page: first what it comes to, then every word. */
export function receiptPage(it: Sending | Receipt): string {
  const tokens = `${it.tokens.count} tokens${it.tokens.by === "estimated" ? ", estimated" : ""}`;
  const looked = "looked" in it ? it.looked : undefined;
  const used =
    "used" in it && it.used !== undefined
      ? `The service counted ${it.used.input} tokens in (${it.used.cached} of them from its cache) and ${it.used.output} out.`
      : "";
  const page = paragraphs(
    [looked === undefined ? `# What ${plain(it.model)} would be sent` : `# What ${plain(it.model)} was sent`],
    points([
      [
        `${count(it.messages.length, "message")}, ${tokens}${"requests" in it && it.requests > 1 ? `, in ${it.requests} requests` : ""}. ${used}`.trim(),
      ],
      [
        `Names, hosts and shapes from ${count(it.files.length, "file")}. Values of secrets are never sent${it.redactions === 0 ? "" : `: ${count(it.redactions, "value")} that looked like one ${it.redactions === 1 ? "was" : "were"} taken out`}.`,
      ],
      ...(it.omitted.length === 0 ? [] : [[`Left out for want of room: ${plain(it.omitted.join(", "))}.`]]),
      ...(looked === undefined || looked.length === 0
        ? []
        : [[`Looked up by the model: ${looked.map(({ tool }) => code(tool)).join(", ")}.`]]),
    ]),
    it.files.length === 0 ? [] : ["## Files"],
    points(
      it.files.map((file) => [code(file)]),
      200,
    ),
    ["## Every word"],
    ...it.messages.flatMap(({ role, text, stable }, index) => [
      [`### ${index + 1}. ${role}${stable === true ? ", the same in every turn" : ""}`],
      [fence(text, "text")],
    ]),
    ...(looked ?? []).flatMap(({ tool, input, answer }) => [[`### Looked up: ${code(tool)} ${code(input)}`], [fence(answer, "text")]]),
  );
  return `${redact(textOf(page)).text}\n`;
}
