import { Composer, isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode, Parser, type Scalar } from "yaml";
import { type Builder, builder } from "./build.ts";
import { deepest } from "./events.ts";
import type { YamlNode, YamlProblem, YamlScalar } from "./tree.ts";

/**
 * The roots of the documents in `text` as far as they can be read although the text is not quite YAML. Fifteen times slower than
 * events, so it is for the document that needs it. Never throws.
 */
export function readBroken(text: string, base: number, problems: YamlProblem[]): (YamlNode | undefined)[] {
  // The library makes an exception of each problem; where a call came from is most of what that costs.
  const { stackTraceLimit } = traced;
  traced.stackTraceLimit = 0;
  const roots: (YamlNode | undefined)[] = [];
  let errors = 0;
  try {
    const composer = new Composer({ uniqueKeys: false, strict: true, prettyErrors: false, schema: "failsafe", keepSourceTokens: true });
    for (const document of composer.compose(new Parser().parse(text))) {
      for (const { message, pos } of document.errors)
        problems.push({ message, start: base + pos[0], end: base + pos[1], severity: "error" });
      const tree = builder(problems);
      if (document.contents !== null) add(tree, document.contents as ParsedNode, base, 0);
      roots.push(tree.root());
      errors += document.errors.length;
      // Stray marks make documents without end of what is none.
      if (errors > mostErrors) break;
    }
  } catch {
    // The library recurses; whatever it cannot stand is a problem already, found by the events.
    if (roots.length === 0) roots.push(undefined);
  } finally {
    traced.stackTraceLimit = stackTraceLimit;
  }
  return roots;
}
const mostErrors = 1000;
/** V8's own; other engines leave it alone. */
const traced = Error as ErrorConstructor & { stackTraceLimit: number | undefined };

const styles: Readonly<Record<string, YamlScalar["style"]>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

function add(tree: Builder, node: Node | null | undefined, base: number, depth: number, at = 0): void {
  const start = base + (node?.range?.[0] ?? at);
  const end = base + (node?.range?.[1] ?? at);
  if (node === null || node === undefined || depth > deepest) {
    tree.scalar("plain", "", start, start, undefined, undefined);
  } else if (isAlias(node)) {
    tree.alias(node.source, start, end);
  } else if (isMap(node)) {
    tree.open("map", start, node.flow === true, written(node), node.anchor);
    for (const { key, value } of node.items as { key: Node | null; value: Node | null }[]) {
      const keyEnd = (key?.range?.[1] ?? start - base) + 0;
      add(tree, key, base, depth + 1, start - base);
      add(tree, value, base, depth + 1, keyEnd);
    }
    tree.close(node.flow === true ? end : undefined);
  } else if (isSeq(node)) {
    tree.open("seq", start, node.flow === true, written(node), node.anchor);
    for (const item of node.items as (Node | null)[]) add(tree, item, base, depth + 1, start - base);
    tree.close(node.flow === true ? end : undefined);
  } else if (isScalar(node)) {
    const scalar = node as Scalar<unknown>;
    const style = styles[scalar.type ?? "PLAIN"] ?? "plain";
    tree.scalar(style, String(scalar.value ?? ""), start, end, written(node), node.anchor);
  }
}

/** The tag as the file writes it; the library resolves `!!str` and leaves others alone. */
const written = (node: Node): string | undefined => node.tag?.replace(/^tag:yaml\.org,2002:/, "!!");
