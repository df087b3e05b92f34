/** A topic in words: the parts that its command and a question in words have in common. */
import { joined, md, paragraphs, points } from "../markdown.ts";
import type { Piece } from "../turn.ts";
import type { Dossier, Option, Topic } from "./topic.ts";

/** Options in a numbered list, each with what speaks for it, against it, and the value at which it is right. */
export const ways = (options: readonly Option[]): readonly Piece[] =>
  joined(
    options.map(
      ({ what, effort, gains, costs, when }, index) =>
        md`${String(index + 1)}. **${what}** (${[effort]})  \n   *For:* ${[gains]}. *Against:* ${[costs]}. *Right when:* ${[when]}.`,
    ),
    "\n",
  );

/** What is there and the first steps, for whoever asked in passing. */
export const briefly = (topic: Topic, dossier: Dossier): readonly Piece[] => {
  const seen = topic.seen(dossier).slice(0, 4);
  const options = topic.options(dossier).slice(0, 2);
  return paragraphs(
    seen.length === 0 ? [] : md`What the files say:\n\n${points(seen)}`,
    options.length === 0 ? [] : md`What I would do, in this order:\n\n${ways(options)}`,
    md`Not yet:\n\n${points(topic.notYet(dossier).slice(0, 2))}`,
    md`All of it: ${[`\`/${topic.name}\``]}.`,
  );
};
