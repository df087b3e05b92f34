import { expect, test } from "vitest";
import type { Failure } from "../../chat/turn.ts";
import { editorFailure } from "./editor-failures.ts";

test.each<readonly [Failure["failed"], object]>([
  ["no-permission", { code: "NoPermissions", message: "Language model 'x' cannot be used by architect" }],
  ["not-found", { code: "NotFound", message: "Language model 'x' not found" }],
  ["blocked", { code: "Blocked", message: "The request was blocked." }],
  ["quota", { code: "Blocked", message: "You have exceeded your premium requests" }],
  ["quota", { message: "Quota exceeded" }],
  ["rate-limited", { code: "Blocked", message: "Sorry, you have hit a rate limit" }],
  ["rate-limited", { message: "429 Too Many Requests" }],
  ["too-long", { message: "Message exceeds token limit." }],
  ["refused", { code: "off_topic", message: "Off-topic request" }],
  ["refused", { message: "Response was filtered by the Responsible AI Service" }],
  ["timeout", { message: "The request timed out" }],
  ["network", { message: "net::ERR fetch failed" }],
  ["server", { message: "Internal Server Error" }],
  ["cancelled", { name: "Canceled", message: "Canceled" }],
  // A provider of ours, seen through the editor.
  ["rate-limited", { message: "Claude X gave no whole answer. (rate-limited)" }],
  ["unknown", { message: "Something else" }],
])("%s: %o", (failed, error) => {
  expect(editorFailure(error).failed).toBe(failed);
});
