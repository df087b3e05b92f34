/** A simple command of a script: what it sets for itself, and its words without their quotes. */
export interface Command {
  readonly sets: readonly { readonly name: string; readonly value: string }[];
  readonly words: readonly string[];
}

/** The simple commands of a shell script, one after the other, wherever they stand; operators, groups and keywords only divide them. */
export function commandsIn(script: string): readonly Command[] {
  const commands: Command[] = [];
  let words: string[] = [];
  const end = (): void => {
    if (words.length > 0) commands.push(commandOf(words));
    words = [];
  };
  for (const [token] of script.matchAll(tokens)) {
    if (/^[;&|()\n]/.test(token)) end();
    else if (keywords.has(token)) end();
    else if (!/^\s/.test(token)) words.push(token.replace(quoted, unquoted));
  }
  end();
  return commands;
}

/** A quote that is never closed reaches to the end. Alternatives exclude one another, so that no text is tried twice. */
const tokens = /[;&|()\n]+|[^\S\n]+|(?:\\.|\\$|"(?:[^"\\]|\\.)*(?:"|\\?$)|'[^']*(?:'|$)|[^\s;&|()\\"'])+/gs;
const quoted = /\\(.)|"((?:[^"\\]|\\.)*)"?|'([^']*)'?/gs;
const unquoted = (_: string, escaped?: string, double?: string, single?: string): string =>
  escaped ?? double?.replace(/\\(["\\$`])/g, "$1") ?? single ?? "";

const keywords: ReadonlySet<string> = new Set(["then", "do", "else", "elif", "if", "fi", "done", "while", "until", "!", "{", "}"]);

/** What runs another command. */
const runners: ReadonlySet<string> = new Set(["sudo", "exec", "command", "env", "time", "nice", "nohup", "export"]);

function commandOf(words: readonly string[]): Command {
  const sets: { name: string; value: string }[] = [];
  let from = 0;
  for (; from < words.length; from++) {
    const word = words[from] ?? "";
    const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
    if (name !== undefined && value !== undefined) sets.push({ name, value });
    else if (!runners.has(word) && !(from > 0 && runners.has(words[from - 1] ?? "") && /^-\w+$/.test(word))) break;
  }
  return { sets, words: words.slice(from) };
}
