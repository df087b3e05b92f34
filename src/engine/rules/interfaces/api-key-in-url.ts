import type { EvidenceId } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about, listed, many } from "./descriptions.ts";

export const apiKeyInUrl = rule({
  id: "api-key-in-url",
  title: "Credentials don't travel in addresses",
  why: "Addresses are kept: in the logs of every proxy, in the history of browsers, in the referrer of the next page. A key in one is a key in all of them.",
  remedy:
    "A header (`Authorization`, or an `apiKey` scheme in `header`); what must be in a link (a reset of a password) is short-lived and works once.",
  silent: "Tokens that open nothing: of pages, of cursors, for deduplication (`pageToken`, `next_token`, `continuationToken`).",
  area: "security",
  covers: ["api-key-in-url"],
  sources: [
    "https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#sensitive-information-in-http-requests",
    "https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/",
  ],
  default: true,
  scope: "resource:api-description",
  messages: {
    scheme: "{api} wants its key in the address ({names}): every log on the way keeps it.",
    parameter: "{api} takes credentials in addresses ({names}): every log on the way keeps them.",
  },
  severity: () => "warning",
  *check(description) {
    const schemes = description.schemes.filter((it) => it.type === "apiKey" && (it.in === "query" || it.in === "path"));
    const keys = schemes.map((it) => it.at);
    if (many(keys)) yield about(description, "scheme", "scheme", keys, { names: listed(schemes.map((it) => it.name)) });
    const parameters = new Map<EvidenceId, string>();
    for (const { parameters: own } of description.operations)
      for (const it of own) if ((it.in === "query" || it.in === "path") && isCredential(it.name)) parameters.set(it.at, it.name);
    const at = [...parameters.keys()];
    if (many(at)) yield about(description, "parameter", "parameter", at, { names: listed([...new Set(parameters.values())]) });
  },
  good: [
    {
      title: "In a header; a token that only turns pages",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      parameters:
        - { name: pageToken, in: query, schema: { type: string } }
        - { name: tokenType, in: query, schema: { type: string } }
        - { name: X-Token, in: header, schema: { type: string } }
      responses: { "200": { description: ok } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
`,
      },
    },
  ],
  bad: [
    {
      title: "A scheme, and parameters",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /sessions/{access_token}:
    parameters:
      - $ref: "#/components/parameters/Token"
    get:
      parameters:
        - { name: userPassword, in: query, schema: { type: string } }
      responses: { "200": { description: ok } }
components:
  parameters:
    Token: { name: access_token, in: path, required: true, schema: { type: string } }
  securitySchemes:
    key: { type: apiKey, in: query, name: key }
`,
      },
      says: [
        "Orders wants its key in the address (key): every log on the way keeps it.",
        "Orders takes credentials in addresses (userPassword, access_token): every log on the way keeps them.",
      ],
    },
  ],
});

const credential = /client[-_]?secret|token|password|passwd|secret|api[-_]?key|access[-_]?key|private[-_]?key/i;
/** Tokens that only point at a place, and words about tokens. */
const harmless =
  /(?:page|next|prev|previous|continuation|sync|cursor|resume|start|skip|pagination|idempotency|request|device|csrf|xsrf|push|dedup\w*)[-_]?token|token[-_]?(?:ids?|type|symbol|address|count|name|kind|standard|uri|contract|policy|length|status)|(?:max|min|num|total)[-_]?tokens?|^tokens$|(?:hide|show|include|has|is|with)[-_]?secrets?|secret[-_]?(?:name|type|version|scanning\w*)|password[-_]?(?:policy|strength|protected)/i;
const isCredential = (name: string): boolean => credential.test(name) && !harmless.test(name);
