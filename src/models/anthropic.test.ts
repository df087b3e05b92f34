import { afterEach, describe, expect, test, vi } from "vitest";
import { type MessagesApi, openMessagesApi, type Scripted } from "../../test/conversation/messages-api.ts";
import { cancellation, never } from "../../test/conversation/turns.ts";
import { isFailure } from "../chat/failures.ts";
import type { Cancellation, Failure, Heard, Message } from "../chat/turn.ts";
import { type AnthropicAccount, anthropicModel, anthropicModels } from "./anthropic.ts";

const apis: MessagesApi[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const api of apis.splice(0)) await api.close();
});
const serve = async (...scripts: readonly Scripted[]): Promise<MessagesApi> => {
  const api = await openMessagesApi((_, number) => scripts[Math.min(number, scripts.length) - 1] ?? "silence");
  apis.push(api);
  return api;
};
const account = (api: MessagesApi, rest: Partial<AnthropicAccount> = {}): AnthropicAccount => ({
  apiKey: "sk-ant-its-me",
  baseURL: api.url,
  maxRetries: 0,
  ...rest,
});

const question: readonly Message[] = [
  { role: "user", text: "Persona.", stable: true },
  { role: "user", text: "Facts.", stable: true },
  { role: "user", text: "Before?" },
  { role: "assistant", text: "Before." },
  { role: "user", text: "Now?" },
];
const listen = async (of: AnthropicAccount, cancel: Cancellation = never): Promise<readonly (string | Failure)[]> => {
  const heard: (string | Failure)[] = [];
  const model = anthropicModel(of, { id: "claude-x", name: "Claude X", maxInputTokens: 1000, maxOutputTokens: 50_000 });
  for await (const piece of model.send(question, cancel)) if (typeof piece === "string" || isFailure(piece)) heard.push(piece);
  return heard;
};

test("an answer comes piece by piece", async () => {
  const api = await serve({ says: ["Fix ", "the port."] });
  expect(await listen(account(api))).toEqual(["Fix ", "the port."]);
});

test("the request: the key, the model, turns that alternate, and a cached prefix that ends with what is stable", async () => {
  const api = await serve({ says: ["Yes."] });
  await listen(account(api));
  const [{ path, headers, body } = { path: "", headers: {}, body: {} }] = api.asked;
  expect(path).toBe("/v1/messages");
  expect(headers.authorization).toBe("Bearer sk-ant-its-me");
  expect(body).toEqual({
    model: "claude-x",
    max_tokens: 8192,
    stream: true,
    messages: [
      {
        role: "user",
        content: [
          { type: "text", text: "Persona." },
          { type: "text", text: "Facts.", cache_control: { type: "ephemeral" } },
          { type: "text", text: "Before?" },
        ],
      },
      { role: "assistant", content: [{ type: "text", text: "Before." }] },
      { role: "user", content: [{ type: "text", text: "Now?" }] },
    ],
  });
});

test("nothing of the environment decides whose key goes where, or what goes with it", async () => {
  const api = await serve({ says: ["Yes."] });
  const other = await serve({ says: ["No."] });
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-ant-somebody");
  vi.stubEnv("ANTHROPIC_AUTH_TOKEN", "somebody");
  vi.stubEnv("ANTHROPIC_BASE_URL", other.url);
  vi.stubEnv("ANTHROPIC_CUSTOM_HEADERS", "x-spy: yes\nauthorization: Bearer somebody");
  expect(await listen(account(api))).toEqual(["Yes."]);
  expect(other.asked).toEqual([]);
  expect(api.asked[0]?.headers["x-spy"]).toBeUndefined();
  expect(api.asked[0]?.headers.authorization).toBe("Bearer sk-ant-its-me");
});

describe("what goes wrong is told as what it is", () => {
  test.each<readonly [Failure["failed"], Scripted]>([
    ["unauthorized", { status: 401, type: "authentication_error" }],
    ["quota", { status: 402, type: "billing_error" }],
    ["forbidden", { status: 403, type: "permission_error" }],
    ["not-found", { status: 404, type: "not_found_error" }],
    ["too-long", { status: 413, type: "request_too_large" }],
    ["too-long", { status: 400, type: "invalid_request_error", message: "prompt is too long: 210000 tokens > 200000 maximum" }],
    ["quota", { status: 400, type: "invalid_request_error", message: "Your credit balance is too low" }],
    ["rate-limited", { status: 429, type: "rate_limit_error" }],
    ["server", { status: 500, type: "api_error" }],
    ["overloaded", { status: 503, type: "api_error" }],
    ["timeout", { status: 504, type: "timeout_error" }],
    ["overloaded", { status: 529, type: "overloaded_error" }],
    ["refused", { says: ["I"], stop: "refusal" }],
    ["cut", { says: ["A long"], stop: "max_tokens" }],
    ["too-long", { says: [], stop: "model_context_window_exceeded" }],
    ["cut", { says: ["Half a"], ends: "cut" }],
    ["overloaded", { says: ["Half a"], ends: { error: "overloaded_error" } }],
    ["server", { says: ["Half a"], ends: { error: "api_error" } }],
  ])("%s: %o", async (failed, scripted) => {
    const heard = await listen(account(await serve(scripted)));
    expect(heard.at(-1)).toMatchObject({ failed });
    expect(JSON.stringify(heard)).not.toContain("sk-ant");
  });

  test("what was heard before it broke off is kept", async () => {
    const heard = await listen(account(await serve({ says: ["Half ", "a"], ends: "cut" })));
    expect(heard.slice(0, 2)).toEqual(["Half ", "a"]);
  });

  test("a gateway that repeats the key does not bring it into the answer", async () => {
    const api = await serve({ status: 403, message: "Bearer sk-ant-its-me is not allowed here" });
    expect(JSON.stringify(await listen(account(api)))).not.toContain("its-me");
  });

  test("nobody listens at the address", async () => {
    const api = await serve("silence");
    await api.close();
    expect(await listen(account(api))).toEqual([{ failed: "network", detail: "ECONNREFUSED" }]);
  });

  test("an address that sends on elsewhere gets the key no further", async () => {
    const elsewhere = await serve({ says: ["No."] });
    const api = await serve({ status: 307, headers: { location: `${elsewhere.url}/v1/messages` } });
    expect((await listen(account(api))).at(-1)).toMatchObject({ failed: "network" });
    expect(elsewhere.asked).toEqual([]);
  });

  test("no answer begins", async () => {
    expect(await listen(account(await serve("silence"), { timeout: 100 }))).toEqual([{ failed: "timeout" }]);
  });

  test("an answer stops in its middle", async () => {
    const heard = await listen(account(await serve({ says: ["Half"], ends: "never" }), { patience: 100 }));
    expect(heard).toEqual(["Half", { failed: "timeout" }]);
  });

  test("overloaded once, then not: asked again", async () => {
    const api = await serve({ status: 529, type: "overloaded_error", headers: { "retry-after-ms": "10" } }, { says: ["Yes."] });
    expect(await listen(account(api, { maxRetries: 1 }))).toEqual(["Yes."]);
  });
});

describe("cancelled", () => {
  test.each<readonly [string, Scripted]>([
    ["before it begins", "silence"],
    ["in its middle", { says: ["Half"], ends: "never" }],
  ])("%s: the connection is closed", async (_name, scripted) => {
    const api = await serve(scripted);
    const { cancel, now } = cancellation();
    const heard = listen(account(api), cancel);
    await vi.waitFor(() => expect(api.asked).toHaveLength(1));
    now();
    expect((await heard).at(-1)).toEqual({ failed: "cancelled" });
    await vi.waitFor(() => expect(api.abandoned()).toBe(1));
  });

  test("whoever stops reading stops the answer", async () => {
    const api = await serve({ says: ["Half"], ends: "never" });
    const model = anthropicModel(account(api), { id: "claude-x", name: "Claude X", maxInputTokens: 1000, maxOutputTokens: 1000 });
    for await (const _ of model.send(question, never)) break;
    await vi.waitFor(() => expect(api.abandoned()).toBe(1));
  });
});

describe("the models of a key", () => {
  const listed = (id: string, rest: Readonly<Record<string, unknown>> = {}) => ({
    type: "model",
    id,
    display_name: `Claude ${id}`,
    lifecycle: "active",
    max_input_tokens: 200_000,
    max_tokens: 64_000,
    ...rest,
  });
  test("are listed at run time, without those that are gone", async () => {
    const api = await serve({
      models: [listed("new"), listed("old", { lifecycle: "retired" }), listed("plain", { max_input_tokens: null, max_tokens: null })],
    });
    expect(await anthropicModels(account(api), never)).toEqual([
      { id: "new", name: "Claude new", maxInputTokens: 200_000, maxOutputTokens: 64_000 },
      { id: "plain", name: "Claude plain", maxInputTokens: 200_000, maxOutputTokens: 8192 },
    ]);
    expect(api.asked[0]?.path).toMatch(/^\/v1\/models\?/);
  });
  test("cannot be listed with a wrong key", async () => {
    const api = await serve({ status: 401, type: "authentication_error", message: "invalid key" });
    expect(await anthropicModels(account(api), never)).toMatchObject({ failed: "unauthorized" });
  });
});

test("what it wants to look up, and what the service counted", async () => {
  const api = await serve({ says: ["Let me see."], calls: [{ name: "architect_query", input: { component: "db" } }], stop: "tool_use" });
  const model = anthropicModel(account(api), { id: "claude-x", name: "Claude X", maxInputTokens: 1000, maxOutputTokens: 50_000 });
  const offer = { name: "architect_query", description: "Who talks to whom", input: { type: "object", properties: {} } } as const;
  const heard: Heard[] = [];
  const asked: readonly Message[] = [
    { role: "user", text: "Now?" },
    { role: "assistant", text: "First", calls: [{ id: "toolu_0", name: "architect_query", input: { component: "api" } }] },
    { role: "user", text: "", results: [{ id: "toolu_0", text: "api needs db" }] },
  ];
  for await (const it of model.send(asked, never, [offer])) heard.push(it);
  expect(heard).toEqual([
    "Let me see.",
    { call: { id: "toolu_1", name: "architect_query", input: { component: "db" } } },
    { used: { input: 1, output: 5, cached: 0 } },
  ]);
  expect(api.asked[0]?.body).toMatchObject({
    tools: [{ name: "architect_query", input_schema: { type: "object" } }],
    messages: [
      { role: "user" },
      { role: "assistant", content: [{ type: "text" }, { type: "tool_use", id: "toolu_0", input: { component: "api" } }] },
      { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_0", content: "api needs db" }] },
    ],
  });
});
