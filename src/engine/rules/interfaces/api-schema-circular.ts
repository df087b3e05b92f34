import { rule } from "../rule.ts";
import { about, many } from "./descriptions.ts";

export const apiSchemaCircular = rule({
  id: "api-schema-circular",
  title: "No schema needs itself",
  why: "Of a schema that needs itself (through `allOf`, or through properties that are required) no value can ever be written down; generators loop or leave it out.",
  remedy: "Make one of the properties optional or nullable, or name the schema that was meant.",
  silent: "Trees and chains that may end: optional and nullable properties, lists, one of several (`oneOf`, `anyOf`).",
  area: "data",
  covers: ["api-schema-circular"],
  sources: ["https://json-schema.org/draft/2020-12/json-schema-core#section-9.4.1"],
  default: false,
  scope: "resource:api-description",
  messages: {
    itself: "{schema} of {api} is made of itself: no value fits it.",
    others: "{schema} of {api} need each other: no value fits any of them.",
  },
  severity: () => "warning",
  *check(description) {
    for (const { names, at } of description.circles)
      if (many(names))
        yield about(description, names.length === 1 ? "itself" : "others", names.join(" "), [at], { schema: names.join(", ") });
  },
  good: [
    {
      title: "A tree, a list of itself, one of several",
      files: {
        "openapi.yaml": `openapi: 3.1.0
info: { title: Trees, version: "1" }
paths: {}
components:
  schemas:
    Node:
      type: object
      required: [children, value]
      properties:
        children: { type: array, maxItems: 9, items: { $ref: "#/components/schemas/Node" } }
        parent: { $ref: "#/components/schemas/Node" }
        value: { oneOf: [{ type: string }, { $ref: "#/components/schemas/Node" }] }
`,
      },
    },
  ],
  bad: [
    {
      title: "Of itself, and of each other",
      files: {
        "openapi.yaml": `openapi: 3.1.0
info: { title: Trees, version: "1" }
paths: {}
components:
  schemas:
    Error: { allOf: [{ $ref: "#/components/schemas/Error" }, { type: object }] }
    Hen: { type: object, required: [egg], properties: { egg: { $ref: "#/components/schemas/Egg" } } }
    Egg: { type: object, required: [hen], properties: { hen: { $ref: "#/components/schemas/Hen" } } }
`,
      },
      says: ["Error of Trees is made of itself: no value fits it.", "Hen, Egg of Trees need each other: no value fits any of them."],
    },
  ],
});
