import { redact, redacted } from "../gate/gate.ts";
import type { Brief } from "../protocol.ts";
import { code, fence, paragraphs, plain, points } from "./markdown.ts";
import type { Cancellation, LanguageModel, Message, Receipt, Sending } from "./turn.ts";
import { textOf } from "./voice/prompt.ts";
import { count } from "./words.ts";

/** What is about to be sent, with what it comes to. */
export async function sendingOf(
  model: LanguageModel,
  messages: readonly Message[],
  brief: Brief,
  files: Iterable<string>,
  cancel: Cancellation,
): Promise<Sending> {
  const text = messages.map((it) => it.text).join("\n\n");
  const counted = await model.count?.(text, cancel).catch(() => undefined);
  return {
    model: model.name,
    messages,
    tokens: counted === undefined ? { count: Math.ceil(text.length / 3), by: "estimated" } : { count: counted, by: "counted" },
    files: [...new Set(files)].filter((it) => text.includes(it)).sort(),
    redactions: text.split(redacted).length - 1,
    omitted: brief.omitted,
  };
}

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
