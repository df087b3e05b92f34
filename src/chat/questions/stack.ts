import { members } from "../facts.ts";
import { linked, md, plain, points } from "../markdown.ts";
import type { Question } from "./question.ts";

/** "Which images and versions run?", "What is the tech stack?", "Which version of postgres is it?" */
export const stack: Question = {
  name: "stack",
  example: "Which technologies and versions run here?",
  answer({ text, overview, mentions }) {
    if (!asked.test(text)) return undefined;
    const about = mentions.length > 0 ? mentions : members(overview).filter(({ line }) => line.standing === "inside");
    const known = about.filter(({ line }) => line.technology !== undefined);
    if (known.length === 0)
      return {
        body: md`**No file says what ${mentions.length > 0 ? "it runs on" : "these components run on"}:** no image, no technology is named.`,
      };
    const unknown = about.length - known.length;
    return {
      body: md`**What runs, as the files say it:**\n\n${points(
        known.map(
          ({ line }) => md`${linked(line.name, line.place)}: ${[plain([line.technology, line.version ?? "(no version said)"].join(" "))]}`,
        ),
        30,
      )}${[unknown === 0 ? "" : `\n\nOf ${unknown} more, no technology is said.`]}`,
    };
  },
};

const asked = /\b(?:images?|versions?|technolog(?:y|ies)|tech|stack|runs? on|running on|built (?:on|with)|written in)\b/i;
