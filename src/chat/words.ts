/** Small words: numbers and plurals as people write them. */

/** "1 finding", "3 findings", "no findings". */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number === 0 ? "no" : number} ${number === 1 ? one : many}`;

/** "it" or "they", "is" or "are": whichever goes with the number. */
export const either = (number: number, one: string, many: string): string => (number === 1 ? one : many);

/** "a, b and c". */
export const enumerated = (words: readonly string[], last: "and" | "or" = "and"): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
