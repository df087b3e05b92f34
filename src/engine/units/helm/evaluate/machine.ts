import { parseTemplate } from "../../../syntax/gotemplate/parse.ts";
import type { BranchNode, Command, Operand, Pipe, TemplateNode } from "../../../syntax/gotemplate/tree.ts";
import { fieldOf } from "./fields.ts";
import { type Origin, type Rope, textIn, type Writer, writer } from "./rope.ts";
import { Exhausted, Refused } from "./stops.ts";
import { charsOf, gapOf, isDict, isList, isRope, isUnknown, keysOf, unknown, type Value } from "./value.ts";
import { printed, truthOf } from "./words.ts";

/** A named template, and the file it stands in. */
export interface Defined {
  readonly file: string;
  readonly body: readonly TemplateNode[];
}

/** A function of templates. */
export type Call = (args: readonly Value[], machine: Machine) => Value;
export interface TemplateFunction {
  readonly call: Call;
  /** It says itself what comes of arguments that are not known; else nothing is known of what it gives. */
  readonly takesUnknown?: true;
}

/** Something that went wrong at a place of a template. */
export interface Trouble {
  readonly message: string;
  /** It took too much: nothing of the file is read. Else Helm would refuse the chart with these values. */
  readonly fatal?: true;
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** One chart with one set of values, being rendered. */
export interface Machine {
  readonly templates: ReadonlyMap<string, Defined>;
  readonly functions: ReadonlyMap<string, TemplateFunction>;
  readonly troubles: Trouble[];
  /** What is left of the work that one chart may make. */
  budget: { steps: number; characters: number };
  /** A number for each reason why something is not known. */
  readonly gaps: Map<string, number>;
  readonly unknownFunctions: Set<string>;
  depth: number;
  /** The template and the action being carried out. */
  here: { file: string; start: number; end: number };
  readonly parsed: Map<string, readonly TemplateNode[]>;
}

export const mostDepth = 120;
export const longestText = 2_000_000;

/** What a file of templates writes with this dot. */
export function render(body: readonly TemplateNode[], file: string, dot: Value, machine: Machine): string | Rope {
  const out = writer();
  run(body, frameOf(file, dot), out, machine);
  return out.done();
}

interface Frame {
  readonly file: string;
  readonly dot: Value;
  readonly variables: { readonly name: string; value: Value }[];
  readonly doubtful: boolean;
}
const frameOf = (file: string, dot: Value): Frame => ({ file, dot, variables: [{ name: "$", value: dot }], doubtful: false });

type Jump = "break" | "continue" | undefined;

function run(nodes: readonly TemplateNode[], frame: Frame, out: Writer, machine: Machine): Jump {
  for (const node of nodes) {
    spend(machine, 1, 0);
    const { start, end } = node;
    const origin = { file: frame.file, start, end, exact: false };
    switch (node.kind) {
      case "text":
        write(node.text, { ...origin, exact: true }, frame, out, machine);
        break;
      case "broken":
        write(gap(machine, "it could not be read"), origin, frame, out, machine);
        break;
      case "action": {
        machine.here = origin;
        const value = attempt(machine, origin, () => evaluate(node.pipe, frame, machine));
        if (node.pipe.variables.length === 0) writeValue(value, origin, frame, out, machine);
        break;
      }
      case "template": {
        machine.here = origin;
        const dot = node.pipe === undefined ? null : attempt(machine, origin, () => evaluate(node.pipe as Pipe, frame, machine));
        writeValue(
          attempt(machine, origin, () => included(node.name, dot, machine)),
          origin,
          frame,
          out,
          machine,
        );
        break;
      }
      case "if":
      case "with":
      case "range": {
        const jump = branch(node, frame, out, machine);
        if (jump !== undefined) return jump;
        break;
      }
      default:
        return node.kind;
    }
  }
  return undefined;
}

function branch(node: BranchNode, frame: Frame, out: Writer, machine: Machine): Jump {
  const origin = { file: frame.file, start: node.start, end: node.end };
  machine.here = origin;
  const mark = frame.variables.length;
  const value = attempt(machine, origin, () => evaluate(node.pipe, frame, machine));
  let jump: Jump;
  if (node.kind === "range") loop(node, value, frame, out, machine);
  else {
    const truth = truthOf(value);
    const inner: Frame = { ...frame, dot: node.kind === "with" ? value : frame.dot, doubtful: frame.doubtful || truth === undefined };
    if (truth !== false) jump = run(node.body, inner, out, machine);
    else if (node.otherwise !== undefined) jump = run(node.otherwise, frame, out, machine);
  }
  frame.variables.length = mark;
  return jump;
}

function loop(node: BranchNode, value: Value, frame: Frame, out: Writer, machine: Machine): void {
  const [first, second] = node.pipe.variables;
  const once = (key: Value, item: Value, doubtful: boolean): Jump => {
    spend(machine, 1, 0);
    const mark = frame.variables.length;
    const inner: Frame = { ...frame, dot: item, doubtful: frame.doubtful || doubtful };
    if (second !== undefined) frame.variables.push({ name: first ?? "", value: key }, { name: second, value: item });
    else if (first !== undefined) frame.variables.push({ name: first, value: item });
    const jump = run(node.body, inner, out, machine);
    frame.variables.length = mark;
    return jump;
  };
  if (isUnknown(value)) once(value, value, true);
  else if (isList(value) && value.items.length > 0) {
    for (const [index, it] of value.items.entries()) if (once(index, it, false) === "break") break;
  } else if (isDict(value) && value.entries.size > 0) {
    for (const key of keysOf(value)) if (once(key, value.entries.get(key) ?? null, false) === "break") break;
  } else if (typeof value === "number" && value > 0) {
    for (let index = 0; index < value; index++) if (once(index, index, false) === "break") break;
  } else if (node.otherwise !== undefined) run(node.otherwise, frame, out, machine);
}

/** The value of a pipeline; its variables are set on the way, also where Helm refuses what they would be. */
function evaluate(pipe: Pipe, frame: Frame, machine: Machine): Value {
  let value: Value = null;
  try {
    let fed: Value | undefined;
    for (const command of pipe.commands) fed = carryOut(command, fed, frame, machine);
    value = fed ?? null;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    assign(pipe, unknown(error.message), frame);
    throw error;
  }
  assign(pipe, value, frame);
  return value;
}

/** The variables of a range are set by its turns. */
function assign({ variables: [name, second], declares }: Pipe, value: Value, frame: Frame): void {
  if (name === undefined || second !== undefined) return;
  const known = declares ? undefined : frame.variables.findLast((it) => it.name === name);
  if (known !== undefined) known.value = frame.doubtful ? unknown("a condition decides it") : value;
  else frame.variables.push({ name, value });
}

function carryOut({ operands: [first, ...rest] }: Command, fed: Value | undefined, frame: Frame, machine: Machine): Value {
  spend(machine, 1, 0);
  if (first.kind === "function") return callFunction(first.name, rest, fed, frame, machine);
  if (rest.length === 0 && fed === undefined) return operand(first, frame, machine);
  // A method: `.Files.Get "x"`, `.Capabilities.APIVersions.Has "y"`.
  const fields = "fields" in first ? first.fields : [];
  const method = fields.at(-1);
  if (method === undefined) throw new Refused("this is no function, and takes no arguments");
  const holder = operand({ ...first, fields: fields.slice(0, -1) } as Operand, frame, machine);
  const args = rest.map((it) => operand(it, frame, machine));
  if (fed !== undefined) args.push(fed);
  return fieldOf(holder, method, args);
}

function callFunction(name: string, given: readonly Operand[], fed: Value | undefined, frame: Frame, machine: Machine): Value {
  if ((name === "and" || name === "or") && given.length > 0) return shortened(name, given, fed, frame, machine);
  const args = given.map((it) => operand(it, frame, machine));
  if (fed !== undefined) args.push(fed);
  const known = machine.functions.get(name);
  if (known === undefined) {
    if (name !== "") machine.unknownFunctions.add(name);
    return unknown(`nothing is known of the function ${name}`);
  }
  if (known.takesUnknown === undefined) {
    const lost = args.find(isUnknown);
    if (lost !== undefined) return lost;
  }
  return known.call(args, machine);
}

/** `and` and `or` look no further than they must. */
function shortened(name: "and" | "or", given: readonly Operand[], fed: Value | undefined, frame: Frame, machine: Machine): Value {
  let last: Value = null;
  let open: Value | undefined;
  const rest = [...given.map((it) => () => operand(it, frame, machine)), ...(fed === undefined ? [] : [() => fed])];
  for (const next of rest) {
    last = next();
    const truth = truthOf(last);
    if (truth === undefined) open ??= last;
    else if (truth === (name === "or")) return open ?? last;
  }
  return open ?? last;
}

function operand(it: Operand, frame: Frame, machine: Machine): Value {
  switch (it.kind) {
    case "literal":
      return it.value;
    case "function":
      return callFunction(it.name, [], undefined, frame, machine);
    case "dot":
      return follow(frame.dot, it.fields);
    case "variable": {
      const found = frame.variables.findLast(({ name }) => name === it.name);
      if (found === undefined) throw new Refused(`no variable ${it.name} is set here`);
      return follow(found.value, it.fields);
    }
    case "pipe": {
      const value = evaluate(it.pipe, frame, machine);
      // Parentheses forgive what is not there: `((.Values.a).b).c`.
      return value === null && it.fields.length > 0 ? null : follow(value, it.fields);
    }
  }
}

function follow(from: Value, fields: readonly string[]): Value {
  let value = from;
  for (const [index, name] of fields.entries()) {
    if (value === null && index > 0) return unknown(`${fields.slice(0, index).join(".")} is not set`);
    value = fieldOf(value, name, []);
  }
  return value;
}

/** `shop.fullname`, `common.names.fullname`: what everybody means by it. */
const conventional = /^[\w-]+\.(?:names\.)?(?=(?:name|fullname|chart)$)/;

/** What `include` gives. */
export function included(name: string, dot: Value, machine: Machine): Value {
  const found = machine.templates.get(name) ?? machine.templates.get(name.replace(conventional, "*."));
  if (found === undefined) return unknown(`the template ${name} is not here`);
  return nested(machine, () => {
    const written = render(found.body, found.file, dot, machine);
    // What stands in for a library's template stands nowhere itself.
    return found.file === "" ? textIn(written) : written;
  });
}

/** What `tpl` gives: a text of the values is a template itself. */
export function inlined(text: string, dot: Value, machine: Machine): Value {
  if (!text.includes("{{")) return text;
  let body = machine.parsed.get(text);
  if (body === undefined) {
    body = parseTemplate(text).body;
    machine.parsed.set(text, body);
  }
  const known = body;
  // Its places are places of a text that stands nowhere: whoever writes it says where it is.
  return nested(machine, () => textIn(render(known, machine.here.file, dot, machine)));
}

function nested<T>(machine: Machine, work: () => T): T {
  if (machine.depth >= mostDepth) throw new Exhausted(`templates include each other more than ${mostDepth} deep here`);
  const { here } = machine;
  machine.depth++;
  try {
    return work();
  } finally {
    machine.depth--;
    machine.here = here;
  }
}

/** What Helm refuses is told at its place, and what it would have given is not known. */
function attempt(machine: Machine, { file, start, end }: Pick<Trouble, "file" | "start" | "end">, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (machine.troubles.length < mostTroubles && file !== "") machine.troubles.push({ message: error.message, file, start, end });
    return unknown(error.message);
  }
}
const mostTroubles = 50;

export function spend(machine: Machine, steps: number, characters: number): void {
  machine.budget.steps -= steps;
  machine.budget.characters -= characters;
  if (machine.budget.steps < 0) throw new Exhausted("this takes too many steps");
  if (machine.budget.characters < 0) throw new Exhausted("this writes too much");
}

/** What stands in a text for something that is not known. */
export function gap(machine: Machine, because: string): string {
  const number = machine.gaps.get(because) ?? machine.gaps.size;
  machine.gaps.set(because, number);
  return gapOf(number);
}

export const textOf = (value: Value, machine: Machine): string => printed(value, (because) => gap(machine, because));

function write(text: string, origin: Origin, frame: Frame, out: Writer, machine: Machine): void {
  spend(machine, 0, text.length);
  out.write(text, origin, frame.doubtful);
}

/** What fits on a line stands where the action does; what has lines of its own, where those are written. */
function writeValue(value: Value, origin: Origin, frame: Frame, out: Writer, machine: Machine): void {
  const text = charsOf(value) ?? textOf(value, machine);
  spend(machine, 0, text.length);
  if (isRope(value) && text.includes("\n")) out.writeRope(value, origin, frame.doubtful);
  else if (isRope(value)) for (const [part, doubtful] of doubtsIn(value)) out.write(part, origin, frame.doubtful || doubtful);
  else out.write(text, origin, frame.doubtful);
}

function* doubtsIn({ text, pieces }: Rope): Iterable<readonly [string, boolean]> {
  let from = 0;
  let doubtful = false;
  for (const it of [...pieces, { at: text.length, doubtful: false }]) {
    if (it.at > from) yield [text.slice(from, it.at), doubtful];
    from = it.at;
    doubtful = it.doubtful;
  }
}
