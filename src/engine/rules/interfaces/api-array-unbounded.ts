import { rule } from "../rule.ts";
import { about, listed, many } from "./descriptions.ts";

export const apiArrayUnbounded = rule({
  id: "api-array-unbounded",
  title: "Lists have a greatest length",
  why: "A list that may be any length is as long as the table some day: answers of megabytes, requests that fill the memory, and a contract that nobody can make smaller again without breaking clients.",
  remedy: "`maxItems` for what comes in, pages with a greatest size for what goes out, and `maxItems` of that size.",
  silent: "Lists of a fixed value (`const`, `enum`). One note for a description, however many lists it has.",
  area: "scalability",
  covers: ["api-array-unbounded"],
  sources: [
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
    "https://json-schema.org/understanding-json-schema/reference/array#length",
  ],
  default: true,
  scope: "resource:api-description",
  messages: {
    one: "The list {lists} of {api} has no greatest length: say `maxItems`.",
    several: "{count} lists of {api} have no greatest length ({lists}): say `maxItems`.",
  },
  severity: () => "note",
  *check(description) {
    const { count, first } = description.unbounded;
    const at = first.map((it) => it.at);
    if (!many(at)) return;
    yield about(description, count === 1 ? "one" : "several", "lists", at, {
      count,
      lists: count === 1 ? (first[0]?.name ?? "") : listed([...new Set(first.map((it) => it.name))]),
    });
  },
  good: [
    {
      title: "With a greatest length; a property that is called array; an example",
      files: {
        "openapi.yaml": `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths: {}
components:
  schemas:
    Order:
      type: object
      properties:
        lines: { type: array, maxItems: 100, items: { type: string } }
        type: { type: string, example: { type: array } }
`,
      },
    },
  ],
  bad: [
    {
      title: "In a schema, an answer and a parameter",
      files: {
        "openapi.yaml": `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      parameters: [{ name: ids, in: query, schema: { type: array, items: { type: string } } }]
      responses:
        "200": { description: ok, content: { application/json: { schema: { type: [array, "null"], items: { $ref: "#/components/schemas/Order" } } } } }
components:
  schemas:
    Order: { type: object, properties: { lines: { type: array, items: { type: string } } } }
`,
      },
      says: ["3 lists of Orders have no greatest length (parameters, response 200, lines): say `maxItems`."],
    },
    {
      title: "Swagger",
      files: {
        "swagger.json":
          '{\n  "swagger": "2.0",\n  "info": { "title": "Pets", "version": "1" },\n  "definitions": { "Pets": { "type": "array" } }\n}\n',
      },
      says: ["The list Pets of Pets has no greatest length: say `maxItems`."],
    },
  ],
});
