import { rule } from "../rule.ts";
import { about, listed, many, nameOf, securityOf } from "./descriptions.ts";

export const apiAdminNotSeparated = rule({
  id: "api-admin-not-separated",
  title: "Administration asks for more than use",
  why: "Where administrators are let in by what every user has, one check that was forgotten in the code makes everybody one.",
  remedy: "A scope or a scheme of its own for what stands under `/admin`.",
  silent: "Descriptions without paths of administration, or without any security (`api-no-security` tells that).",
  area: "security",
  covers: ["api-admin-not-separated"],
  sources: ["https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/"],
  default: false,
  scope: "resource:api-description",
  messages: { same: "{operations} of {api} ask for no more than operations for everybody do ({schemes})." },
  severity: () => "warning",
  *check(description) {
    const keysOf = (operation: (typeof description.operations)[number]): readonly string[] =>
      (securityOf(operation, description)?.alternatives ?? []).map((it) =>
        it
          .map(({ scheme, scopes }) => (scopes.length === 0 ? scheme : `${scheme}: ${[...scopes].sort().join(" ")}`))
          .sort()
          .join(" + "),
      );
    const isAdmin = ({ path }: { readonly path: string }): boolean => path.includes("/admin");
    const ordinary = new Set(description.operations.filter((it) => !isAdmin(it)).flatMap(keysOf));
    const same = description.operations.filter((it) => isAdmin(it) && keysOf(it).some((key) => key !== "" && ordinary.has(key)));
    const at = same.map((it) => it.security?.at ?? it.at);
    const schemes = [...new Set(same.flatMap(keysOf).filter((it) => ordinary.has(it)))];
    if (many(at)) yield about(description, "same", "admin", at, { operations: listed(same.map(nameOf)), schemes: listed(schemes) });
  },
  good: [
    {
      title: "Another scope",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
security: [{ oauth: [read] }]
paths:
  /orders: { get: { responses: { "200": { description: ok } } } }
  /admin/orders: { get: { security: [{ oauth: [admin] }], responses: { "200": { description: ok } } } }
`,
      },
    },
  ],
  bad: [
    {
      title: "The same for all",
      files: {
        "openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
security: [{ oauth: [read] }]
paths:
  /orders: { get: { responses: { "200": { description: ok } } } }
  /admin/orders: { get: { responses: { "200": { description: ok } } } }
`,
      },
      says: ["GET /admin/orders of Orders ask for no more than operations for everybody do (oauth: read)."],
    },
  ],
});
