import { type EvidenceId, evidenceId, type Problem, type Span } from "../../model/index.ts";
import { itemAnchors, keyAnchor } from "../../syntax/yaml/anchors.ts";
import type { YamlFile, YamlMap, YamlNode, YamlScalar } from "../../syntax/yaml/tree.ts";
import { isMergeKey, keyText, resolve, scalarOf } from "../../syntax/yaml/walk.ts";
import { interpolate, type Lookup, type Trouble } from "./interpolate.ts";
import { mark, markOf } from "./marks.ts";
import type { MapNode, Node, ScalarNode, SeqNode } from "./project.ts";

/** Where nodes are made: what `${…}` stands for, and where places and problems are put. */
export interface Making {
  readonly file: string;
  readonly yaml: YamlFile;
  readonly lookup: Lookup;
  readonly places: Map<EvidenceId, Span>;
  readonly problems: Problem[];
  /** Variables without a value that somebody was told of: once a file is enough. */
  readonly told: Set<string>;
  /** Whether `.env` says anything at all: without one, variables are expected to come from elsewhere. */
  readonly hasEnvFile: boolean;
}

export const reader = "compose";

/**
 * The nodes of every document of a file, with `<<` applied and `${…}` filled in. A node that aliases repeat is made once and keeps
 * the place where it is written. Depth is bounded by the parser, size by what aliases may repeat.
 */
export function nodesOf(making: Making): readonly Node[] {
  const nodes: Node[] = [];
  for (const [index, document] of making.yaml.documents.entries()) {
    // Anchors of a second document must not be those of the first.
    const anchor = index === 0 ? "" : `~${index}`;
    if (document.root !== undefined) nodes.push(maker(making)(document.root, anchor));
  }
  return nodes;
}

/** Whoever walks through nodes may recurse: the parser bounds how deep a file is written, this how deep aliases make it. */
const deepest = 500;

const nothingAt = (at: EvidenceId): ScalarNode => ({ kind: "scalar", type: "null", text: "", written: undefined, templated: false, at });

type Entries = Map<string, { readonly at: EvidenceId; readonly value: Node }>;

function maker(making: Making): (node: YamlNode, anchor: string) => Node {
  const made = new Map<YamlNode, Node>();

  const at = (anchor: string, start: number, end: number): EvidenceId => {
    const id = evidenceId(making.file, anchor);
    making.places.set(id, making.yaml.lines.span(start, end));
    return id;
  };
  const say = (severity: Problem["severity"], message: string, node: YamlNode): void => {
    making.problems.push({ message, severity, file: making.file, span: making.yaml.lines.span(node.start, node.end), reader });
  };

  const depths = new Map<Node, number>();
  /** One more than the deepest below it. */
  const deepen = <N extends Node>(node: N, children: Iterable<Node>): N => {
    let depth = 0;
    for (const it of children) depth = Math.max(depth, depths.get(it) ?? 0);
    depths.set(node, depth + 1);
    return node;
  };

  /** `start`: where its place begins; a value's with its key. */
  const make = (written: YamlNode, anchor: string, start = written.start): Node => {
    const node = resolve(written);
    const id = (): EvidenceId => at(anchor, node === written ? start : (node ?? written).start, (node ?? written).end);
    if (node === undefined) return nothingAt(id());
    const before = made.get(node);
    if (before !== undefined) return before;
    let result = node.kind === "scalar" ? scalar(node, id()) : node.kind === "seq" ? seq(node, anchor, id()) : map(node, anchor, id());
    if ((depths.get(result) ?? 0) > deepest) {
      if (!making.told.has("depth")) say("error", `Aliases make this more than ${deepest} levels deep: it is passed over.`, node);
      making.told.add("depth");
      result = nothingAt(result.at);
    }
    made.set(node, result);
    if (node.tag === "!reset") mark(result, "reset");
    if (node.tag === "!override") mark(result, "override");
    return result;
  };

  const scalar = (node: YamlScalar, id: EvidenceId): ScalarNode => {
    const type = scalarOf(node)?.type ?? "string";
    const plain = node.style === "plain" && /^[\d:]*:\d/.test(node.text) && { plain: true as const };
    if (!node.text.includes("$")) return { kind: "scalar", type, text: node.text, written: undefined, templated: false, ...plain, at: id };
    const { text, templated, trouble } = interpolate(node.text, making.lookup);
    for (const it of trouble) tell(making, it, node);
    const written = text === node.text ? undefined : node.text;
    // `${PORT}` unquoted is the number it stands for.
    const filled = written === undefined || text === "" ? "string" : (scalarOf({ ...node, text })?.type ?? "string");
    return { kind: "scalar", type: filled, text, written, templated, at: id };
  };

  const seq = (node: Extract<YamlNode, { kind: "seq" }>, anchor: string, id: EvidenceId): SeqNode => {
    const anchors = itemAnchors(anchor, node);
    const items = node.items.map((it, index) => make(it, anchors[index] ?? anchor)).filter((it) => markOf(it) !== "reset");
    return deepen({ kind: "seq", items, at: id }, items);
  };

  const map = (node: YamlMap, anchor: string, id: EvidenceId): MapNode => {
    const entries: Entries = new Map();
    const merges: YamlNode[] = [];
    for (const { key, value } of node.entries) {
      if (isMergeKey(key)) {
        merges.push(value);
        continue;
      }
      const name = keyText(key);
      const inner = keyAnchor(anchor, name);
      // The entry's place is key and value: what is shown, and what goes away with it.
      const node = make(value, inner, key.start);
      entries.set(name, { at: value.kind === "alias" ? at(inner, key.start, value.end) : node.at, value: node });
    }
    for (const merge of merges) merged(entries, merge, `${anchor}.<<`);
    return deepen(
      { kind: "map", entries, at: id },
      [...entries.values()].map((it) => it.value),
    );
  };

  const merged = (entries: Entries, merge: YamlNode, anchor: string): void => {
    const source = make(merge, anchor);
    if (source.kind === "scalar" && source.type !== "null") say("error", "Only mappings can be merged with <<.", merge);
    for (const from of source.kind === "seq" ? source.items : [source]) {
      if (from.kind !== "map") continue;
      for (const [name, entry] of from.entries) {
        const own = entries.get(name);
        if (own === undefined) entries.set(name, entry);
        // A key that is reset is taken out before merges are looked at: what is merged then stands in its place, and alone.
        else if (markOf(own.value) === "reset") entries.set(name, { at: entry.at, value: mark({ ...entry.value }, "override") });
      }
    }
  };

  return make;
}

function tell(making: Making, trouble: Trouble, node: YamlNode): void {
  const said = saidOf(trouble, making.hasEnvFile);
  const key = `${trouble.kind} ${trouble.name}`;
  if (trouble.kind !== "invalid" && making.told.has(key)) return;
  making.told.add(key);
  making.problems.push({ ...said, file: making.file, span: making.yaml.lines.span(node.start, node.end), reader });
}

function saidOf({ kind, name, message }: Trouble, hasEnvFile: boolean): Pick<Problem, "message" | "severity"> {
  if (kind === "invalid") {
    return {
      message: `This is no form of \${…} that Compose knows${message === "" ? "" : `: ${message}`}. A dollar that is meant as one is written $$.`,
      severity: "error",
    };
  }
  if (kind === "required") {
    return {
      message: `The variable ${name} is required and has no value${message === "" ? "." : `: ${message}`}`,
      severity: hasEnvFile ? "warning" : "note",
    };
  }
  return { message: `The variable ${name} has no value here and no default: Compose puts nothing in its place.`, severity: "note" };
}
