/** A Dockerfile as instructions with exact ranges: continued lines, here-documents, comments and the `escape` directive. Total: any text has some. */
export interface Instruction {
  /** In capitals. */
  readonly name: string;
  /** What stands behind the name and the flags, continued lines joined by a space, comments between them left out; the script of a here-document, line by line. */
  readonly text: string;
  readonly flags: Readonly<Record<string, string>>;
  /** The arguments of the exec form; `undefined` = the shell form, or broken JSON. */
  readonly exec: readonly string[] | undefined;
  /** Whether it stands on one line, so that `text` stands in the file as it is. */
  readonly oneLine: boolean;
  readonly start: number;
  readonly end: number;
}

export interface DockerfileTree {
  readonly instructions: readonly Instruction[];
  /** Lines that are no instruction. */
  readonly strangers: readonly { readonly word: string; readonly start: number; readonly end: number }[];
}

const known = new Set(
  "ADD ARG CMD COPY CROSS_BUILD ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(
    " ",
  ),
);

interface Line {
  readonly text: string;
  readonly start: number;
}

export function parseDockerfile(source: string): DockerfileTree {
  const lines = linesIn(source);
  const continuation = escapeIn(lines);
  const instructions: Instruction[] = [];
  const strangers: { word: string; start: number; end: number }[] = [];
  for (let at = 0; at < lines.length; at++) {
    const first = lines[at] as Line;
    const word = /^[ \t]*([^\s#]\S*)/.exec(first.text)?.[1];
    if (word === undefined) continue;
    const parts: string[] = [];
    const start = first.start + first.text.indexOf(word);
    let end = first.start + first.text.trimEnd().length;
    let rest = first.text.slice(first.text.indexOf(word) + word.length);
    for (;;) {
      const open = rest.trimEnd();
      const continued = open.endsWith(continuation);
      parts.push((continued ? open.slice(0, -1) : open).trim());
      if (!continued || at + 1 >= lines.length) break;
      // Comments and blank lines between continued lines belong to nobody.
      do at++;
      while (at + 1 < lines.length && /^[ \t]*(?:#|$)/.test(lines[at]?.text ?? ""));
      const next = lines[at] as Line;
      rest = next.text;
      end = next.start + next.text.trimEnd().length;
    }
    let joined = parts.filter((it) => it !== "").join(" ");
    let oneLine = parts.length === 1;
    const name = word.toUpperCase();
    if (!known.has(name)) {
      strangers.push({ word, start, end });
      continue;
    }
    if (name === "RUN" || name === "COPY" || name === "ADD") {
      const script: string[] = [];
      for (const marker of hereDocuments(joined)) {
        oneLine = false;
        while (at + 1 < lines.length) {
          at++;
          const line = lines[at] as Line;
          end = line.start + line.text.trimEnd().length;
          if (line.text.trim() === marker) break;
          if (!/^[ \t]*(?:#|$)/.test(line.text)) script.push(line.text.trim());
        }
      }
      if (name === "RUN" && script.length > 0) joined = joined.replace(asScript, (_, flags: string) => flags + script.join("\n"));
    }
    instructions.push({ name, ...withoutFlags(joined), oneLine, start, end });
  }
  return { instructions, strangers };
}

function linesIn(source: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = source.charCodeAt(0) === 0xfeff ? 1 : 0; start <= source.length; ) {
    const next = source.indexOf("\n", start);
    const end = next === -1 ? source.length : next;
    lines.push({ text: source.slice(start, source.charCodeAt(end - 1) === 13 ? end - 1 : end), start });
    start = end + 1;
  }
  return lines;
}

/** Directives stand in the comments a file begins with. */
function escapeIn(lines: readonly Line[]): string {
  for (const { text } of lines) {
    const directive = /^[ \t]*#[ \t]*(\w+)[ \t]*=[ \t]*(\S)/.exec(text);
    if (directive === null) return "\\";
    if (directive[1]?.toLowerCase() === "escape" && (directive[2] === "`" || directive[2] === "\\")) return directive[2];
  }
  return "\\";
}

/** A here-document that is the whole command: the shell runs it. Behind a program it is what that one reads. */
const asScript = /^((?:--\S+\s+)*)<<-?["']?[A-Za-z_]\w*["']?$/;

const hereDocuments = (text: string): readonly string[] => [...text.matchAll(/<<-?["']?([A-Za-z_]\w*)["']?/g)].map((it) => it[1] ?? "");

function withoutFlags(joined: string): Pick<Instruction, "text" | "flags" | "exec"> {
  const flags: Record<string, string> = {};
  let text = joined;
  for (;;) {
    const flag = /^--([A-Za-z][\w-]*)(?:=("[^"]*"|\S*))?(?:\s+|$)/.exec(text);
    if (flag === null) break;
    const [all, key = "", value = "true"] = flag;
    Object.defineProperty(flags, key, { value: value.replace(/^"(.*)"$/, "$1"), enumerable: true, configurable: true });
    text = text.slice(all.length);
  }
  return { text, flags, exec: text.startsWith("[") ? execForm(text) : undefined };
}

function execForm(text: string): readonly string[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((it) => typeof it === "string") ? list : undefined;
  } catch {
    return undefined;
  }
}
