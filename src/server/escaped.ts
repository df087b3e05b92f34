/** A file's words in which nothing means anything to Markdown, or to the editor's icons. */
export const escaped = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ").replace(/[\\`*_{}[\]<>#|~$!&()]/g, (it) => `\\${it}`);
