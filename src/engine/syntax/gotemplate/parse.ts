import { pipeOf } from "./pipes.ts";
import { piecesOf, type Token } from "./tokens.ts";
import type { BranchNode, Pipe, TemplateFile, TemplateNode, TemplateProblem } from "./tree.ts";

/** How deep branches may stand in each other; beyond it nobody means it. */
const deepest = 200;

/** A branch, a definition or the file itself, still open. */
interface Open {
  readonly kind: "file" | "define" | BranchNode["kind"];
  readonly start: number;
  readonly end: number;
  readonly pipe: Pipe | undefined;
  readonly name: string;
  readonly body: TemplateNode[];
  otherwise: TemplateNode[] | undefined;
  /** It was opened by an `else if` or `else with`: the `end` of the one around it ends it too. */
  readonly chained: boolean;
}

/**
 * Reads a file of Go templates. Total: an action that cannot be read is a problem with its place and one node that says so; what is
 * never closed ends with the file.
 */
export function parseTemplate(source: string): TemplateFile {
  const problems: TemplateProblem[] = [];
  const defines = new Map<string, readonly TemplateNode[]>();
  const file = opened("file", 0, 0);
  const stack: Open[] = [file];
  const top = (): Open => stack.at(-1) ?? file;
  const put = (node: TemplateNode): void => {
    const { otherwise, body } = top();
    (otherwise ?? body).push(node);
  };
  const tell = (message: string, start: number, end: number): void => {
    problems.push({ message, start, end });
  };
  const close = (): void => {
    for (;;) {
      const done = stack.pop();
      if (done === undefined || done.kind === "file") return;
      if (done.kind === "define") defines.set(done.name, done.body);
      else if (done.pipe !== undefined)
        put({ kind: done.kind, start: done.start, end: done.end, pipe: done.pipe, body: done.body, otherwise: done.otherwise });
      if (!done.chained) return;
    }
  };

  for (const piece of piecesOf(source)) {
    const { start, end } = piece;
    if (piece.kind === "text") {
      put({ kind: "text", text: source.slice(start, end), start, end });
      continue;
    }
    const { tokens } = piece;
    if (!piece.closed) {
      tell("This action is not closed.", start, Math.min(end, start + 2));
      put({ kind: "broken", start, end });
      continue;
    }
    const [first] = tokens;
    const keyword = first?.kind === "word" ? first.text : "";
    const broken = (message: string): void => {
      tell(message, start, end);
      put({ kind: "broken", start, end });
    };
    const read = (from: number): Pipe | undefined => {
      const pipe = pipeOf(tokens.slice(from), end);
      if ("message" in pipe) {
        tell(pipe.message, pipe.start, pipe.end);
        return undefined;
      }
      return pipe;
    };
    const branch = (kind: BranchNode["kind"], from: number, chained: boolean): void => {
      if (stack.length > deepest) tell(`Branches are nested more than ${deepest} deep here.`, start, end);
      stack.push({ ...opened(kind, start, end), pipe: read(from) ?? unreadable(start, end), chained });
    };
    switch (keyword) {
      case "if":
      case "with":
      case "range":
        branch(keyword, 1, false);
        break;
      case "else": {
        const holder = top();
        if (holder.kind === "file" || holder.kind === "define") broken("There is nothing open that this else belongs to.");
        else {
          holder.otherwise = [];
          const next = tokens[1]?.text;
          if (next === "if" || next === "with") branch(next, 2, true);
        }
        break;
      }
      case "end":
        if (stack.length === 1) tell("There is nothing open that this end closes.", start, end);
        else close();
        break;
      case "define":
      case "block": {
        const name = nameIn(tokens[1]);
        if (name === undefined) broken(`The name of a ${keyword} is a text in quotes.`);
        if (keyword === "block" && name !== undefined) put({ kind: "template", start, end, name, pipe: read(2) });
        stack.push({ ...opened("define", start, end), name: name ?? "" });
        break;
      }
      case "template": {
        const name = nameIn(tokens[1]);
        if (name === undefined) broken("The name of a template is a text in quotes.");
        else put({ kind: "template", start, end, name, pipe: tokens.length > 2 ? read(2) : undefined });
        break;
      }
      case "break":
      case "continue":
        put({ kind: keyword, start, end });
        break;
      default: {
        const pipe = tokens.length === 0 ? undefined : read(0);
        if (tokens.length === 0) tell("Nothing stands in this action.", start, end);
        put(pipe === undefined ? { kind: "broken", start, end } : { kind: "action", start, end, pipe });
      }
    }
  }
  while (stack.length > 1) {
    const { kind, start, end, chained } = top();
    if (!chained) tell(`This ${kind} has no end.`, start, end);
    close();
  }
  return { body: file.body, defines, problems };
}

const opened = (kind: Open["kind"], start: number, end: number): Open => ({
  kind,
  start,
  end,
  pipe: undefined,
  name: "",
  body: [],
  otherwise: undefined,
  chained: false,
});

const nameIn = (token: Token | undefined): string | undefined => (token?.kind === "string" ? token.text : undefined);

/** A condition that could not be read is one that nobody knows. */
const unreadable = (start: number, end: number): Pipe => ({
  variables: [],
  declares: false,
  commands: [{ operands: [{ kind: "function", name: "", start, end }], start, end }],
  start,
  end,
});
