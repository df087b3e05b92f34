import type { ApiOperation, EvidenceId } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about, listed, many, nameOf } from "./descriptions.ts";

export const apiRateLimitUndocumented = rule({
  id: "api-rate-limit-undocumented",
  title: "Clients know how often they may call",
  why: "Who is told nothing calls in a loop, and calls again at once when it is refused: one client takes the capacity of all.",
  remedy: "A 429 with `Retry-After` and a body, or `RateLimit` headers in the answers.",
  silent: "Operations that document either. It is off by default: many interfaces are limited by a gateway that documents itself.",
  area: "scalability",
  covers: ["api-rate-limit-undocumented"],
  sources: [
    "https://www.rfc-editor.org/rfc/rfc6585#section-4",
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
  ],
  default: false,
  scope: "resource:api-description",
  messages: {
    unsaid:
      "{operations} of {api} say nothing about how often they may be called: no 429 that says when to come back, no RateLimit headers.",
  },
  severity: () => "note",
  *check(description) {
    const silent = description.operations.filter((it) => it.responses !== undefined && !saysLimits(it));
    const at = silent.map((it): EvidenceId => it.responses?.at ?? it.at);
    if (many(at)) yield about(description, "unsaid", "limits", at, { operations: listed(silent.map(nameOf)) });
  },
  good: [
    {
      title: "A 429 that says when, and headers",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      responses:
        "200": { description: ok, headers: { RateLimit-Limit: { schema: { type: integer } }, RateLimit-Reset: { schema: { type: integer } } } }
    post:
      responses:
        "201": { description: made }
        "429": { description: too many, headers: { Retry-After: { schema: { type: integer } } } }
`,
      },
    },
  ],
  bad: [
    {
      title: "Nothing, and a 429 that says nothing",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    get: { responses: { "200": { description: ok } } }
    post: { responses: { "201": { description: made }, "429": {} } }
`,
      },
      says: [
        "GET /orders, POST /orders of Orders say nothing about how often they may be called: no 429 that says when to come back, no RateLimit headers.",
      ],
    },
  ],
});

/** Enough to know when to come back: one header that says all, or the limit with the time it is counted anew. */
function limits(headers: readonly string[]): boolean {
  const has = (name: string): boolean => headers.includes(name);
  return has("ratelimit") || (has("ratelimit-limit") && has("ratelimit-reset")) || has("x-ratelimit-limit") || has("x-rate-limit-limit");
}

function saysLimits({ responses }: ApiOperation): boolean {
  return (responses?.list ?? []).some(({ code, headers, content }) => {
    if (limits(headers)) return true;
    return code === "429" && (headers.length === 0 ? content : headers.includes("retry-after"));
  });
}
