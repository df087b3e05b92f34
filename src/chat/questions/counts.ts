import { componentsOf, grouped } from "../facts.ts";
import { linked, listed, md, points } from "../markdown.ts";
import { sizeOf } from "../standing.ts";
import type { Question } from "./question.ts";

/** "How many services are there?", "How big is this?" */
export const counts: Question = {
  name: "counts",
  example: "How many components are there, of which kinds?",
  answer({ text, overview, mentions }) {
    if (mentions.length > 0 || !/\bhow (?:many|big|large)\b|\bcount\b/i.test(text)) return undefined;
    const kinds = [...grouped(componentsOf(overview), (it) => it.kind)].sort(([, a], [, b]) => b.length - a.length);
    return {
      body: md`**${sizeOf(overview)}.** By kind:\n\n${points(
        kinds.map(
          ([kind, of]) =>
            md`${of.length} × ${kind}: ${listed(
              of.map((it) => linked(it.name, it.place)),
              10,
            )}`,
        ),
        20,
      )}`,
    };
  },
};
