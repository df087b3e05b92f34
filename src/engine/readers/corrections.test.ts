import { expect, test } from "vitest";
import { correctionsReader } from "./corrections.ts";

const file = ".architect/corrections.yaml";
const read = (text: string) => correctionsReader.read({ path: file, text });
const said = (text: string): readonly unknown[] => read(text).body.corrections.map(({ at, ...it }) => it);
const problems = (text: string): readonly string[] =>
  read(text).problems.map(({ message, span }) => `${(span?.line ?? -1) + 1}: ${message}`);

test("each form", () => {
  const text = `corrections:
  - same: [db, postgres]   # the clinic's database
  - different: [web, web-admin]
  - ignore: wiremock
  - external: payments
  - kind: { of: edge, is: gateway }
  - owner: { of: billing, is: team-money }
  - connects: { from: billing, to: broker, style: message, protocol: amqp }
  - connects: { from: web, to: billing }
  - unconnected: { from: web, to: db }
`;
  expect(said(text)).toEqual([
    { do: "same", names: ["db", "postgres"] },
    { do: "different", names: ["web", "web-admin"] },
    { do: "ignore", name: "wiremock" },
    { do: "external", name: "payments" },
    { do: "kind", name: "edge", kind: "gateway" },
    { do: "owner", name: "billing", owner: "team-money" },
    { do: "connects", from: "billing", to: "broker", style: "message", protocol: "amqp" },
    { do: "connects", from: "web", to: "billing", style: "call" },
    { do: "unconnected", from: "web", to: "db" },
  ]);
  expect(problems(text)).toEqual([]);
  const { corrections, places } = read(text).body;
  expect(new Set(corrections.map(({ at }) => at)).size).toBe(corrections.length);
  expect(corrections.map(({ at }) => (places.get(at)?.line ?? -1) + 1)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test.each([
  ["", []],
  ["corrections:\n", []],
  ["- same: [a, b]\n", ["1: This file has a list called corrections."]],
  ["correction:\n  - ignore: a\n", ["1: correction is not known here; this file has a list called corrections."]],
  ["corrections:\n  same: [a, b]\n", ["2: corrections is a list: each begins with a dash."]],
  ["corrections:\n  - same: a\n", ["2: same needs the names of two components or more: same: [db, postgres]."]],
  [
    "corrections:\n  - merge: [a, b]\n",
    ["2: A correction says one of same, different, ignore, external, kind, owner, connects, unconnected."],
  ],
  ["corrections:\n  - kind: { of: a, is: thing }\n", [expect.stringMatching(/^2: thing is no kind of component; there are person, /)]],
  ["corrections:\n  - connects: { from: a }\n", [expect.stringMatching(/^2: connects needs both ends/)]],
  ["corrections:\n  - unconnected: a\n", [expect.stringMatching(/^2: unconnected needs both ends/)]],
  ["corrections:\n  - ignore: a\n    external: b\n", [expect.stringMatching(/^2: A correction says one of/)]],
  ["corrections: [", [expect.stringMatching(/^1: /)]],
])("%j", (text, expected) => {
  expect(problems(text)).toEqual(expected);
});
