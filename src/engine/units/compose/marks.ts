import type { Node } from "./project.ts";

/**
 * `!reset` and `!override` of an overriding file. They hold while files are merged and are no part of what comes out:
 * `reset` takes away what the files before said, `override` puts the value in its place unmerged.
 */
export type Mark = "reset" | "override";

const marks = new WeakMap<Node, Mark>();

export function mark<N extends Node>(node: N, as: Mark): N {
  marks.set(node, as);
  return node;
}

export const markOf = (node: Node): Mark | undefined => marks.get(node);
