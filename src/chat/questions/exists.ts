import { aboutOf } from "../facts.ts";
import { linked, md, plain, points } from "../markdown.ts";
import { byTechnology } from "../mentions.ts";
import type { Question } from "./question.ts";

/** "Is there a Kafka?", "Do we have a billing service?" */
export const exists: Question = {
  name: "exists",
  example: "Is there a Kafka here?",
  answer({ text, overview, mentions }) {
    const named = text
      .match(asked)?.[1]
      ?.replace(
        /\b(?:here|anywhere|in (?:this|the|our)\b.*|somewhere|running|defined|already|set up|service|component|server|cluster|instance)\b/gi,
        "",
      )
      .replace(/[`"'?!.]/g, "")
      .trim();
    if (named === undefined || named === "" || named.split(/\s+/).length > 4) return undefined;
    const found = mentions.length > 0 ? mentions : byTechnology(overview, named);
    if (found.length === 0)
      return {
        body: md`**No: nothing in the ${overview.filesRead} files that I read is called ${named} or runs it.** It may live in another repository, or be made by something that I do not read.`,
      };
    return {
      body: md`**Yes.**\n\n${points(found.map(({ line }) => md`${linked(line.name, line.place)}: ${[plain(aboutOf(line))]}${line.place === undefined ? "" : `, ${line.place.says}`}`))}`,
      next: found.slice(0, 1).map(({ line }) => `Who calls ${line.name}?`),
    };
  },
};

const asked =
  /\b(?:is there|are there|do (?:we|you|they) (?:have|see|use|run)|have we(?: got)?|does (?:it|this) (?:have|use|contain))\s+(?:an?\s+|any\s+|the\s+|some\s+)?(.+)$/i;
