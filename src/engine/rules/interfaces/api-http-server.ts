import { rule } from "../rule.ts";
import { about, isInternal, isLocal, listed, many } from "./descriptions.ts";

export const apiHttpServer = rule({
  id: "api-http-server",
  title: "Interfaces are offered over TLS",
  why: "Whoever sits on the way reads tokens and answers, and can change both. Clients are generated with the address that stands here.",
  remedy: "Offer https (wss for sockets), and take http out of the description.",
  silent:
    "Addresses of one's own machine, relative ones (they are as safe as where the description is read), Swagger without schemes. Names that only mean something inside one network are a note: there TLS may be the mesh's business.",
  area: "security",
  covers: ["api-http-server"],
  sources: [
    "https://spec.openapis.org/oas/v3.1.1.html#server-object",
    "https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/",
  ],
  default: true,
  scope: "resource:api-description",
  messages: { plain: "{api} is offered without encryption: {servers}." },
  severity: () => "warning",
  *check(description) {
    const plain = description.servers.filter((it) => it.schemes.some((scheme) => scheme === "http" || scheme === "ws") && !isLocal(it));
    if (!many(plain)) return;
    const at = plain.map((it) => it.at);
    const servers = listed([...new Set(plain.map((it) => it.url))]);
    const inside = plain.every(isInternal);
    if (many(at))
      yield about(
        description,
        "plain",
        "http",
        at,
        { servers },
        inside ? { severity: "note", because: "Only names inside one network." } : {},
      );
  },
  good: [
    {
      title: "Encrypted, on one's own machine, and relative",
      files: {
        "api/openapi.yaml": `openapi: 3.1.0
info: { title: Orders, version: "1" }
servers:
  - url: https://orders.example.com/v1
  - url: http://localhost:8080
  - url: /v1
paths: {}
`,
      },
    },
    {
      title: "Swagger over TLS alone",
      files: {
        "swagger.yaml": 'swagger: "2.0"\ninfo: { title: Pets, version: "1" }\nhost: pets.example.com\nschemes: [https, wss]\npaths: {}\n',
      },
    },
    {
      title: "A link in an example",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      responses:
        "200":
          description: ok
          content: { application/json: { example: { servers: [{ url: "http://example.com" }] } } }
`,
      },
    },
  ],
  bad: [
    {
      title: "One of several servers, and one of an operation",
      files: {
        "api/openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
servers:
  - url: https://orders.example.com
  - url: http://staging.example.com
paths:
  /orders:
    get:
      servers:
        - url: "{scheme}://eu.example.com"
          variables: { scheme: { default: https, enum: [https, http] } }
      responses: { "200": { description: ok } }
`,
      },
      says: ["Orders is offered without encryption: http://staging.example.com, {scheme}://eu.example.com."],
    },
    {
      title: "Swagger's schemes",
      files: {
        "swagger.json":
          '{\n  "swagger": "2.0",\n  "info": { "title": "Pets", "version": "1" },\n  "host": "pets.example.com",\n  "schemes": ["https", "http"],\n  "paths": {}\n}\n',
      },
      says: ["Pets is offered without encryption: http://pets.example.com."],
    },
    {
      title: "Inside one network it is a note",
      files: {
        "openapi.yaml": 'openapi: 3.0.3\ninfo: { title: Orders, version: "1" }\nservers: [{ url: "http://orders:8080" }]\npaths: {}\n',
      },
      says: ["Orders is offered without encryption: http://orders:8080."],
    },
  ],
});
