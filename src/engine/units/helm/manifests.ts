import { type EvidenceId, evidenceId, type MapNode, type Node, nodeAt, type Span } from "../../model/index.ts";
import type { Lines } from "../../syntax/lines.ts";
import { spanOf } from "../../syntax/yaml/locate.ts";
import { objectsOf, type YamlObject } from "../../syntax/yaml/objects.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { YamlFile } from "../../syntax/yaml/tree.ts";
import { get, textOf } from "../../syntax/yaml/walk.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { labelsIn, treeOf } from "../kubernetes/nodes.ts";
import { hostsIn } from "../kubernetes/secret.ts";
import { type Piece, pieceAt, piecesOf, textIn } from "./evaluate/rope.ts";
import { hasGap, shownGaps } from "./evaluate/value.ts";
import type { Output } from "./run.ts";
import { settled } from "./settle.ts";

/** What a template wrote, read as YAML. */
export interface Written {
  readonly file: string;
  readonly yaml: YamlFile;
  readonly pieces: readonly Piece[];
  readonly objects: readonly YamlObject[];
  readonly manifests: readonly Manifest[];
  readonly problems: readonly { readonly message: string; readonly start: number }[];
}

const known = new WeakMap<Output, Written>();

/** The objects of a template's output; each part says where it stands in the templates or in a values file. */
export function writtenBy(output: Output, namespace: string | undefined): Written {
  const before = known.get(output);
  if (before !== undefined) return before;
  const text = settled(output.text);
  const yaml = parseYaml(textIn(text));
  const pieces = piecesOf(text);
  const objects = objectsOf(yaml).filter((it) => !isTest(it));
  const whole = !hasGap(textIn(text)) && output.troubles.length === 0;
  const made: Written = {
    file: output.file,
    yaml,
    pieces,
    objects,
    manifests: objects.map((it) => manifestOf(it, output.file, pieces, namespace)),
    // Where something is not known, what comes of it may be anything.
    problems: whole ? yaml.problems.filter((it) => it.severity === "error").slice(0, 1) : [],
  };
  known.set(output, made);
  return made;
}

/** Run by `helm test`, and deployed by nobody. */
const isTest = ({ node }: YamlObject): boolean =>
  /(?:^|,)\s*test(?:-success|-failure)?\s*(?:,|$)/.test(textOf(get(node, "metadata", "annotations", "helm.sh/hook")) ?? "");

function manifestOf(object: YamlObject, file: string, pieces: readonly Piece[], stated: string | undefined): Manifest {
  const { apiVersion, kind, anchor, node } = object;
  const place = (path: string, start: number): EvidenceId => {
    const { origin } = pieceAt(pieces, start);
    if (origin !== undefined && "node" in origin && path !== "") return origin.node;
    const where = origin !== undefined && "file" in origin ? origin.file : file;
    return evidenceId(where, path === "" ? anchor : `${anchor} ${path}`);
  };
  const tree = treeOf(object, file, {
    at: place,
    isKnown: (text, start) => !hasGap(text) && !pieceAt(pieces, start).doubtful,
    isLiteral: (start, end) => isLiteral(pieces, start, end),
    shown: shownGaps,
  });
  const hosts = kind === "Secret" ? hostsIn(node) : undefined;
  const namespace = object.namespace === "default" || object.namespace === undefined ? stated : shownGaps(object.namespace);
  return {
    apiVersion,
    kind,
    name: nameOf(object),
    namespace,
    labels: labelsIn(tree),
    tree,
    ...(hosts && { hosts }),
    at: place("", node.start),
    file,
    rendered: { undecided: undecidedIn(tree) },
  };
}

/** What is known of a name: of `{{…}}-api` that it is an api. */
const nameOf = ({ name, kind }: YamlObject): string =>
  hasGap(name)
    ? shownGaps(name)
        .replaceAll(gap, "")
        .replace(/^[-.]+|[-.]+$/g, "") || kind.toLowerCase()
    : name;

function isLiteral(pieces: readonly Piece[], start: number, end: number): boolean {
  for (let at = start; at < end; ) {
    const { origin } = pieceAt(pieces, at);
    if (origin === undefined || !("file" in origin) || !origin.exact) return false;
    at = pieces.find((it) => it.at > at)?.at ?? end;
  }
  return true;
}

/** Values that hold nothing: what is not known of them says nothing about what stands around them. */
const leaves: ReadonlySet<string> = new Set([
  "value",
  "image",
  "name",
  "host",
  "hostname",
  "path",
  "tag",
  "key",
  "args",
  "command",
  "url",
  "namespace",
  "version",
]);
const gap = "{{…}}";

/**
 * The places of which nobody may say that something is wrong or missing: what is not known, and what holds it, as far as it could be
 * more than a text there.
 */
function undecidedIn(tree: MapNode): readonly EvidenceId[] {
  const found = new Set<EvidenceId>();
  const visit = (node: Node, key: string): boolean => {
    let open = false;
    if (node.kind === "scalar") {
      if (!node.templated) return false;
      found.add(node.at);
      return !node.text.includes(gap) || (node.text.trim() === gap && !leaves.has(key));
    }
    if (node.kind === "seq") for (const it of node.items) open = visit(it, key) || open;
    if (node.kind === "map")
      for (const [name, entry] of node.entries) {
        const inside = visit(entry.value, name) || name.includes(gap);
        if (inside) found.add(entry.at);
        open = inside || open;
      }
    if (open) {
      found.add(node.at);
      // A finding about the whole is often shown at one of its lines.
      if (node.kind === "map") for (const { at } of node.entries.values()) found.add(at);
    }
    return open;
  };
  const name = nodeAt(tree, "metadata", "name");
  if (visit(tree, "") && name !== undefined) found.add(name.at);
  return [...found];
}

/** Where a part of an object stands in the file that its evidence names. */
export function sourceSpan(written: Written, file: string, anchor: string, lines: Lines): Span | undefined {
  const span = spanOf(written.yaml, anchor);
  if (span === undefined) return undefined;
  const { pieces } = written;
  const first = pieceAt(pieces, span.start);
  const { origin } = first;
  if (origin === undefined || !("file" in origin) || origin.file !== file) return undefined;
  const start = origin.exact ? origin.start + (span.start - first.at) : origin.start;
  return lines.span(start, Math.max(start, endOf(pieces, span, file) ?? start));
}

/** The end of the last piece of the same file. */
function endOf(pieces: readonly Piece[], { start, end }: Span, file: string): number | undefined {
  let index = pieces.indexOf(pieceAt(pieces, Math.max(start, end - 1)));
  let until = end;
  for (; index >= 0; index--) {
    const piece = pieces[index];
    if (piece?.origin !== undefined && "file" in piece.origin && piece.origin.file === file)
      return piece.origin.exact ? piece.origin.start + (until - piece.at) : piece.origin.end;
    if (piece === undefined || piece.at <= start) return undefined;
    until = piece.at;
  }
  return undefined;
}

/** Where a character that was written comes from. */
export function sourceOf(written: Written, offset: number): { readonly file: string; readonly start: number } | undefined {
  const { at, origin } = pieceAt(written.pieces, offset);
  if (origin === undefined || !("file" in origin)) return undefined;
  return { file: origin.file, start: origin.exact ? origin.start + (offset - at) : origin.start };
}
