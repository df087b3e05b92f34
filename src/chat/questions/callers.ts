import { linksOf } from "../facts.ts";
import { code, linked, md, points } from "../markdown.ts";
import { wordsOf } from "../mentions.ts";
import { count } from "../words.ts";
import { caller } from "./links.ts";
import type { Question } from "./question.ts";

/** "Who calls billing?", "What depends on db?", "Is cache used?" */
export const callers: Question = {
  name: "callers",
  example: "Who calls `{component}`?",
  answer({ text, overview, mentions }) {
    const [subject] = mentions;
    if (subject === undefined || !asksForCallers(text, subject.word)) return undefined;
    const { line } = subject;
    const links = linksOf(overview).filter(({ use }) => use.to === line.ref);
    const name = linked(line.name, line.place);
    if (links.length === 0) {
      const open = line.published.map(({ port }) => port);
      return {
        body:
          open.length === 0
            ? md`**Nobody that I can see.** No file names ${name} as a host, and it publishes no port. Either something outside this workspace reaches it, or it is left over.`
            : md`**Nobody in these files**, but ${name} publishes ${open.map((it) => code(it)).join(", ")}, so whoever reaches this machine can.`,
      };
    }
    return {
      body: md`**${count(new Set(links.map(({ from }) => from.ref)).size, "caller")} of ${name}:**\n\n${points(links.map(caller))}`,
      next: [`What stops working when ${line.name} is down?`, `What does ${line.name} need?`],
    };
  },
};

/** The component is what is called, not who calls: "who calls X", "what uses X", "X is used by whom", "callers of X". */
function asksForCallers(text: string, word: number): boolean {
  if (/\b(?:callers|clients|consumers|users|dependents) of\b|\bused by\b|\bcalled by\b/i.test(text)) return true;
  const found = text.match(verb);
  if (!subject.test(text) || found?.index === undefined) return false;
  // "what does X call": the name stands before the verb.
  return word >= wordsOf(text.slice(0, found.index)).length || found[0].toLowerCase() === "used";
}

const subject = /\b(?:who|what|which|whose|anybody|anyone|anything)\b|^\W*(?:is|are)\b/i;
const verb =
  /\b(?:calls?|uses?|using|talks? to|talking to|depends? on|reach(?:es)?|connects? to|reads?(?: from)?|writes?(?: to)?|needs?|publish(?:es)? to|consumes?|accesses|hits|queries|used)\b/i;
