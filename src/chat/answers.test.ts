/** What is answered over real files, kept so that it can be read as the team that runs the system would read it. */
import path from "node:path";
import { describe, expect, test } from "vitest";
import { recovered } from "../../test/conversation/recovered.ts";
import { ask, scripted } from "../../test/conversation/turns.ts";
import { openDisk } from "../workspace/disk.ts";
import { openMemory } from "../workspace/memory.ts";
import { slashCommands } from "./commands/index.ts";
import { ownPersona } from "./persona.ts";
import type { Architect } from "./turn.ts";

const asked: readonly (readonly [name: string, question: string])[] = [
  ...slashCommands.map(({ name }) => [name, `/${name}`] as const),
  ["ten-times", "What breaks first at 10x traffic?"],
  ["split", "Should we split billing?"],
  ["kafka", "Do we need Kafka?"],
  ["slow", "Why is checkout slow?"],
  ["add-a-cache", "Where do I add a cache?"],
];

/** A picture is judged where pictures are; here it would hide the words. */
const words = (transcript: string): string => transcript.replace(/^(`{3,})mermaid\n[\s\S]*?^\1$/gm, "(the diagram)");

const systems: readonly (readonly [name: string, open: () => Promise<Architect>])[] = [
  ["clinic", () => recovered(openDisk(path.join(import.meta.dirname, "../../examples")))],
  ["one-service", () => recovered(openMemory({ "compose.yaml": 'services:\n  web:\n    build: .\n    ports: ["8080:8080"]\n' }, "shop"))],
  ["empty-folder", () => recovered(openMemory({}, "shop"))],
];

describe.each(systems)("%s", (system, open) => {
  const architect = open();
  test.each(asked)("%s", async (name, question) => {
    const { transcript } = await ask(question, { architect: await architect });
    await expect(words(transcript)).toMatchFileSnapshot(`__snapshots__/${system}/${name}.md`);
  });
});

const languagesIn = (playbook: string): string => [...playbook.matchAll(/^```([a-z]+)/gm)].map(([, it]) => it).join(", ") || "none";

/** What a model reads of it: the persona once, then for each question what differs from the last one. */
describe("what a model is sent about the clinic", () => {
  const architect = recovered(openDisk(path.join(import.meta.dirname, "../../examples")));
  const { body } = ownPersona();
  const window = 32_000;
  const sent = async (question: string) => {
    const model = scripted(["Fine."], { maxInputTokens: window });
    await ask(question, { architect: await architect, model, persona: body });
    return model.heard[0];
  };
  const silent = new Set(["diagram", "requirements", "help"]);

  test.each(asked.filter(([name]) => !silent.has(name)))("%s", async (name, question) => {
    const messages = (await sent(question)) ?? [];
    const text = messages.filter(({ stable }) => stable !== true).map(({ role, text: it }) => `## ${role}\n\n${it}\n`);
    // What was shown is kept beside, and the playbook is a file of its own: here stands which of them a model reads.
    const short = text
      .join("\n")
      .replace(/⟦F\d+⟧/g, "⟦F…⟧") // they count all findings, of any topic
      .replace(/(<<\S+ COMPUTED ANSWER[^\n]*)\n[\s\S]*?(?=\n<<\S+ END>>)/, "$1\n(the answer above)")
      .replace(/^(# Playbook)\n[\s\S]*?(?=^## user$)/m, (playbook) => `(a playbook, with examples in ${languagesIn(playbook)})\n\n`);
    await expect(short).toMatchFileSnapshot(`__snapshots__/sent/${name}.md`);
    // Three characters a token, of six tenths of the window: the rest is for the answer.
    expect(messages.reduce((sum, it) => sum + it.text.length, 0)).toBeLessThan(window * 0.6 * 3);
  });
  test("first who answers, how to write, and the architecture", async () => {
    const beginning = ((await sent("Would you hire somebody?")) ?? []).filter(({ stable }) => stable);
    await expect(
      beginning
        .map(({ text }) => text)
        .join("\n\n")
        .replace(body, "(the persona)"),
    ).toMatchFileSnapshot("__snapshots__/sent/beginning.md");
  });
  test("begins with the same bytes whatever is asked: a provider can keep them", async () => {
    const beginnings = await Promise.all(
      asked
        .filter(([name]) => !silent.has(name))
        .map(async ([, question]) =>
          (await sent(question))
            ?.filter((it) => it.stable)
            .map((it) => it.text)
            .join(""),
        ),
    );
    expect(new Set(beginnings).size).toBe(1);
    expect(beginnings[0]?.startsWith(body)).toBe(true);
  });
  test.each([...silent])("/%s speaks for itself: nobody is asked", async (name) => {
    expect(await sent(`/${name}`)).toBeUndefined();
  });
});
