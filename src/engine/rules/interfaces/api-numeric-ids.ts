import type { EvidenceId } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about, listed, many } from "./descriptions.ts";

export const apiNumericIds = rule({
  id: "api-numeric-ids",
  title: "Identifiers cannot be guessed",
  why: "Who has order 1041 tries 1042. Numbers that count up tell how many there are, and one check of rights that was forgotten opens all of them.",
  remedy: "Random identifiers (UUID, ULID) in the interface, whatever the table counts with.",
  silent:
    "Parameters that are no identifiers by their names. It is off by default: with rights checked for each object numbers are no hole.",
  area: "security",
  covers: ["api-numeric-ids"],
  sources: ["https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/"],
  default: false,
  scope: "resource:api-description",
  messages: { numbers: "{names} of {api} are whole numbers: who has one knows the next." },
  severity: () => "note",
  *check(description) {
    const found = new Map<EvidenceId, string>();
    for (const { parameters } of description.operations)
      for (const it of parameters) if (isId(it.name) && it.types.includes("integer")) found.set(it.at, it.name);
    const at = [...found.keys()];
    if (many(at)) yield about(description, "numbers", "ids", at, { names: listed([...new Set(found.values())]) });
  },
  good: [
    {
      title: "Texts; numbers that are no identifiers",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders/{orderId}:
    get:
      parameters:
        - { name: orderId, in: path, required: true, schema: { type: string, format: uuid } }
        - { name: paid, in: query, schema: { type: integer } }
      responses: { "200": { description: ok } }
`,
      },
    },
  ],
  bad: [
    {
      title: "In a path, by reference, in either version",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders/{order_id}:
    parameters: [{ $ref: "#/components/parameters/Order" }]
    get: { responses: { "200": { description: ok } } }
components:
  parameters: { Order: { name: order_id, in: path, required: true, schema: { $ref: "#/components/schemas/Id" } } }
  schemas: { Id: { type: integer } }
`,
        "swagger.yaml": `swagger: "2.0"
info: { title: Pets, version: "1" }
paths:
  /pets/{id}: { get: { parameters: [{ name: id, in: path, required: true, type: integer }], responses: { "200": { description: ok } } } }
`,
      },
      says: [
        "order_id of Orders are whole numbers: who has one knows the next.",
        "id of Pets are whole numbers: who has one knows the next.",
      ],
    },
  ],
});

const isId = (name: string): boolean => name === "id" || /(?:_id|Id|-id)$/.test(name);
