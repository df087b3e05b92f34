import { BaseAnthropic } from "@anthropic-ai/sdk/client";
import { type ContentBlockParam, type MessageParam, Messages } from "@anthropic-ai/sdk/resources/messages/messages";
import { Models } from "@anthropic-ai/sdk/resources/models";
import type { Cancellation, Failure, Heard, LanguageModel, Message, ToolOffer, Usage } from "../chat/turn.ts";
import { failureOf } from "./anthropic-failures.ts";

/** Whose account is used, and where it is reached. The key is held here and nowhere written. */
export interface AnthropicAccount {
  readonly apiKey: string;
  readonly baseURL: string;
  /** Until an answer begins, in milliseconds. */
  readonly timeout?: number;
  /** Between two pieces of an answer that has begun. */
  readonly patience?: number;
  readonly maxRetries?: number;
}

/** A model of the account, as the service lists it. */
export interface AnthropicModel {
  readonly id: string;
  readonly name: string;
  readonly maxInputTokens: number;
  readonly maxOutputTokens: number;
}

/** The models that the key may use, newest first; or why they cannot be listed. */
export async function anthropicModels(account: AnthropicAccount, cancel: Cancellation): Promise<readonly AnthropicModel[] | Failure> {
  const { signal, dispose } = signalOf(cancel);
  try {
    const found: AnthropicModel[] = [];
    for await (const it of new Models(clientOf(account)).list({ limit: 100 }, { signal })) {
      if (it.lifecycle === "retired") continue;
      found.push({
        id: it.id,
        name: it.display_name,
        maxInputTokens: it.max_input_tokens ?? defaultInput,
        maxOutputTokens: it.max_tokens ?? defaultOutput,
      });
      if (found.length >= mostModels) break;
    }
    return found;
  } catch (error) {
    return failureOf(error, cancel.isCancellationRequested);
  } finally {
    dispose();
  }
}
const mostModels = 200;
const defaultInput = 200_000;
const defaultOutput = 8192;
/** An answer is read by a person. */
const longestAnswer = 8192;

/** One model behind the port of the conversation. */
export const anthropicModel = (account: AnthropicAccount, model: AnthropicModel): LanguageModel => ({
  name: model.name,
  computed: false,
  maxInputTokens: model.maxInputTokens,
  send: (messages, cancel, tools = []) => stream(account, model, messages, tools, cancel),
});

async function* stream(
  account: AnthropicAccount,
  model: AnthropicModel,
  messages: readonly Message[],
  tools: readonly ToolOffer[],
  cancel: Cancellation,
): AsyncIterable<Heard> {
  const { signal, abort, dispose } = signalOf(cancel);
  let idle: NodeJS.Timeout | undefined;
  let gaveUp = false;
  const wait = () => {
    clearTimeout(idle);
    idle = setTimeout(() => {
      gaveUp = true;
      abort();
    }, account.patience ?? 60_000);
  };
  try {
    const events = await new Messages(clientOf(account)).create(
      {
        model: model.id,
        max_tokens: Math.min(longestAnswer, model.maxOutputTokens),
        messages: paramsOf(messages),
        ...(tools.length === 0 ? {} : { tools: tools.map(toolOf) }),
        stream: true,
      },
      { signal },
    );
    let end: string | null = null;
    let finished = false;
    let used: Usage = { input: 0, output: 0, cached: 0 };
    let call: { readonly id: string; readonly name: string; json: string } | undefined;
    wait();
    for await (const event of events) {
      wait();
      if (event.type === "content_block_delta" && event.delta.type === "text_delta") yield event.delta.text;
      else if (event.type === "content_block_delta" && event.delta.type === "input_json_delta") {
        if (call !== undefined) call.json += event.delta.partial_json;
      } else if (event.type === "content_block_start") {
        call =
          event.content_block.type === "tool_use" ? { id: event.content_block.id, name: event.content_block.name, json: "" } : undefined;
      } else if (event.type === "content_block_stop" && call !== undefined) {
        yield { call: { id: call.id, name: call.name, input: parsed(call.json) } };
        call = undefined;
      } else if (event.type === "message_start") used = usageOf(event.message.usage, used);
      else if (event.type === "message_delta") {
        end = event.delta.stop_reason;
        used = usageOf(event.usage, used);
      } else if (event.type === "message_stop") finished = true;
    }
    if (used.input + used.output > 0) yield { used };
    // A stream that was aborted ends without a word.
    const failure = gaveUp ? timeout : cancel.isCancellationRequested ? cancelled : endedAs(end, finished);
    if (failure !== undefined) yield failure;
  } catch (error) {
    yield gaveUp ? timeout : failureOf(error, cancel.isCancellationRequested);
  } finally {
    clearTimeout(idle);
    // Whoever stops listening stops the answer, too.
    abort();
    dispose();
  }
}

const timeout: Failure = { failed: "timeout" };
const cancelled: Failure = { failed: "cancelled" };

/** A stream that ends without its last event was cut, whatever the connection says. */
function endedAs(reason: string | null, finished: boolean): Failure | undefined {
  if (reason === "refusal") return { failed: "refused" };
  if (reason === "max_tokens") return { failed: "cut", detail: "The answer reached its largest length." };
  if (reason === "model_context_window_exceeded") return { failed: "too-long" };
  return finished ? undefined : { failed: "cut" };
}

/** Consecutive messages of one side become one; the last stable part is where the cached prefix ends. */
function paramsOf(messages: readonly Message[]): MessageParam[] {
  const lastStable = messages.findLastIndex(({ stable }) => stable === true);
  const params: { role: Message["role"]; content: ContentBlockParam[] }[] = [];
  messages.forEach(({ role, text, calls = [], results = [] }, index) => {
    const blocks: ContentBlockParam[] = [
      ...results.map((it) => ({ type: "tool_result" as const, tool_use_id: it.id, content: it.text })),
      ...(text.trim() === ""
        ? []
        : [{ type: "text" as const, text, ...(index === lastStable ? { cache_control: { type: "ephemeral" as const } } : {}) }]),
      ...calls.map(({ id, name, input }) => ({ type: "tool_use" as const, id, name, input: input ?? {} })),
    ];
    if (blocks.length === 0) return;
    const last = params.at(-1);
    if (last?.role === role) last.content.push(...blocks);
    else params.push({ role, content: blocks });
  });
  return params;
}

const toolOf = ({ name, description, input: { type, properties, required = [] } }: ToolOffer) => ({
  name,
  description,
  input_schema: { type, properties, required: [...required] },
});

/** What a model wrote as input, if it is JSON at all; a tool says what it misses. */
function parsed(json: string): unknown {
  try {
    return json.trim() === "" ? {} : JSON.parse(json);
  } catch {
    return {};
  }
}

/** A service, or a gateway before it, may leave any of these out. */
const usageOf = (
  given:
    | {
        readonly input_tokens?: number | null;
        readonly output_tokens?: number | null;
        readonly cache_read_input_tokens?: number | null;
        readonly cache_creation_input_tokens?: number | null;
      }
    | undefined,
  before: Usage,
): Usage => {
  const cached = given?.cache_read_input_tokens ?? before.cached;
  const input = given?.input_tokens == null ? before.input : given.input_tokens + cached + (given.cache_creation_input_tokens ?? 0);
  return { input, cached, output: given?.output_tokens ?? before.output };
};

/** Everything is said here, so that nothing of the environment decides whose key goes where. */
const clientOf = ({ apiKey, baseURL, timeout = 60_000, maxRetries = 1 }: AnthropicAccount): BaseAnthropic =>
  new BaseAnthropic({
    apiKey,
    authToken: null,
    webhookKey: null,
    baseURL,
    timeout,
    maxRetries,
    openTelemetry: false,
    logLevel: "off",
    fetch: (url, init) => fetch(url, { ...init, headers: onlyOurs(new Headers(init?.headers), apiKey), redirect: "error" }),
  });

/** The SDK adds headers that an environment variable names, or puts them in place of its own; a request of ours has none of them. */
const ours = /^(?:accept|content-type|content-length|user-agent|anthropic-version|x-stainless-.*)$/;
function onlyOurs(headers: Headers, apiKey: string): Headers {
  for (const name of [...headers.keys()]) if (!ours.test(name)) headers.delete(name);
  headers.set("authorization", `Bearer ${apiKey}`);
  return headers;
}

function signalOf(cancel: Cancellation): { readonly signal: AbortSignal; abort(): void; dispose(): void } {
  const controller = new AbortController();
  if (cancel.isCancellationRequested) controller.abort();
  const listening = cancel.onCancellationRequested?.(() => controller.abort());
  return { signal: controller.signal, abort: () => controller.abort(), dispose: () => void listening?.dispose() };
}
