import { prose } from "./markdown.ts";
import type { Failure } from "./turn.ts";

/** What a failure is to the reader: what happened, and what to do about it. `{model}` is the model's name. */
const sentences: Readonly<Record<Failure["failed"], readonly [happened: string, remedy: string]>> = {
  "no-permission": [
    "{model} may not be used by Architect yet.",
    "Ask again and choose **Allow**, or pick another model below the chat box.",
  ],
  blocked: ["{model} refused the request.", "Put the question differently, or pick another model below the chat box."],
  quota: ["The quota for {model} is used up.", "Wait until it is renewed, or pick another model below the chat box."],
  "not-found": ["{model} is not there any more.", "Pick another model below the chat box."],
  unauthorized: ["The key for {model} was not accepted.", "Set it again with **Architect: Set Anthropic API Key**."],
  forbidden: ["The key may not use {model}.", "Pick another model below the chat box, or ask whoever gave you the key."],
  "rate-limited": ["{model} gets too many requests from this account.", "Wait a minute and ask again."],
  overloaded: ["{model} is overloaded right now.", "Wait a minute and ask again, or pick another model below the chat box."],
  server: ["The service behind {model} failed.", "Ask again; if it stays so, look at the provider's status page."],
  timeout: ["{model} did not answer in time.", "Ask again, or ask for less at once."],
  network: ["{model} could not be reached.", "Check the connection, a proxy, and the base URL if you set one."],
  cut: ["The answer of {model} broke off.", "Ask again to get the rest."],
  "too-long": ["This was too long for {model}.", "Start a new chat, attach fewer files, or pick a model with a larger window."],
  refused: ["{model} declined to answer this.", "Put the question differently."],
  cancelled: ["{model} was stopped.", "Ask again when you want to go on."],
  declined: ["Nothing was sent to {model}.", "Ask again to be shown once more what would be."],
  unknown: ["{model} gave no answer.", "Ask again; **Architect: Show Log** says more."],
};

/** A failure in a sentence, what to do, and that what was computed stays. */
export function failureText({ failed, detail }: Failure, model: string): string {
  const [happened, remedy] = sentences[failed];
  const said = detail === undefined || detail.trim() === "" ? "" : ` It said: ${prose(shortened(detail))}`;
  return `${happened.replace("{model}", () => prose(model))}${said} ${remedy} What Architect computed from your files holds without it.`;
}

const longest = 200;
const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim();
  const cut = line.length > longest ? `${line.slice(0, longest)}…` : line;
  return /[.!?…]$/.test(cut) ? cut : `${cut}.`;
};

/** What was thrown, as a failure: providers say what they know in `failed`, everything else is unknown. */
export function failureOf(error: unknown): Failure {
  if (isFailure(error)) return error;
  return { failed: "unknown", detail: error instanceof Error ? error.message : undefined };
}

export const isFailure = (it: unknown): it is Failure =>
  typeof it === "object" && it !== null && "failed" in it && typeof it.failed === "string" && Object.hasOwn(sentences, it.failed);
