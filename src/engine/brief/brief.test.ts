import { expect, test } from "vitest";
import { answersOf, openEngine } from "../index.ts";

/** What is told about a question, of a workspace with a finding about exposure and one about order. */
function told(question: string, rules?: readonly string[]): string {
  const engine = openEngine({ workspaceName: "shop" });
  const text = `services:
  api:
    build: api
    environment: {DATABASE_URL: "postgres://db:5432/app"}
    depends_on: [db]
  db:
    image: postgres:17.6
    ports: ["5432:5432"]
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {}
`;
  engine.update([{ path: "compose.yaml", text }]);
  const { specific } = answersOf(engine, "shop").brief({ question, budget: 20_000, ...(rules === undefined ? {} : { rules }) });
  return specific;
}
const ids = (text: string): readonly string[] => [...text.matchAll(/^- ⟦F\d+⟧ \w+, ([\w-]+)/gm)].map(([, rule = ""]) => rule);

test("findings of the question's topic come with their remedies, and no others", () => {
  expect(ids(told("How do we start it?", ["dependency-not-ready"]))).toEqual(["dependency-not-ready"]);
  expect(ids(told("How do we start it?", ["store-*"]))).toEqual(["store-published"]);
});
test("what is named outranks the topic", () => {
  expect(ids(told("Is db safe?", ["dependency-not-ready"]))).toEqual(expect.arrayContaining(["store-published", "dependency-not-ready"]));
});
test("a topic without findings leaves those that weigh most", () => {
  expect(ids(told("Anything?", ["team-*"]))).toEqual(ids(told("Anything?")));
});
