import type { ApiDescription, ApiOperation, EvidenceId } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about, isSecured, listed, many, nameOf, securityOf } from "./descriptions.ts";

export const apiErrorResponsesUndefined = rule({
  id: "api-error-responses-undefined",
  title: "The contract says how it fails",
  why: "Failures that are not in the contract are handled by nobody: clients retry what cannot work, and give up what would work in a second.",
  remedy:
    "A `default` response with a schema for errors, shared by all, and the codes that clients have to tell apart; 401 and 403 where callers are asked who they are.",
  silent:
    "Operations with `default` beside a success, or with the codes of errors. It is off by default: many teams keep errors out of the description.",
  area: "reliability",
  covers: ["api-error-responses-undefined"],
  sources: ["https://www.rfc-editor.org/rfc/rfc9457", "https://spec.openapis.org/oas/v3.1.1.html#responses-object"],
  default: false,
  scope: "resource:api-description",
  messages: {
    none: "{operations} of {api} don't say how they fail.",
    only: "{operations} of {api} only have `default`: nothing says what success looks like, or which failure is which.",
    empty: "{operations} of {api} have responses for errors that say nothing.",
    refused: "{operations} of {api} ask who is calling, and have neither 401 nor 403 among their errors.",
  },
  severity: () => "note",
  *check(description) {
    const groups = new Map<"none" | "only" | "empty" | "refused", ApiOperation[]>();
    for (const it of description.operations) {
      const fault = faultOf(it, description);
      if (fault !== undefined) groups.set(fault, [...(groups.get(fault) ?? []), it]);
    }
    for (const [fault, same] of groups) {
      const at = same.map((it): EvidenceId => it.responses?.at ?? it.at);
      if (many(at)) yield about(description, fault, fault, at, { operations: listed(same.map(nameOf)) });
    }
  },
  good: [
    {
      title: "A default beside success, ranges, and single codes",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    get: { responses: { "200": { description: ok }, default: { description: an error } } }
    put: { responses: { "200": { description: ok }, 4XX: { description: your fault } } }
    post: { responses: { "201": { description: made }, "500": { description: our fault } } }
`,
      },
    },
  ],
  bad: [
    {
      title: "None, only default, an empty one, none for who may not",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    get: { responses: { "200": { description: ok } } }
    put: { responses: { default: { description: whatever } } }
    post: { responses: { "201": { description: made }, "500": {} } }
    patch: { security: [{ bearer: [] }], responses: { "200": { description: ok }, "404": { description: not there } } }
`,
      },
      says: [
        "GET /orders of Orders don't say how they fail.",
        "PUT /orders of Orders only have `default`: nothing says what success looks like, or which failure is which.",
        "POST /orders of Orders have responses for errors that say nothing.",
        "PATCH /orders of Orders ask who is calling, and have neither 401 nor 403 among their errors.",
      ],
    },
  ],
});

function faultOf(operation: ApiOperation, description: ApiDescription): "none" | "only" | "empty" | "refused" | undefined {
  const list = operation.responses?.list;
  if (list === undefined || (operation.method === "options" && list.length === 0)) return undefined;
  const errors = list.filter(({ code }) => code === "default" || /^[45]/.test(code));
  if (errors.length === 0) return "none";
  if (list.every(({ code }) => code === "default")) return "only";
  if (errors.some((it) => it.empty)) return "empty";
  const codes = new Set(errors.map((it) => it.code));
  const covered = ["default", "4XX", "401", "403"].some((it) => codes.has(it));
  const several = errors.some(({ code }) => code.startsWith("4"));
  return !covered && several && isSecured(securityOf(operation, description)) ? "refused" : undefined;
}
