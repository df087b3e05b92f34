import { dependentsOf } from "../facts.ts";
import { linked, md, points } from "../markdown.ts";
import { count } from "../words.ts";
import type { Question } from "./question.ts";

/** "What stops working when db is down?", "What happens if redis fails?" */
export const impact: Question = {
  name: "impact",
  example: "What stops working when `{store}` is down?",
  answer({ text, overview, mentions }) {
    const [subject] = mentions;
    if (subject === undefined || !asked.test(text)) return undefined;
    const { line } = subject;
    const hit = dependentsOf(overview, line);
    const name = linked(line.name, line.place);
    if (hit.length === 0)
      return { body: md`**Nothing that I can see.** No component of this workspace reaches ${name}, directly or through others.` };
    const direct = hit.filter(({ via }) => via.ref === line.ref);
    const further = hit.filter(({ via }) => via.ref !== line.ref);
    const copies = line.replicas ?? 1;
    const alone =
      copies > 1
        ? md`It runs ${copies} times, so one copy that fails is not yet an outage.`
        : md`It runs once, so its restart is their outage.`;
    return {
      body: md`**${count(hit.length, "component")} can stop working when ${name} does.** ${alone} Whether a caller falls back or retries is in its code, which I do not judge here.\n\n${points(
        [
          ...direct.map((it) => md`${linked(it.line.name, it.line.place)} reaches it directly`),
          ...further.map((it) => md`${linked(it.line.name, it.line.place)} through ${linked(it.via.name, it.via.place)}`),
        ],
      )}`,
      next: [`Who calls ${line.name}?`],
    };
  },
};

const asked =
  /\b(?:stops?|down|fails?|failing|failure|dies|crash(?:es)?|breaks?|outage|unavailable|lost|lose|impact|blast radius|goes away|affected)\b/i;
