/** `[start, end)` of a text becomes `text`. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Why a change cannot be made. */
export interface Refused {
  readonly reason: string;
}

export const refused = (reason: string): Refused => ({ reason });

/** The text after changes that are in order and apart. */
export function applied(text: string, ordered: readonly Change[]): string {
  let result = "";
  let done = 0;
  for (const { start, end, text: inserted } of ordered) {
    result += text.slice(done, start) + inserted;
    done = end;
  }
  return result + text.slice(done);
}
