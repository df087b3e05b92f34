import type { ContractChange, ContractDifference, Severity } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about } from "./descriptions.ts";

export const apiBreakingChange = rule({
  id: "api-breaking-change",
  title: "Contracts of HTTP interfaces only grow",
  why: "Clients are never all replaced with the server: what they still call, send or read and the contract no longer has, fails for them on the day of the release.",
  remedy:
    "Add beside what is there, optional for those who send and always there for those who read; mark the old as `deprecated` until nobody calls it, or serve a new version beside it.",
  silent:
    "Where there is no base to compare with: `--base` or `--changed-since` on the command line; in the editor, in trusted workspaces, where the branch began. Other names for what is variable in a path, what becomes optional to send, what is new in answers but for values that clients tell apart, what was deprecated before it went (a note), descriptions that moved to another file.",
  area: "reliability",
  covers: ["api-breaking-change"],
  sources: [
    "https://spec.openapis.org/oas/v3.1.1.html",
    "https://google.aip.dev/180",
    "https://opensource.zalando.com/restful-api-guidelines/#compatibility",
  ],
  default: true,
  scope: "resource:api-description",
  messages: {
    description: "{api} is not described any more: whoever relies on it cannot know what is left.",
    operation: "{subject} of {api} is gone: clients that call it fail.",
    parameter: "{subject} of {api} has to be sent now: calls of today are refused.",
    ignored: "{subject} of {api} is not taken any more: who sends it gets another answer than before.",
    body: "{subject} of {api} wants a body now: calls of today are refused.",
    media: "{subject} of {api} no longer knows {from}.",
    type: "{subject} of {api} was {from} and is {to}.",
    property: "{subject} of {api} has to be sent now: calls of today are refused.",
    value: "{subject} of {api} no longer takes {from}.",
    response: "{subject} of {api} is gone: clients wait for it.",
    missing: "{subject} of {api} is not in the answer any more: clients that read it fail.",
    optional: "{subject} of {api} may be left out of the answer now: clients that rely on it fail.",
    news: "{subject} of {api} may also be {to} now: clients that tell values apart don't know it.",
    security: "{subject} of {api} asks who is calling now: calls of today are refused.",
  },
  severity: () => "error",
  *check(description, graph) {
    for (const it of description.differences ?? []) {
      const said = words[it.kind];
      if (said === undefined) continue;
      const moved =
        it.kind === "file removed" &&
        graph.resources("api-description", description.system).some((one) => one.id !== description.id && one.title === description.title);
      if (moved) continue;
      const [message, severity] = said;
      yield about(
        description,
        message,
        `${it.kind} ${it.subject} ${it.to ?? ""}`.trimEnd(),
        [it.at],
        { subject: it.subject, from: it.from ?? "", to: it.to ?? "" },
        weight(it, severity),
      );
    }
  },
  good: [
    {
      title: "More of everything, and other names for what is variable",
      base: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } } }
components: { schemas: { Order: { type: object, properties: { id: { type: string } } } } }
`,
      },
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "2" }
paths:
  /orders/{orderId}:
    get:
      parameters:
        - { name: orderId, in: path, required: true, schema: { type: string } }
        - { name: lines, in: query, schema: { type: boolean } }
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/TheOrder" } } } } }
  /orders: { post: { responses: { "201": { description: made } } } }
components: { schemas: { TheOrder: { type: object, required: [id], properties: { id: { type: string }, note: { type: string } } } } }
`,
      },
    },
  ],
  bad: [
    {
      title: "Operations, parameters and properties",
      base: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      parameters: [{ name: page, in: query, schema: { type: integer } }]
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } } }
    post:
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/NewOrder" } } } }
      responses: { "201": { description: made } }
    delete: { responses: { "204": { description: gone } } }
components:
  schemas:
    Order: { type: object, required: [id, state], properties: { id: { type: string }, state: { type: string, enum: [open] }, note: { type: string } } }
    NewOrder: { type: object, properties: { note: { type: string }, kind: { type: string, enum: [gift, sale] } } }
`,
      },
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      parameters: [{ name: tenant, in: query, required: true, schema: { type: string } }]
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } } }
    post:
      security: [{ bearer: [] }]
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/NewOrder" } } } }
      responses: { "202": { description: taken } }
components:
  schemas:
    Order: { type: object, required: [id], properties: { id: { type: integer }, state: { type: string, enum: [open, paid] } } }
    NewOrder: { type: object, required: [note], properties: { note: { type: string }, kind: { type: string, enum: [sale] } } }
`,
      },
      says: [
        "DELETE /orders of Orders is gone: clients that call it fail.",
        "GET /orders: query tenant of Orders has to be sent now: calls of today are refused.",
        "GET /orders: query page of Orders is not taken any more: who sends it gets another answer than before.",
        "GET /orders response 200, id of Orders was string and is integer.",
        "GET /orders response 200, state of Orders may also be paid now: clients that tell values apart don't know it.",
        "GET /orders response 200, state of Orders may be left out of the answer now: clients that rely on it fail.",
        "GET /orders response 200, note of Orders is not in the answer any more: clients that read it fail.",
        "POST /orders of Orders wants a body now: calls of today are refused.",
        "POST /orders request, note of Orders has to be sent now: calls of today are refused.",
        "POST /orders request, kind of Orders no longer takes gift.",
        "POST /orders response 201 of Orders is gone: clients wait for it.",
        "POST /orders of Orders asks who is calling now: calls of today are refused.",
      ],
    },
    {
      title: "A description that is gone",
      base: { "old.yaml": 'swagger: "2.0"\ninfo: { title: Pets, version: "1" }\npaths: {}\n' },
      files: { "openapi.yaml": 'openapi: 3.0.3\ninfo: { title: Orders, version: "1" }\npaths: {}\n' },
      says: ["Pets is not described any more: whoever relies on it cannot know what is left."],
    },
  ],
});

type Message =
  | "description"
  | "operation"
  | "parameter"
  | "ignored"
  | "body"
  | "media"
  | "type"
  | "property"
  | "value"
  | "response"
  | "missing"
  | "optional"
  | "news"
  | "security";

const words: Partial<Record<ContractChange, readonly [Message, Severity]>> = {
  "file removed": ["description", "error"],
  "operation removed": ["operation", "error"],
  "parameter added, required": ["parameter", "error"],
  "parameter required": ["parameter", "error"],
  "parameter removed": ["ignored", "warning"],
  "body required": ["body", "error"],
  "body media type removed": ["media", "error"],
  "response media type removed": ["media", "error"],
  "request type": ["type", "error"],
  "response type": ["type", "error"],
  "request property required": ["property", "error"],
  "request value removed": ["value", "error"],
  "response removed": ["response", "error"],
  "response property removed": ["missing", "error"],
  "response property optional": ["optional", "warning"],
  "response value added": ["news", "note"],
  "security added": ["security", "error"],
};

const weight = (it: ContractDifference, severity: Severity): { severity: Severity; because?: string } =>
  it.kind === "operation removed" && it.from === "deprecated" ? { severity: "note", because: "It was deprecated before." } : { severity };
