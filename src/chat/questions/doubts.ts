import { componentsOf, linksOf } from "../facts.ts";
import { at, linked, md, paragraphs, points } from "../markdown.ts";
import { count } from "../words.ts";
import { hop } from "./links.ts";
import type { Question } from "./question.ts";

/** "Which connections are only inferred?", "What could not be resolved?": what one should not take for certain. */
export const doubts: Question = {
  name: "doubts",
  example: "Which connections are only inferred?",
  answer({ text, overview }) {
    if (!asked.test(text)) return undefined;
    const inferred = linksOf(overview).filter(({ use }) => use.dotted);
    const lost = componentsOf(overview).filter(({ standing }) => standing === "unknown");
    if (inferred.length + lost.length === 0)
      return { body: md`**None.** Every connection is declared by a file that runs, and every name leads to something that is defined.` };
    return {
      body: paragraphs(
        inferred.length === 0
          ? []
          : md`**${count(inferred.length, "connection")} ${[inferred.length === 1 ? "is" : "are"]} inferred**, from start order or a convention:\n\n${points(inferred.map(hop))}`,
        lost.length === 0
          ? []
          : md`**${count(lost.length, "name")} that nothing here defines:**\n\n${points(lost.map(({ name, place }) => (place === undefined ? linked(name, place) : md`${linked(name, place)}: ${place.says} ${at(place)}`)))}`,
      ),
    };
  },
};

const asked =
  /\b(?:inferred|guess(?:ed)?|uncertain|unsure|doubts?|doubtful|(?:not (?:be )?|un)resolved|dangling|dotted|assum(?:ed|ptions?))\b/i;
