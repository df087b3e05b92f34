import { pathBetween } from "../facts.ts";
import { linked, md, points } from "../markdown.ts";
import { hop } from "./links.ts";
import type { Question } from "./question.ts";

/** "Does web talk to db?", "How does web reach db?" */
export const between: Question = {
  name: "between",
  example: "How does `{component}` reach `{store}`?",
  answer({ text, overview, mentions }) {
    const [first, second, ...rest] = mentions;
    if (first === undefined || second === undefined || rest.length > 0 || !verbs.test(text)) return undefined;
    const forth = pathBetween(overview, first.line, second.line);
    const back = forth === undefined ? pathBetween(overview, second.line, first.line) : undefined;
    const [from, to] = [first, second].map(({ line }) => linked(line.name, line.place)) as [
      ReturnType<typeof linked>,
      ReturnType<typeof linked>,
    ];
    if (forth?.length === 1) return { body: md`**Yes, directly.** ${points(forth.map(hop))}` };
    if (forth !== undefined) return { body: md`**Not directly, but in ${forth.length} steps:**\n\n${points(forth.map(hop))}` };
    if (back !== undefined) return { body: md`**No; it is the other way round:** ${to} reaches ${from}.\n\n${points(back.map(hop))}` };
    return {
      body: md`**Nothing that I read connects ${from} to ${to}**, in either direction. A connection that is made only in code or at run time would not be seen here.`,
    };
  },
};

const verbs = /\b(?:call|talk|reach|use|connect|depend|need|read|write|send|publish|link|path|between|speak|access|hit|quer)/i;
