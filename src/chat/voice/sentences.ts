/** Cuts a stream of text where it may be shown: after a sentence, after a line. What may still become something else waits. */
export interface Sentences {
  /** What can be shown now. */
  push(chunk: string): readonly string[];
  /** What was still waiting. */
  end(): readonly string[];
}

/** Nobody writes a sentence that long; a model that writes no line break must not make us hold everything. */
const longest = 2000;

export function sentences(): Sentences {
  let waiting = "";
  let atLineStart = true;

  const take = (length: number): string => {
    const piece = waiting.slice(0, length);
    waiting = waiting.slice(length);
    atLineStart = piece.endsWith("\n");
    return piece;
  };
  return {
    push(chunk) {
      const ready: string[] = [];
      waiting += chunk.replace(/\r\n?/g, "\n");
      for (let line = waiting.indexOf("\n"); line >= 0; line = waiting.indexOf("\n")) ready.push(take(line + 1));
      // A fence is known by its whole line.
      if (atLineStart && /^\s*(?:`{1,2}$|`{3}|~{1,2}$|~{3})/.test(waiting))
        return waiting.length > longest ? [...ready, take(waiting.length)] : ready;
      const end = /[.!?]["'*_)»”]*\s/.test(waiting) ? sentenceEnd(waiting) : 0;
      if (end > 0) ready.push(take(end));
      else if (waiting.length > longest) ready.push(take(Math.max(waiting.lastIndexOf(" ") + 1, longest)));
      return ready;
    },
    end: () => (waiting === "" ? [] : [take(waiting.length)]),
  };
}

/** The end of the last sentence that is whole: outside code, brackets and marks, with a space behind it. 0 = there is none. */
function sentenceEnd(text: string): number {
  let end = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "\\") at++;
    else if (char === "`") {
      const ticks = text.slice(at).match(/^`+/)?.[0] ?? "`";
      const close = closing(text, at + ticks.length, ticks);
      if (close < 0) return end;
      at = close + ticks.length - 1;
    } else if ("[(⟦<".includes(char)) depth++;
    else if ("])⟧>".includes(char)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && ".!?".includes(char)) {
      const rest = text.slice(at + 1).match(/^["'*_)»”]*(\s)/)?.[0];
      if (rest !== undefined) end = at + 1 + rest.length;
    }
  }
  return end;
}

/** Where a run of exactly these backticks begins; -1 = it does not. */
export function closing(text: string, from: number, ticks: string): number {
  for (let at = text.indexOf(ticks, from); at >= 0; ) {
    if (text.charAt(at - 1) !== "`" && text.charAt(at + ticks.length) !== "`") return at;
    while (text.charAt(at) === "`") at++;
    at = text.indexOf(ticks, at);
  }
  return -1;
}
