import { expect, test } from "vitest";
import { openEngine } from "../../engine.ts";

/** What comes of a file, and what it costs in milliseconds of CPU. */
function tried(files: Readonly<Record<string, string>>) {
  const engine = openEngine({ workspaceName: "shop" });
  const started = process.cpuUsage();
  let { wanted } = engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  const asked = wanted;
  for (let round = 0; wanted.length > 0 && round < 5; round++)
    wanted = engine.update(wanted.map((path) => ({ path, gone: true as const }))).wanted;
  const { findings, problems } = engine.review({ allRules: true });
  const { user, system } = process.cpuUsage(started);
  return { engine, findings, problems, asked, cost: (user + system) / 1000 };
}

const head = 'openapi: 3.1.0\ninfo: { title: Hostile, version: "1" }\n';

test("references in circles, of every kind, end", () => {
  const { problems, findings, cost } = tried({
    "openapi.yaml": `${head}paths:
  /a: { $ref: "#/paths/~1b" }
  /b: { $ref: "#/paths/~1a" }
  /c: { $ref: "#/paths/~1c" }
  /d: { $ref: "other.yaml#/d" }
  /e: { get: { parameters: [{ $ref: "#/components/parameters/p" }], responses: { "200": { $ref: "#/components/responses/r" } } } }
components:
  parameters: { p: { $ref: "#/components/parameters/p" } }
  responses: { r: { $ref: "#/components/responses/r" } }
  schemas: { s: { $ref: "#/components/schemas/s" }, t: { allOf: [{ $ref: "#/components/schemas/t" }] } }
`,
    "other.yaml": 'd: { $ref: "openapi.yaml#/paths/~1d" }\n',
  });
  expect(problems).toEqual([]);
  expect(findings.map((it) => it.rule)).toContain("api-schema-circular");
  expect(cost).toBeLessThan(2000);
});

test("nothing is fetched, and nothing outside the workspace is asked for", () => {
  const { asked, findings } = tried({
    "api/openapi.yaml": `${head}paths:
  /a: { $ref: "https://example.com/a.yaml#/a" }
  /b: { $ref: "file:///etc/passwd" }
  /c: { $ref: "../../../etc/passwd" }
  /d: { $ref: "/etc/passwd" }
  /e: { $ref: "\\\\\\\\host\\\\share" }
  /f: { $ref: "near.yaml#/f" }
`,
  });
  expect(asked).toEqual(["api/near.yaml"]);
  expect(findings.filter((it) => it.rule === "api-dangling-ref").map((it) => it.message)).toEqual([
    "near.yaml#/f, which Hostile refers to, is not there.",
  ]);
});

test("aliases that would make millions of nodes are not followed", () => {
  const levels = Array.from(
    { length: 12 },
    (_, at) => `  l${at + 1}: &l${at + 1} { ${Array.from({ length: 9 }, (_2, key) => `k${key}: *l${at}`).join(", ")} }`,
  );
  const { cost, problems } = tried({
    "openapi.yaml": `${head}x-bomb:\n  l0: &l0 { type: array }\n${levels.join("\n")}\npaths: {}\ncomponents: { schemas: *l12 }\n`,
  });
  expect(problems).toEqual([]);
  expect(cost).toBeLessThan(4000);
});

test("a hundred thousand lines are read, and a chain of ten thousand schemas", () => {
  const paths = Array.from(
    { length: 12_500 },
    (_, at) =>
      `  /things/${at}:\n    get:\n      operationId: get${at}\n      security: [{ key: [] }]\n      responses:\n        "200":\n          description: ok\n        default: { description: no }`,
  );
  const chain = Array.from(
    { length: 10_000 },
    (_, at) =>
      `    S${at}: { type: object, required: [next], properties: { next: { $ref: "#/components/schemas/S${(at + 1) % 10_000}" } } }`,
  );
  const { engine, findings, cost } = tried({
    "openapi.yaml": `${head}paths:\n${paths.join("\n")}\ncomponents:\n  schemas:\n${chain.join("\n")}\n`,
  });
  expect(engine.architecture().endpoints.size).toBe(12_500);
  expect(findings.map((it) => it.rule)).toContain("api-schema-circular");
  expect(cost).toBeLessThan(20_000);
});

test("whatever stands where something else should is passed over", () => {
  const odd = ["null", "[]", "{}", "1", '"a"', "[null, 1, {}]", "{ a: null }"];
  for (const it of odd)
    for (const key of ["paths", "servers", "security", "components", "schemes", "securityDefinitions", "info"]) {
      const { problems } = tried({
        "openapi.yaml": `openapi: 3.0.0\n${key}: ${it}\n`,
        "swagger.yaml": `swagger: "2.0"\npaths: { /a: { get: { ${key}: ${it}, responses: ${it}, parameters: ${it} } } }\n`,
        "asyncapi.yaml": `asyncapi: 3.0.0\nchannels: ${it}\noperations: ${it}\nservers: ${it}\n`,
      });
      expect(problems).toEqual([]);
    }
});
