import { at, linked, md } from "../markdown.ts";
import type { Question } from "./question.ts";

/** "Where is billing defined?", "Which file defines db?" */
export const where: Question = {
  name: "where",
  example: "Where is `{component}` defined?",
  answer({ text, mentions }) {
    if (mentions.length === 0 || !asked.test(text)) return undefined;
    const lines = mentions.map(({ line }) =>
      line.place === undefined
        ? md`${linked(line.name, undefined)} is named in this workspace, but no file of it defines it.`
        : line.standing === "inside"
          ? md`${linked(line.name, line.place)} is defined in ${at(line.place)}: ${line.place.says}.`
          : md`${linked(line.name, line.place)} is defined nowhere in this workspace; it is named in ${at(line.place)}: ${line.place.says}.`,
    );
    return { body: lines.flatMap((it, index) => (index === 0 ? it : ["\n\n", ...it])) };
  },
};

const asked = /\b(?:where|which files?|what files?|defined|definition|declared|location|line)\b/i;
