/** What is answered over real files, kept so that it can be read as the team that runs the system would read it. */
import path from "node:path";
import { describe, expect, test } from "vitest";
import { recovered } from "../../test/conversation/recovered.ts";
import { ask } from "../../test/conversation/turns.ts";
import { openDisk } from "../workspace/disk.ts";
import { openMemory } from "../workspace/memory.ts";
import { slashCommands } from "./commands/index.ts";
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
