/** A stand-in for the Messages API on 127.0.0.1: answers as it is told, keeps every request. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Asked {
  readonly method: string | undefined;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Scripted =
  | {
      readonly says: readonly string[];
      /** What it wants to look up, behind its words. */
      readonly calls?: readonly { readonly name: string; readonly input: unknown }[];
      readonly stop?: string;
      /** How the stream ends: as it should, with the connection cut, never, or with an error in it. */
      readonly ends?: "properly" | "cut" | "never" | { readonly error: string };
    }
  | { readonly status: number; readonly type?: string; readonly message?: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly models: readonly Readonly<Record<string, unknown>>[] }
  /** Takes the request and answers nothing. */
  | "silence";

export interface MessagesApi {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Connections that the client has closed before the answer was over. */
  readonly abandoned: () => number;
  close(): Promise<void>;
}

export async function openMessagesApi(script: (asked: Asked, number: number) => Scripted): Promise<MessagesApi> {
  const asked: Asked[] = [];
  let abandoned = 0;
  const server = createServer(async (request, response) => {
    const it: Asked = { method: request.method, path: request.url ?? "", headers: request.headers, body: await bodyOf(request) };
    asked.push(it);
    response.on("close", () => {
      if (!response.writableFinished) abandoned++;
    });
    answer(response, script(it, asked.length));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    abandoned: () => abandoned,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Asked["body"]> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text === "" ? {} : (JSON.parse(text) as Asked["body"]);
}

function answer(response: ServerResponse, scripted: Scripted): void {
  if (scripted === "silence") return;
  if ("models" in scripted) {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ data: scripted.models, has_more: false, first_id: null, last_id: null }));
    return;
  }
  if ("status" in scripted) {
    response.writeHead(scripted.status, { "content-type": "application/json", ...scripted.headers });
    response.end(
      JSON.stringify({ type: "error", error: { type: scripted.type ?? "api_error", message: scripted.message ?? "as scripted" } }),
    );
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (event: Readonly<Record<string, unknown>>) =>
    response.write(`event: ${String(event["type"])}\ndata: ${JSON.stringify(event)}\n\n`);
  const message = {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "scripted",
    content: [],
    stop_reason: null,
    stop_sequence: null,
  };
  send({ type: "message_start", message: { ...message, usage: { input_tokens: 1, output_tokens: 1 } } });
  send({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } });
  for (const text of scripted.says) send({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text } });
  const { ends = "properly" } = scripted;
  if (ends === "never") return;
  // What was written has to arrive before the line is cut.
  if (ends === "cut") return void setTimeout(() => response.destroy(), 50);
  if (ends !== "properly") {
    send({ type: "error", error: { type: ends.error, message: "as scripted" } });
    response.end();
    return;
  }
  send({ type: "content_block_stop", index: 0 });
  for (const [at, { name, input }] of (scripted.calls ?? []).entries()) {
    const index = at + 1;
    send({ type: "content_block_start", index, content_block: { type: "tool_use", id: `toolu_${index}`, name, input: {} } });
    // Cut anywhere, as the service does.
    for (const partial_json of JSON.stringify(input).match(/[\s\S]{1,5}/g) ?? [])
      send({ type: "content_block_delta", index, delta: { type: "input_json_delta", partial_json } });
    send({ type: "content_block_stop", index });
  }
  send({ type: "message_delta", delta: { stop_reason: scripted.stop ?? "end_turn", stop_sequence: null }, usage: { output_tokens: 5 } });
  send({ type: "message_stop" });
  response.end();
}
