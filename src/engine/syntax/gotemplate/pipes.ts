import type { Token } from "./tokens.ts";
import type { Command, Operand, Pipe, TemplateProblem } from "./tree.ts";

/** How deep parentheses may stand in each other. */
const deepest = 100;

/** The pipeline that the words of an action say; `end` is where the action ends. */
export function pipeOf(tokens: readonly Token[], end: number): Pipe | TemplateProblem {
  const reading: Reading = { tokens, at: 0, end, depth: 0 };
  const pipe = readPipe(reading);
  const left = tokens[reading.at];
  if (!("message" in pipe) && left !== undefined) return unexpected(left);
  return pipe;
}

interface Reading {
  readonly tokens: readonly Token[];
  readonly end: number;
  at: number;
  depth: number;
}

const isMark = (token: Token | undefined, text: string): boolean => token?.kind === "mark" && token.text === text;
const unexpected = ({ text, start, end }: Token): TemplateProblem => ({
  message: `${JSON.stringify(text.slice(0, 40))} is not expected here.`,
  start,
  end,
});

function readPipe(reading: Reading): Pipe | TemplateProblem {
  const first = reading.tokens[reading.at];
  const start = first?.start ?? reading.end;
  const { variables, declares } = readVariables(reading);
  const commands: Command[] = [];
  for (;;) {
    const command = readCommand(reading);
    if ("message" in command) return command;
    commands.push(command);
    if (!isMark(reading.tokens[reading.at], "|")) break;
    reading.at++;
  }
  return { variables, declares, commands, start, end: commands.at(-1)?.end ?? start };
}

/** `$x :=`, `$x =`, `$k, $v :=` and nothing else. */
function readVariables(reading: Reading): Pick<Pipe, "variables" | "declares"> {
  const { tokens } = reading;
  const variables: string[] = [];
  let at = reading.at;
  while (tokens[at]?.kind === "variable" && variables.length < 2) {
    variables.push(tokens[at]?.text ?? "");
    const next = tokens[at + 1];
    if (isMark(next, ":=") || isMark(next, "=")) {
      reading.at = at + 2;
      return { variables, declares: next?.text === ":=" };
    }
    if (!isMark(next, ",")) break;
    at += 2;
  }
  return { variables: [], declares: false };
}

function readCommand(reading: Reading): Command | TemplateProblem {
  const operands: Operand[] = [];
  for (;;) {
    const token = reading.tokens[reading.at];
    if (token === undefined || isMark(token, "|") || isMark(token, ")")) break;
    const operand = readOperand(reading, token);
    if ("message" in operand) return operand;
    operands.push(operand);
  }
  const [first, ...others] = operands;
  if (first === undefined) {
    // Shown at what stands instead of it, or before it.
    const near = reading.tokens[reading.at] ?? reading.tokens[reading.at - 1];
    return { message: "A value is missing here.", start: near?.start ?? reading.end, end: near?.end ?? reading.end };
  }
  return { operands: [first, ...others], start: first.start, end: operands.at(-1)?.end ?? first.end };
}

function readOperand(reading: Reading, token: Token): Operand | TemplateProblem {
  const { start, end } = token;
  reading.at++;
  switch (token.kind) {
    case "string":
      return { kind: "literal", value: token.text, start, end };
    case "number":
      return { kind: "literal", value: Number(token.text.replaceAll("_", "").replace(/^\+/, "")), start, end };
    case "word":
      if (token.text === "true" || token.text === "false") return { kind: "literal", value: token.text === "true", start, end };
      if (token.text === "nil") return { kind: "literal", value: null, start, end };
      return { kind: "function", name: token.text, start, end };
    case "dot":
      return { kind: "dot", start, ...readFields(reading, end, []) };
    case "field":
      return { kind: "dot", start, ...readFields(reading, end, [token.text]) };
    case "variable":
      return { kind: "variable", name: token.text, start, ...readFields(reading, end, []) };
    default:
      return isMark(token, "(") ? readParenthesis(reading, token) : unexpected(token);
  }
}

function readParenthesis(reading: Reading, open: Token): Operand | TemplateProblem {
  if (reading.depth >= deepest)
    return { message: `Parentheses are nested more than ${deepest} deep here.`, start: open.start, end: open.end };
  reading.depth++;
  const pipe = readPipe(reading);
  reading.depth--;
  if ("message" in pipe) return pipe;
  const close = reading.tokens[reading.at];
  if (close === undefined || !isMark(close, ")")) return { message: "This parenthesis is not closed.", start: open.start, end: open.end };
  reading.at++;
  return { kind: "pipe", pipe, start: open.start, ...readFields(reading, close.end, []) };
}

/** `.image` `.tag` right behind an operand. */
function readFields(
  reading: Reading,
  from: number,
  first: readonly string[],
): { readonly fields: readonly string[]; readonly end: number } {
  const fields = [...first];
  let end = from;
  for (;;) {
    const token = reading.tokens[reading.at];
    if (token?.kind !== "field" || !token.joined) return { fields, end };
    fields.push(token.text);
    end = token.end;
    reading.at++;
  }
}
