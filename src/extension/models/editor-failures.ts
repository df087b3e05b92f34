import type { Failure } from "../../chat/turn.ts";

/**
 * What the editor's error means to the reader. Its `code` says little (`NoPermissions`, `Blocked`, `NotFound`), the rest is in words;
 * a provider of ours writes the kind at the end of its words, which survives the way through the editor.
 */
export function editorFailure(error: unknown): Failure {
  const {
    name = "",
    message = "",
    code = "",
  } = (typeof error === "object" && error !== null ? error : {}) as Readonly<Partial<Record<"name" | "message" | "code", unknown>>>;
  const [words, kind] = [`${String(message)}`, `${String(code)}`];
  if (name === "Canceled" || name === "CancellationError" || /^cancell?ed$/i.test(words)) return { failed: "cancelled" };
  const own = words.match(/\(([a-z-]+)\)\.?\s*$/)?.[1];
  if (own !== undefined && isKind(own)) return { failed: own };
  if (kind === "NoPermissions") return { failed: "no-permission" };
  if (kind === "NotFound") return { failed: "not-found" };
  if (/quota|exceeded your|premium requests|billing|credit/i.test(words)) return { failed: "quota", detail: words };
  if (/rate.?limit|too many requests|\b429\b/i.test(words)) return { failed: "rate-limited" };
  if (/too (?:long|large)|token limit|context (?:length|window)|max(?:imum)? (?:context|tokens|prompt)/i.test(words))
    return { failed: "too-long" };
  if (/off.?topic|responsible ai|content filter|filtered/i.test(words)) return { failed: "refused" };
  if (kind === "Blocked") return { failed: "blocked", detail: words };
  if (/time(?:d)? ?out/i.test(words)) return { failed: "timeout" };
  if (/\b(?:ENOTFOUND|ECONNREFUSED|ECONNRESET|ENETUNREACH|fetch failed|network)\b/i.test(words))
    return { failed: "network", detail: words };
  if (/overloaded|\b(?:529|503)\b/i.test(words)) return { failed: "overloaded" };
  if (/\b5\d\d\b|internal server error/i.test(words)) return { failed: "server", detail: words };
  return { failed: "unknown", detail: words };
}

const kinds: Readonly<Record<Failure["failed"], true>> = {
  "no-permission": true,
  blocked: true,
  quota: true,
  "not-found": true,
  unauthorized: true,
  forbidden: true,
  "rate-limited": true,
  overloaded: true,
  server: true,
  timeout: true,
  network: true,
  cut: true,
  "too-long": true,
  refused: true,
  cancelled: true,
  declined: true,
  unknown: true,
};
const isKind = (it: string): it is Failure["failed"] => Object.hasOwn(kinds, it);
