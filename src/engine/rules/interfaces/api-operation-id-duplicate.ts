import type { EvidenceId } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about, listed, many, nameOf } from "./descriptions.ts";

export const apiOperationIdDuplicate = rule({
  id: "api-operation-id-duplicate",
  title: "Each operation has a name of its own",
  why: "Generators make a function of every operationId: of two that are the same, one hides the other, or the generated client does not compile.",
  remedy: "Call them apart: the verb and what it is done to.",
  silent: "Operations without an operationId.",
  area: "reliability",
  covers: ["api-operation-id-duplicate"],
  sources: ["https://spec.openapis.org/oas/v3.1.1.html#operation-object"],
  default: true,
  scope: "resource:api-description",
  messages: { twice: "{operations} of {api} are all called {name}: generated clients clash." },
  severity: () => "warning",
  *check(description) {
    const byName = new Map<string, { at: EvidenceId; operation: string }[]>();
    for (const it of description.operations)
      if (it.name !== undefined)
        byName.set(it.name.value, [...(byName.get(it.name.value) ?? []), { at: it.name.at, operation: nameOf(it) }]);
    for (const [name, same] of byName) {
      const at = same.map((it) => it.at);
      if (same.length > 1 && many(at))
        yield about(description, "twice", name, at, {
          name,
          operations: listed(
            same.map((it) => it.operation),
            5,
          ),
        });
    }
  },
  good: [
    {
      title: "Different names, and none",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    get: { operationId: listOrders, responses: { "200": { description: ok } } }
    post: { operationId: createOrder, responses: { "201": { description: made } } }
    put: { responses: { "200": { description: ok } } }
    patch: { responses: { "200": { description: ok } } }
`,
      },
    },
  ],
  bad: [
    {
      title: "In two paths",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    get: { operationId: list, responses: { "200": { description: ok } } }
  /customers:
    get: { operationId: list, responses: { "200": { description: ok } } }
`,
      },
      says: ["GET /orders, GET /customers of Orders are all called list: generated clients clash."],
    },
  ],
});
