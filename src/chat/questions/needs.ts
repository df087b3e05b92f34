import { linksOf } from "../facts.ts";
import { linked, md, points } from "../markdown.ts";
import { wordsOf } from "../mentions.ts";
import { count } from "../words.ts";
import { target } from "./links.ts";
import type { Question } from "./question.ts";

/** "What does booking need?", "What does web call?", "Dependencies of billing" */
export const needs: Question = {
  name: "needs",
  example: "What does `{component}` need?",
  answer({ text, overview, mentions }) {
    const [subject] = mentions;
    const verb = text.match(asked);
    if (subject === undefined || verb?.index === undefined) return undefined;
    // "use the broker" is about the broker's users.
    if (!/dependenc/i.test(verb[0]) && subject.word >= wordsOf(text.slice(0, verb.index)).length) return undefined;
    const { line } = subject;
    const links = linksOf(overview).filter(({ from }) => from.ref === line.ref);
    const name = linked(line.name, line.place);
    if (links.length === 0)
      return { body: md`**${name} reaches nothing that I can see:** no address of another component stands in its configuration.` };
    return {
      body: md`**${name} needs ${count(new Set(links.map(({ use }) => use.to)).size, "other component")}:**\n\n${points(links.map(target))}`,
      next: [`Who calls ${line.name}?`, `What stops working when ${line.name} is down?`],
    };
  },
};

const asked =
  /\b(?:needs?|calls?|uses?|depends?|dependenc(?:y|ies)|reach(?:es)?|talks?|connects?|reads?|writes?|requires?|downstreams?|consumes?|publish(?:es)?)\b/i;
