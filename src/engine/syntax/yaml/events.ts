import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE } from "js-yaml";
import { builder } from "./build.ts";
import type { YamlNode, YamlProblem, YamlScalar } from "./tree.ts";

/** How deep collections may nest. Beyond it nobody means it, and recursive parsers end without a word. */
export const deepest = 200;

/**
 * The roots of the documents in `text`, which stands `base` characters into its file. Throws js-yaml's exception where the
 * text is not YAML.
 */
export function readEvents(text: string, base: number, problems: YamlProblem[]): (YamlNode | undefined)[] {
  return treesOf(parseEvents(text, { maxDepth: deepest }), text, base, problems);
}

const styles: Readonly<Record<number, YamlScalar["style"]>> = {
  [SCALAR_STYLE.PLAIN]: "plain",
  [SCALAR_STYLE.SINGLE_QUOTED]: "single",
  [SCALAR_STYLE.DOUBLE_QUOTED]: "double",
  [SCALAR_STYLE.LITERAL_BLOCK]: "literal",
  [SCALAR_STYLE.FOLDED_BLOCK]: "folded",
};

/** A collection that is still open: what its end and the places of its empty nodes depend on. */
interface Open {
  readonly kind: "document" | "map" | "seq";
  readonly start: number;
  /** Ends at a bracket. A flow map without one is the pair in `[a: b]`. */
  readonly bracket: boolean;
  children: number;
}

/** js-yaml says where nodes start and, of scalars, where they end; the rest is found in the text between them. */
function treesOf(events: readonly Event[], text: string, base: number, problems: YamlProblem[]): (YamlNode | undefined)[] {
  const roots: (YamlNode | undefined)[] = [];
  const open: Open[] = [];
  let tree = builder(problems);
  // Just after the last character that belongs to a node: nothing but separators and comments lies between this and the next.
  let done = 0;

  const textOf = (start: number, end: number): string | undefined => (start < 0 ? undefined : text.slice(start, end));
  const child = (): Open | undefined => {
    const parent = open.at(-1);
    if (parent !== undefined) parent.children += 1;
    return parent;
  };

  for (let at = 0; at < events.length; at++) {
    const event = events[at] as Event;
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        tree = builder(problems);
        open.push({ kind: "document", start: done, bracket: false, children: 0 });
        break;
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING: {
        child();
        const kind = event.type === EVENT_ID.MAPPING ? "map" : "seq";
        const flow = event.style === COLLECTION_STYLE.FLOW;
        const bracket = flow && (kind === "seq" || (text.charCodeAt(event.start) === 123 && startOf(events[at + 1]) !== event.start));
        open.push({ kind, start: event.start, bracket, children: 0 });
        tree.open(kind, base + event.start, flow, textOf(event.tagStart, event.tagEnd), textOf(event.anchorStart, event.anchorEnd));
        done = Math.max(done, event.start + (bracket ? 1 : 0));
        break;
      }
      case EVENT_ID.SCALAR: {
        const parent = child();
        const tag = textOf(event.tagStart, event.tagEnd);
        const anchor = textOf(event.anchorStart, event.anchorEnd);
        done = Math.max(done, event.tagEnd, event.anchorEnd);
        if (event.valueStart < 0) {
          done = emptyAt(text, done, parent, event.tagEnd >= 0 || event.anchorEnd >= 0);
          tree.scalar("plain", "", base + done, base + done, tag, anchor);
          break;
        }
        const style = styles[event.style] ?? "plain";
        const start =
          style === "plain"
            ? event.valueStart
            : style === "single" || style === "double"
              ? event.valueStart - 1
              : headerAt(text, done, event.valueStart);
        const end =
          style === "plain"
            ? event.valueEnd
            : style === "single" || style === "double"
              ? event.valueEnd + 1
              : withoutBreaks(text, start, event.valueEnd);
        tree.scalar(style, getScalarValue(text, event), base + start, base + end, tag, anchor);
        done = end;
        break;
      }
      case EVENT_ID.ALIAS:
        child();
        done = event.anchorEnd;
        tree.alias(text.slice(event.anchorStart, event.anchorEnd), base + event.anchorStart - 1, base + event.anchorEnd);
        break;
      case EVENT_ID.POP: {
        const closed = open.pop();
        if (closed?.kind === "document") roots.push(emptyToNothing(tree.root()));
        else if (closed?.bracket === true) {
          done = bracketAfter(text, done);
          tree.close(base + done);
        } else tree.close(undefined);
        break;
      }
    }
  }
  return roots;
}

const startOf = (event: Event | undefined): number | undefined => (event !== undefined && "start" in event ? event.start : undefined);

/** A document that says nothing has no root; one that says `!!null` or `&a` has. */
const emptyToNothing = (node: YamlNode | undefined): YamlNode | undefined =>
  node?.kind === "scalar" && node.start === node.end && node.tag === undefined && node.anchor === undefined ? undefined : node;

/** Where the node stands that is not written: after its `:` or `-`. */
function emptyAt(text: string, done: number, parent: Open | undefined, hasProperties: boolean): number {
  if (hasProperties || parent === undefined || parent.kind === "document") return done;
  const next = skip(text, done, false);
  if (parent.kind === "seq") return text.charCodeAt(next) === 45 ? next + 1 : done;
  // Keys count odd, values even.
  if (parent.children % 2 === 0) return text.charCodeAt(next) === 58 ? next + 1 : done;
  return text.charCodeAt(next) === 63 ? next + 1 : done;
}

/** Just after the bracket that closes a flow collection whose last token ended at `done`. */
function bracketAfter(text: string, done: number): number {
  const at = skip(text, done, true);
  const code = text.charCodeAt(at);
  return code === 93 || code === 125 ? at + 1 : done;
}

/** Past white space, comments and, where asked, the separators of flow collections. */
function skip(text: string, from: number, separators: boolean): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 9 || code === 10 || code === 13) at++;
    else if (code === 35) {
      while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++;
    } else if (separators && (code === 44 || code === 58 || code === 63)) at++;
    else return at;
  }
}

/** Where the `|` or `>` stands of a block scalar whose first line starts at `from`. */
function headerAt(text: string, done: number, from: number): number {
  for (let at = Math.max(done, lineBefore(text, from)); at < from; at++) {
    const code = text.charCodeAt(at);
    if (code === 124 || code === 62) return at;
  }
  return from;
}

function lineBefore(text: string, from: number): number {
  let at = from;
  if (text.charCodeAt(at - 1) === 10) at--;
  if (text.charCodeAt(at - 1) === 13) at--;
  while (at > 0 && text.charCodeAt(at - 1) !== 10 && text.charCodeAt(at - 1) !== 13) at--;
  return at;
}

function withoutBreaks(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

const isBlank = (code: number): boolean => code === 10 || code === 13 || code === 32 || code === 9;
