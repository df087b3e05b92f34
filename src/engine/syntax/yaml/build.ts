import type { YamlEntry, YamlMap, YamlNode, YamlProblem, YamlScalar } from "./tree.ts";

/**
 * What aliases may add to one document, in nodes. Beyond it an alias keeps its name and loses its target, so that whoever walks
 * through aliases pays for this many nodes and never for 2^n of them. Real files stay under a few thousand.
 */
export const mostAliasedNodes = 200_000;

/** Builds the tree of one document from nodes in reading order. Never recurses: depth costs nothing here. */
export interface Builder {
  open(kind: "map" | "seq", start: number, flow: boolean, tag: string | undefined, anchor: string | undefined): void;
  scalar(style: YamlScalar["style"], text: string, start: number, end: number, tag: string | undefined, anchor: string | undefined): void;
  alias(name: string, start: number, end: number): void;
  /** Closes what was opened last; `end` is just after its last character, `undefined` = where its last child ends. */
  close(end: number | undefined): void;
  root(): YamlNode | undefined;
}

interface Frame {
  readonly kind: "map" | "seq";
  readonly start: number;
  readonly flow: boolean;
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
  /** Items; of a map: key, value, key, value. */
  readonly children: YamlNode[];
  size: number;
}

/** An anchored node and how many nodes it is when every alias in it is followed; `undefined` while it is still open. */
type Anchored = { readonly node: YamlNode; readonly size: number } | undefined;

export function builder(problems: YamlProblem[]): Builder {
  const frames: Frame[] = [];
  const anchors = new Map<string, Anchored>();
  let aliased = 0;
  let tooMany = false;
  let root: YamlNode | undefined;

  const place = (node: YamlNode, size: number): void => {
    const parent = frames.at(-1);
    if (parent === undefined) root ??= node;
    else {
      parent.children.push(node);
      parent.size += size;
    }
  };
  const target = (name: string, start: number, end: number): Anchored => {
    const found = anchors.get(name);
    if (found === undefined) {
      const message = anchors.has(name)
        ? `The alias *${name} stands inside the node it names.`
        : `No anchor &${name} stands before this alias.`;
      problems.push({ message, start, end, severity: "error" });
      return undefined;
    }
    if (aliased + found.size > mostAliasedNodes) {
      if (!tooMany) {
        const message = `Aliases repeat more than ${mostAliasedNodes} nodes here; from *${name} on they are not followed.`;
        problems.push({ message, start, end, severity: "error" });
      }
      tooMany = true;
      return undefined;
    }
    aliased += found.size;
    return found;
  };
  return {
    open(kind, start, flow, tag, anchor) {
      if (anchor !== undefined) anchors.set(anchor, undefined);
      frames.push({ kind, start, flow, tag, anchor, children: [], size: 1 });
    },
    scalar(style, text, start, end, tag, anchor) {
      const node: YamlScalar = { kind: "scalar", start, end, tag, anchor, style, text };
      if (anchor !== undefined) anchors.set(anchor, { node, size: 1 });
      place(node, 1);
    },
    alias(name, start, end) {
      const found = target(name, start, end);
      place({ kind: "alias", start, end, tag: undefined, anchor: undefined, name, target: found?.node }, found?.size ?? 1);
    },
    close(end) {
      const frame = frames.pop();
      if (frame === undefined) return;
      const { kind, start, flow, tag, anchor, children, size } = frame;
      const last = end ?? children.at(-1)?.end ?? start;
      const node: YamlNode =
        kind === "seq"
          ? { kind, start, end: last, tag, anchor, flow, items: children }
          : { kind, start, end: last, tag, anchor, flow, entries: paired(children) };
      if (node.kind === "map") reportDuplicates(node, problems);
      if (anchor !== undefined) anchors.set(anchor, { node, size });
      place(node, size);
    },
    root: () => root,
  };
}

function paired(children: readonly YamlNode[]): YamlEntry[] {
  const entries: YamlEntry[] = [];
  for (let at = 0; at + 1 < children.length; at += 2) {
    const key = children[at];
    const value = children[at + 1];
    if (key !== undefined && value !== undefined) entries.push({ key, value });
  }
  return entries;
}

/** Compose, Kubernetes and most others refuse a key that stands twice. */
function reportDuplicates({ entries }: YamlMap, problems: YamlProblem[]): void {
  if (entries.length < 2) return;
  const seen = new Set<string>();
  for (const { key } of entries) {
    if (key.kind !== "scalar") continue;
    if (seen.has(key.text)) {
      problems.push({
        message: `The key ${quoted(key.text)} stands twice in this mapping.`,
        start: key.start,
        end: key.end,
        severity: "error",
      });
    }
    seen.add(key.text);
  }
}

const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
