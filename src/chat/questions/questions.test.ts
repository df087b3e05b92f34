import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { clinic, findings } from "../../../test/conversation/clinic.ts";
import { mentionsIn } from "../mentions.ts";
import { questions } from "./index.ts";

/** Which question a text is taken for; `undefined` = one for a model. */
async function takenFor(text: string): Promise<string | undefined> {
  const asked = { text, overview: clinic, mentions: mentionsIn(clinic, text), findings: async () => findings };
  for (const question of questions) if ((await question.answer(asked)) !== undefined) return question.name;
  return undefined;
}

test.each([
  ["who calls billing?", "callers"],
  ["Which services use the cache?", "callers"],
  ["take your time: which services use the db?", "callers"],
  ["what depends on db", "callers"],
  ["Is the cache used?", "callers"],
  ["what does booking call?", "needs"],
  ["dependencies of booking", "needs"],
  ["what does the gateway depend on?", "needs"],
  ["does the gateway talk to db?", "between"],
  ["path from gateway to cache", "between"],
  ["What happens when the cache is down?", "impact"],
  ["blast radius of db", "impact"],
  ["where is BILLING_API defined", "where"],
  ["which file defines db?", "where"],
  ["what port does booking listen on?", "ports"],
  ["what is exposed to the internet", "ports"],
  ["which postgres version do we run", "stack"],
  ["what is the tech stack", "stack"],
  ["how many services are there", "counts"],
  ["which databases do we have?", "kinds"],
  ["is there a message broker?", "kinds"],
  ["do we have a Kafka cluster?", "exists"],
  ["Which connections are only inferred?", "doubts"],
  ["what are the biggest risks?", "worries"],
  ["is this production-ready?", "worries"],
  ["tell me about the gateway", "describe"],
  ["what breaks first at 10x traffic?", "limits"],
  ["where is the bottleneck?", "limits"],
  ["will it scale?", "limits"],
  ["should we split billing?", "split"],
  ["shall we merge booking and billing", "split"],
  ["microservices or a monolith?", "split"],
  ["do we need Kafka?", "fitting"],
  ["Would you use event sourcing?", "fitting"],
  ["is Kubernetes worth it?", "fitting"],
  ["why is checkout slow?", "slow"],
  ["how can we speed it up?", "slow"],
  ["where do I add a cache?", "placing"],
  ["how should we handle retries?", "placing"],
  ["which database should we take?", "placing"],
  ["Would you hire somebody?", undefined],
  ["write me a poem", undefined],
])("%s → %s", async (text, name) => expect(await takenFor(text)).toBe(name));

describe("one file a question", () => {
  const shared = ["index.ts", "question.ts", "links.ts"];
  test("each is in the list, under its own name, and nothing else is", () => {
    const files = readdirSync(import.meta.dirname).filter((it) => it.endsWith(".ts") && !it.endsWith(".test.ts") && !shared.includes(it));
    expect(questions.map(({ name }) => `${name}.ts`).toSorted()).toEqual(files.toSorted());
  });
  test("its own example is answered by it", async () => {
    for (const { name, example } of questions) {
      const text = example.replace("`{component}`", "booking").replace("`{store}`", "db");
      expect(await takenFor(text), text).toBe(name);
    }
  });
});
