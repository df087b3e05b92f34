import { rule } from "../rule.ts";
import { about, listed, many } from "./descriptions.ts";

export const apiBasicAuth = rule({
  id: "api-basic-auth",
  title: "Nobody sends a password with every call",
  why: "HTTP Basic sends name and password, only encoded, with each request: every proxy and log on the way may keep them, they never expire, and they open everything the person may do.",
  remedy: "OAuth 2 or OpenID Connect with short-lived tokens; between services mutual TLS or tokens of the platform.",
  silent:
    "Digest, bearer and other schemes of HTTP; Basic for a token endpoint, which OAuth's clients use there, is not described as a scheme.",
  area: "security",
  covers: ["api-basic-auth"],
  sources: [
    "https://www.rfc-editor.org/rfc/rfc7617#section-4",
    "https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html",
  ],
  default: true,
  scope: "resource:api-description",
  messages: { basic: "{api} takes a name and a password with each call (HTTP Basic: {schemes})." },
  severity: () => "warning",
  *check(description) {
    const basic = description.schemes.filter((it) => it.type.toLowerCase() === "http" && it.scheme === "basic");
    const at = basic.map((it) => it.at);
    if (many(at)) yield about(description, "basic", "basic", at, { schemes: listed(basic.map((it) => it.name)) });
  },
  good: [
    {
      title: "Bearer tokens",
      files: {
        "openapi.yaml":
          'openapi: 3.0.3\ninfo: { title: Orders, version: "1" }\npaths: {}\ncomponents: { securitySchemes: { bearer: { type: http, scheme: bearer } } }\n',
      },
    },
    {
      title: "A scheme that is called basic and is none",
      files: {
        "openapi.yaml":
          'openapi: 3.0.3\ninfo: { title: Orders, version: "1" }\npaths: {}\ncomponents: { securitySchemes: { basic: { type: apiKey, in: header, name: X-Key } } }\n',
      },
    },
  ],
  bad: [
    {
      title: "OpenAPI",
      files: {
        "openapi.yaml":
          'openapi: 3.0.3\ninfo: { title: Orders, version: "1" }\npaths: {}\ncomponents:\n  securitySchemes:\n    people: { type: http, scheme: Basic }\n',
      },
      says: ["Orders takes a name and a password with each call (HTTP Basic: people)."],
    },
    {
      title: "Swagger",
      files: {
        "swagger.yaml": 'swagger: "2.0"\ninfo: { title: Pets, version: "1" }\npaths: {}\nsecurityDefinitions:\n  people: { type: basic }\n',
      },
      says: ["Pets takes a name and a password with each call (HTTP Basic: people)."],
    },
  ],
});
