/** Words for people, as `vscode.l10n` has them: the English text is the key, what the editor's language says for it comes with the page. */
const said: Readonly<Record<string, string>> = bundle();

/** A text with `{0}`, `{1}` … filled in, in the editor's language where somebody has translated it. */
export function t(text: string, ...given: readonly (string | number)[]): string {
  const words = Object.hasOwn(said, text) ? (said[text] ?? text) : text;
  return words.replace(/\{(\d)\}/g, (it, index: string) => String(given[Number(index)] ?? it));
}

/** "1 finding", "3 findings": the words for one and for many are translated as a whole. */
export const counted = (many: number, one: string, several: string): string => t(many === 1 ? one : several, many);

function bundle(): Readonly<Record<string, string>> {
  try {
    if (typeof document === "undefined") return {}; // pure parts are tested without a page
    const given: unknown = JSON.parse(document.body.dataset["words"] ?? "{}");
    if (typeof given !== "object" || given === null) return {};
    return Object.fromEntries(Object.entries(given).filter((it): it is [string, string] => typeof it[1] === "string"));
  } catch {
    return {};
  }
}
