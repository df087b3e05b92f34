import type { ApiDescription, ApiOperation, EvidenceId } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about, isSecured, listed, many, nameOf } from "./descriptions.ts";

export const apiNoSecurity = rule({
  id: "api-no-security",
  title: "Every operation says who may call it",
  why: "What the contract does not ask for, generated clients don't send and gateways don't check: the operation is open, or it fails for everybody.",
  remedy:
    "Say `security` once for the whole description, with the schemes it names, and take the few public operations out of it one by one.",
  silent:
    "Operations that are public by their nature where they say so themselves with `security: []`: health, login, tokens, the description itself, what stands under `/public` or `.well-known`. `{}` among the requirements, by which an author says that nobody need be known. Descriptions without operations.",
  area: "security",
  covers: ["api-no-security"],
  sources: [
    "https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object",
    "https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/",
  ],
  default: true,
  scope: "resource:api-description",
  messages: {
    nothing: "{api} asks nobody who they are: neither the description nor {operations} says `security`.",
    some: "{operations} of {api} have no `security`, and the description says none for all.",
    empty: "{api} says `security: []` for everything: whoever calls need not say who they are.",
    opted: "{operations} of {api} say `security: []`: they are open although others are not.",
  },
  severity: () => "warning",
  *check(description) {
    const { security, operations } = description;
    const own = operations.filter((it) => it.security === undefined);
    if (security !== undefined && security.alternatives.length === 0 && (own.length > 0 || operations.length === 0))
      yield about(description, "empty", "security", [security.at, ...own.map((it) => it.at)]);
    else if (security === undefined && many(own)) {
      const all = own.length === operations.length;
      const places: readonly EvidenceId[] = own.map((it) => it.at);
      yield about(
        description,
        all ? "nothing" : "some",
        "security",
        all ? [description.at, ...places] : ([...places, description.at] as never),
        {
          operations: listed(own.map(nameOf)),
        },
      );
    }
    const opted = operations.filter((it) => it.security?.alternatives.length === 0 && !isPublic(it));
    const at = opted.map((it) => it.security?.at ?? it.at);
    if (many(at))
      yield about(description, "opted", "opted out", at, { operations: listed(opted.map(nameOf)) }, deliberate(description, opted));
  },
  good: [
    {
      title: "For all, and the public ones taken out",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
security: [{ bearer: [] }]
paths:
  /orders: { get: { responses: { "200": { description: ok } } } }
  /health: { get: { security: [], responses: { "200": { description: ok } } } }
  /auth/login: { post: { security: [], responses: { "200": { description: ok } } } }
components: { securitySchemes: { bearer: { type: http, scheme: bearer } } }
`,
      },
    },
    {
      title: "Each operation for itself",
      files: {
        "swagger.yaml": `swagger: "2.0"
info: { title: Pets, version: "1" }
paths:
  /pets: { get: { security: [{ key: [] }], responses: { "200": { description: ok } } } }
securityDefinitions: { key: { type: apiKey, in: header, name: X-Key } }
`,
      },
    },
    {
      title: "A library of schemas",
      files: {
        "schemas.yaml": 'openapi: 3.1.0\ninfo: { title: Shapes, version: "1" }\ncomponents: { schemas: { Pet: { type: object } } }\n',
      },
    },
  ],
  bad: [
    {
      title: "Nowhere",
      files: {
        "openapi.yaml":
          'openapi: 3.0.3\ninfo: { title: Orders, version: "1" }\npaths:\n  /orders:\n    get:\n      responses: { "200": { description: ok } }\n',
      },
      says: ["Orders asks nobody who they are: neither the description nor GET /orders says `security`."],
    },
    {
      title: "One forgotten, one taken out",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    get: { security: [{ bearer: [] }], responses: { "200": { description: ok } } }
    post: { responses: { "201": { description: made } } }
    delete: { security: [], responses: { "204": { description: gone } } }
`,
      },
      says: [
        "POST /orders of Orders have no `security`, and the description says none for all.",
        "DELETE /orders of Orders say `security: []`: they are open although others are not.",
      ],
    },
    {
      title: "Empty for all",
      files: {
        "openapi.yaml":
          'openapi: 3.0.3\ninfo: { title: Orders, version: "1" }\nsecurity: []\npaths:\n  /orders: { get: { responses: { "200": { description: ok } } } }\n',
      },
      says: ["Orders says `security: []` for everything: whoever calls need not say who they are."],
    },
  ],
});

/** What nobody can be asked for a password before: by the words in its path. */
const publicWords =
  /(?:^|[/_-])(?:health|healthz|livez|readyz|ready|live|liveness|readiness|ping|status|version|login|logout|signin|sign-in|signup|sign-up|register|registration|token|tokens|oauth2?|auth|authenticate|refresh|callback|webhooks?|public|\.well-known|jwks|openapi|swagger|docs|metrics|password|reset|verify|confirm)(?:$|[/._-])/i;
const isPublic = ({ path }: ApiOperation): boolean => publicWords.test(path);

/** Who takes an operation out of what holds for all has thought about it; to read without a name is less than to write. */
function deliberate({ security }: ApiDescription, opted: readonly ApiOperation[]): { severity?: "note"; because?: string } {
  const reads = opted.every(({ method }) => method === "get" || method === "head" || method === "options");
  return isSecured(security) && reads ? { severity: "note", because: "They only read, and somebody took them out on purpose." } : {};
}
