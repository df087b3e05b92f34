import { rule } from "../rule.ts";
import { about, listed, many } from "./descriptions.ts";

export const apiDanglingRef = rule({
  id: "api-dangling-ref",
  title: "References lead somewhere",
  why: "What a reference names and nobody finds stops generators and validators, or passes as anything at all.",
  remedy: "Mend the name, or take the reference out.",
  silent:
    "References to other machines (they are never fetched), out of the workspace, to files that are too large to be read; to examples, which document and make nothing; anchors of JSON Schema.",
  area: "reliability",
  covers: ["api-dangling-ref"],
  sources: ["https://spec.openapis.org/oas/v3.1.1.html#reference-object"],
  default: true,
  scope: "resource:api-description",
  messages: { nowhere: "{target}, which {api} refers to, is not there." },
  severity: () => "error",
  *check(description) {
    const byTarget = new Map<string, (typeof description.lost)[number]["at"][]>();
    for (const { target, at } of description.lost) byTarget.set(target, [...(byTarget.get(target) ?? []), at]);
    for (const [target, at] of byTarget) if (many(at)) yield about(description, "nowhere", target, at, { target: listed([target]) });
  },
  good: [
    {
      title: "In the same file, in another, and far away",
      files: {
        "api/openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders: { $ref: "./paths/orders.yaml#/orders" }
  /far: { $ref: "https://example.com/far.yaml#/far" }
components:
  schemas:
    Order: { type: object }
    Orders: { type: array, maxItems: 10, items: { $ref: "#/components/schemas/Order" } }
    "a/b": { $ref: "#/components/schemas/a~1b~0" }
    "a/b~": { type: string }
`,
        "api/paths/orders.yaml": 'orders:\n  get: { responses: { "200": { description: ok } } }\n',
      },
    },
    {
      title: "An example that is not there, and a reference in data",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    post:
      requestBody:
        content:
          application/json:
            examples: { one: { $ref: "#/components/examples/one" } }
            example: { $ref: "#/nowhere" }
      responses: { "200": { description: ok } }
`,
      },
    },
  ],
  bad: [
    {
      title: "A name that was changed, a file that is gone",
      files: {
        "api/openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      responses:
        "200": { $ref: "#/components/responses/Orders" }
        "404": { $ref: "./errors.yaml#/NotFound" }
components:
  schemas:
    Order: { type: object }
`,
      },
      says: [
        "#/components/responses/Orders, which Orders refers to, is not there.",
        "./errors.yaml#/NotFound, which Orders refers to, is not there.",
      ],
    },
    {
      title: "Nothing of that name in the other file",
      files: {
        "openapi.yaml": 'openapi: 3.0.3\ninfo: { title: Orders, version: "1" }\npaths:\n  /orders: { $ref: "paths.yaml#/order" }\n',
        "paths.yaml": "orders:\n  get: {}\n",
      },
      says: ["paths.yaml#/order, which Orders refers to, is not there."],
    },
  ],
});
