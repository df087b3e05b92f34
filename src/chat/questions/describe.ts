import { paragraphs } from "../markdown.ts";
import { portrait } from "../portrait.ts";
import type { Question } from "./question.ts";

/** "What is billing?", "Tell me about db": whatever is asked about one component and no other question fits. */
export const describe: Question = {
  name: "describe",
  example: "What is `{component}`?",
  async answer({ overview, mentions, findings }) {
    if (mentions.length === 0 || mentions.length > 3) return undefined;
    const all = await findings();
    const parts = mentions.map(({ line }) => portrait(overview, line, all));
    const [first] = mentions;
    return {
      body: paragraphs(...parts),
      next: first === undefined ? [] : [`What stops working when ${first.line.name} is down?`, `Who calls ${first.line.name}?`],
    };
  },
};
