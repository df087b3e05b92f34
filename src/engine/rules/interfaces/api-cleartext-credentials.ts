import type { ApiDescription } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about, isLocal, listed, many, nameOf, securityOf } from "./descriptions.ts";

export const apiCleartextCredentials = rule({
  id: "api-cleartext-credentials",
  title: "Keys and passwords only travel encrypted",
  why: "A key of an interface and a password of HTTP Basic are sent as they are with each call: without TLS whoever sits on the way has them for good.",
  remedy: "Say servers with https (schemes in Swagger), and no others.",
  silent:
    "Operations whose every server is https or wss, or one's own machine; OAuth, OpenID Connect and bearer tokens. It is off by default because a description without servers says nothing about how it is reached.",
  area: "security",
  covers: ["api-cleartext-credentials"],
  sources: ["https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/"],
  default: false,
  scope: "resource:api-description",
  messages: {
    plain: "{operations} of {api} take {schemes}, and {servers} is not encrypted.",
    unsaid: "{operations} of {api} take {schemes}, and nothing says that the way there is encrypted.",
  },
  severity: ({ stage }) => (stage === "prototype" ? "note" : "warning"),
  *check(description) {
    const open = new Set(description.schemes.filter((it) => it.type === "apiKey" || it.scheme === "basic").map((it) => it.name));
    const used = new Set<string>();
    const taking = description.operations.filter((it) => {
      const wanted = (securityOf(it, description)?.alternatives ?? []).flat().filter(({ scheme }) => open.has(scheme));
      for (const { scheme } of wanted) used.add(scheme);
      return wanted.length > 0;
    });
    const plain = unencrypted(description);
    if (taking.length === 0 || plain === "none") return;
    const at = [...new Set(taking.map((it) => it.security?.at ?? it.at))];
    const params = { operations: listed(taking.map(nameOf)), schemes: listed([...used]), servers: listed(plain === "unsaid" ? [] : plain) };
    if (many(at)) yield about(description, plain === "unsaid" ? "unsaid" : "plain", "cleartext", at, params);
  },
  good: [
    {
      title: "Over TLS alone, and with tokens",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
servers: [{ url: https://orders.example.com }]
security: [{ key: [] }]
paths: { /orders: { get: { responses: { "200": { description: ok } } } } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
`,
        "other.yaml": `openapi: 3.0.3
info: { title: Others, version: "1" }
servers: [{ url: http://others.example.com }]
security: [{ bearer: [] }]
paths: { /others: { get: { responses: { "200": { description: ok } } } } }
components: { securitySchemes: { bearer: { type: http, scheme: bearer } } }
`,
      },
    },
  ],
  bad: [
    {
      title: "One server without, and none said",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
servers: [{ url: https://orders.example.com }, { url: http://orders.example.com }]
security: [{ key: [] }]
paths: { /orders: { get: { responses: { "200": { description: ok } } } } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
`,
        "swagger.yaml": `swagger: "2.0"
info: { title: Pets, version: "1" }
paths: { /pets: { get: { security: [{ people: [] }], responses: { "200": { description: ok } } } } }
securityDefinitions: { people: { type: basic } }
`,
      },
      says: [
        "GET /orders of Orders take key, and http://orders.example.com is not encrypted.",
        "GET /pets of Pets take people, and nothing says that the way there is encrypted.",
      ],
    },
  ],
});

/** Servers that are not encrypted; `unsaid` = none says a scheme. */
function unencrypted({ servers }: ApiDescription): readonly string[] | "unsaid" | "none" {
  const plain = servers.filter((it) => it.schemes.some((scheme) => scheme !== "https" && scheme !== "wss") && !isLocal(it));
  if (plain.length > 0) return plain.map((it) => it.url);
  return servers.some((it) => it.schemes.length > 0) ? "none" : "unsaid";
}
