import type { Span } from "../../model/index.ts";
import { type Found, findByAnchor } from "./anchors.ts";
import { objectNamed, splitAnchor } from "./objects.ts";
import type { YamlDocument, YamlEntry, YamlFile, YamlMap, YamlNode, YamlSeq } from "./tree.ts";

/** A node where it is written, and what holds it. */
export interface Site {
  readonly node: YamlNode;
  /** Of a mapping's value. */
  readonly entry: YamlEntry | undefined;
  readonly holder: (Site & { readonly node: YamlMap | YamlSeq }) | undefined;
  readonly document: YamlDocument;
}

/**
 * The node that evidence means: what its anchor leads to in the document that holds its place, or, where anchors of that format say
 * more than keys, what stands at exactly that place. A node that others share through an alias is found where it is written.
 * Offsets in `file` count from its beginning.
 */
export function locate(file: YamlFile, anchor: string, span: Span): Site | undefined {
  const document = file.documents.findLast((it) => it.start <= span.start);
  if (document?.root === undefined) return undefined;
  const found = findInFile(file, document, anchor);
  const start = found?.entry?.key.start ?? found?.node.start ?? -1;
  if (found !== undefined && start <= span.start && span.start <= found.node.end) return siteOf(document, found.node);
  return siteAt(document, span);
}

/** What an anchor leads to in a document, or in the object it begins with, which may stand in a list of objects. */
export function findInFile(file: YamlFile, document: YamlDocument, anchor: string): Found | undefined {
  const { object, path } = splitAnchor(anchor);
  if (object === undefined) return findByAnchor(document, anchor);
  const holder = objectNamed(file, object);
  return holder?.document !== document ? undefined : findByAnchor({ root: holder.node }, path);
}

/** Where what an anchor leads to stands: a value with its key, so that what is shown is what goes away with it. */
export function spanOf(file: YamlFile, anchor: string): Span | undefined {
  const { object, path } = splitAnchor(anchor);
  const holder = object === undefined ? undefined : objectNamed(file, object);
  const document = object === undefined ? file.documents[0] : holder?.document;
  const root = holder?.node ?? document?.root;
  if (document === undefined || root === undefined) return undefined;
  const range = rangeIn(root, path);
  return range && file.lines.span(document.base + range.start, document.base + range.end);
}

type Range = Pick<YamlNode, "start" | "end">;

/** By tree: one that is kept from one text of its file to the next is walked once for a place, wherever it stands then. */
const ranges = new WeakMap<YamlNode, Map<string, Range | undefined>>();

function rangeIn(root: YamlNode, path: string): Range | undefined {
  let known = ranges.get(root);
  if (known === undefined) {
    known = new Map();
    ranges.set(root, known);
  }
  if (known.has(path)) return known.get(path);
  const found = findByAnchor({ root }, path);
  const entry = path === "" ? undefined : found?.entry;
  const range = entry === undefined ? found?.node : { start: entry.key.start, end: entry.value.end };
  known.set(path, range && { start: range.start, end: range.end });
  return range;
}

/** The way from the root to a node, by what lies inside what. */
export function siteOf(document: YamlDocument, node: YamlNode): Site | undefined {
  return descend(document, (it) => it.node === node, node.start, node.end);
}

function siteAt(document: YamlDocument, { start, end }: Span): Site | undefined {
  const isIt = ({ node, entry }: Site): boolean =>
    (node.start === start && node.end === end) ||
    (entry !== undefined && entry.key.start === start && (entry.key.end === end || entry.value.end === end));
  return descend(document, isIt, start, end);
}

function descend(document: YamlDocument, isIt: (site: Site) => boolean, start: number, end: number): Site | undefined {
  if (document.root === undefined) return undefined;
  let site: Site | undefined = { node: document.root, entry: undefined, holder: undefined, document };
  while (site !== undefined && !isIt(site)) {
    const children = childrenOf(site);
    site =
      children.find(isIt) ??
      children.find(({ node, entry }) => (entry?.key.start ?? node.start) <= start && end <= node.end && isHolder(node));
  }
  return site;
}

function childrenOf(site: Site): readonly Site[] {
  const { node, document } = site;
  const holder = site as Site & { readonly node: YamlMap | YamlSeq };
  if (node.kind === "map") return node.entries.map((entry) => ({ node: entry.value, entry, holder, document }));
  return node.kind === "seq" ? node.items.map((item) => ({ node: item, entry: undefined, holder, document })) : [];
}

const isHolder = (node: YamlNode): boolean => node.kind === "map" || node.kind === "seq";
