import { brieflyTold, causesOf } from "../findings.ts";
import { md } from "../markdown.ts";
import { count } from "../words.ts";
import type { Question } from "./question.ts";

/** "What should we fix first?", "Is this secure?", "What are the risks?" */
export const worries: Question = {
  name: "worries",
  example: "What should we fix first?",
  judges: true,
  async answer({ text, mentions, findings }) {
    if (!asked.test(text)) return undefined;
    const refs = new Set<string>(mentions.map(({ line }) => line.ref));
    const found = (await findings()).filter((it) => refs.size === 0 || it.about.some((ref) => refs.has(ref)));
    if (found.length === 0)
      return {
        body: md`**No rule that I check finds anything to fix${refs.size === 0 ? "" : " there"}.** That is about what stands in the files: configuration, connections, stores. I cannot see how it behaves under load.`,
      };
    return {
      body: md`**${count(found.length, "finding")}; these first:**\n\n${brieflyTold(causesOf(found), 6)}\n\nThe reasons and what to do about each: ${["`/review`"]}.`,
    };
  },
};

const asked =
  /\b(?:wrong|problems?|issues?|risks?|risky|fix|improve|improvements?|insecure|secure|security|bad|broken|weak(?:ness(?:es)?)?|worr(?:y|ies)|dangerous|dangers?|concerns?|smells?|ready for production|production[- ]ready|first)\b/i;
