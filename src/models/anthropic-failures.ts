import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from "@anthropic-ai/sdk/core/error";
import type { Failure } from "../chat/turn.ts";

/** What went wrong, for the reader. The service's own sentence comes along where it helps; a key or a header never does. */
export function failureOf(error: unknown, cancelled: boolean): Failure {
  if (cancelled || error instanceof APIUserAbortError) return { failed: "cancelled" };
  if (error instanceof APIConnectionTimeoutError) return { failed: "timeout" };
  if (error instanceof APIConnectionError) return { failed: "network", detail: reasonOf(error.cause) };
  if (error instanceof APIError) return { failed: kindOf(error), detail: withoutKeys(error.apiMessage ?? undefined) };
  // An answer that has begun and breaks off is an error of the connection, not of the SDK.
  if (error instanceof TypeError || (error instanceof Error && /terminated|socket|ECONN|aborted|premature|closed/i.test(error.message)))
    return { failed: "cut" };
  return { failed: "unknown", detail: withoutKeys(error instanceof Error ? error.message : undefined) };
}

function kindOf({ status, type, errorCode, apiMessage }: APIError): Failure["failed"] {
  if (status === undefined) return byType(type);
  if (status === 401) return "unauthorized";
  if (status === 402 || /spend|billing|credit/i.test(errorCode ?? "") || /credit balance/i.test(apiMessage ?? "")) return "quota";
  if (status === 403) return "forbidden";
  if (status === 404) return "not-found";
  if (status === 408 || status === 504) return "timeout";
  if (status === 413) return "too-long";
  if (status === 429) return "rate-limited";
  if (status === 529 || status === 503) return "overloaded";
  if (status >= 500) return "server";
  return status === 400 && /too long|too large|maximum|exceed/i.test(apiMessage ?? "") ? "too-long" : "unknown";
}

/** An error that comes inside a stream has a type and no status. */
function byType(type: APIError["type"]): Failure["failed"] {
  switch (type) {
    case "overloaded_error":
      return "overloaded";
    case "rate_limit_error":
      return "rate-limited";
    case "authentication_error":
      return "unauthorized";
    case "permission_error":
      return "forbidden";
    case "billing_error":
      return "quota";
    case "timeout_error":
      return "timeout";
    case "api_error":
      return "server";
    default:
      return "cut";
  }
}

const reasonOf = (cause: unknown): string | undefined => {
  if (typeof cause !== "object" || cause === null) return undefined;
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
  const inner = "cause" in cause ? reasonOf(cause.cause) : undefined;
  return code ?? inner;
};

/** A gateway may repeat what it was sent. */
const withoutKeys = (text: string | undefined): string | undefined =>
  text?.replace(/\b(?:sk-|bearer\s+)[\w.-]+/gi, "‹key›").replace(/\b[\w-]{32,}\b/g, "‹…›");
