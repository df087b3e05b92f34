import type { Overview } from "../protocol.ts";
import { type Member, members } from "./facts.ts";

/** Components that a text names, in the order it names them. */
export interface Mention extends Member {
  /** Where in the text, in words: to tell "who calls X" from "whom does X call". */
  readonly word: number;
}

/** Words as people type names: `api-gateway`, `booking_db`, `api.internal`; quotes and question marks are not part of them. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .match(/[\p{L}\p{N}]+(?:[-_./:@][\p{L}\p{N}]+)*/gu)
    ?.map((it) => it.replace(/^\.\//, "")) ?? [];

const longestName = 4;

/** The components a text names, by name, by alias, or in words: "the API gateway" is `api-gateway`. */
export function mentionsIn(overview: Overview, text: string): readonly Mention[] {
  const index = new Map<string, Member[]>();
  for (const member of members(overview)) {
    const { name, aliases, ref } = member.line;
    for (const key of new Set([name, ...aliases, ref, ref.slice(ref.indexOf(":") + 1)].map(keyOf))) {
      const there = index.get(key);
      if (there === undefined) index.set(key, [member]);
      else there.push(member);
    }
  }
  const words = wordsOf(text);
  const found = new Map<string, Mention>();
  for (let word = 0; word < words.length; word++) {
    // The longest name wins: "booking db" is not "booking" and "db".
    for (let length = Math.min(longestName, words.length - word); length > 0; length--) {
      const there = index.get(keyOf(words.slice(word, word + length).join("-")));
      if (there === undefined || (length === 1 && functionWords.has(words[word] ?? ""))) continue;
      for (const member of there) if (!found.has(member.line.ref)) found.set(member.line.ref, { ...member, word });
      word += length - 1;
      break;
    }
  }
  return [...found.values()];
}

/** Case and the choice of separator make no other name. */
const keyOf = (name: string): string => name.toLowerCase().replace(/[_\s]+/g, "-");

/** A service may be called `the`; a sentence that has the word does not mean it. */
const functionWords: ReadonlySet<string> = new Set(
  "a an the is are was be do does did has have it its of on in to for by with and or not no what which who whom whose where when why how there this that these those can could should would will i we you they my our your".split(
    " ",
  ),
);

/** Components of a technology that a text names: "postgres" is every Postgres there is. */
export function byTechnology(overview: Overview, text: string): readonly Member[] {
  const words = new Set(wordsOf(text).map(squeezed));
  return members(overview).filter(({ line }) => {
    const made = squeezed(line.technology ?? "");
    return made !== "" && [...words].some((word) => word === made || (word.length > 3 && (made.startsWith(word) || word.startsWith(made))));
  });
}
const squeezed = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
