import type { Claim } from "../../protocol.ts";
import { code, paragraphs, plain } from "../markdown.ts";
import type { Piece } from "../turn.ts";
import { count, enumerated } from "../words.ts";

const most = 6;

/** What was held against the files, and what came of it: two lines under a model's words. */
export function footer(claims: readonly Claim[], model: string, omitted: readonly string[]): readonly Piece[] {
  const distinct = [...new Map(claims.map((it) => [`${it.verdict} ${it.text.toLowerCase()}`, it])).values()];
  const of = (verdict: Claim["verdict"]) => distinct.filter((it) => it.verdict === verdict);
  const [found, missing, wrong, open] = [of("found"), of("not-found"), of("contradicted"), of("not-checkable")];
  const said = [
    `In the words of ${plain(model)}.`,
    distinct.length === 0
      ? "They name nothing that could be held against the files."
      : `Held against the files: ${count(found.length, "name or number", "names and numbers")} found${open.length === 0 ? "" : `, ${open.length} not checkable`}.`,
    wrong.length === 0
      ? ""
      : `**Contradicted:** ${named(wrong, (it) => `${code(it.text)}${it.instead === undefined ? "" : ` (the files say ${plain(it.instead)})`}`)}.`,
    missing.length === 0
      ? ""
      : `**Not in these files**, so a proposal, another repository's, or a mistake: ${named(missing, (it) => code(it.text))}.`,
    omitted.length === 0 ? "" : `It was not told: ${enumerated(shortened(omitted).map(plain))}.`,
  ];
  return paragraphs(["---"], [said.filter((it) => it !== "").join(" ")]);
}

const named = (claims: readonly Claim[], write: (claim: Claim) => string): string => enumerated(shortened(claims.map(write)));

const shortened = (words: readonly string[]): readonly string[] =>
  words.length > most ? [...words.slice(0, most - 1), `${words.length - most + 1} more`] : words;
