import type { EvidenceId, Span } from "../../model/index.ts";
import { evidenceId } from "../../model/index.ts";
import type { OpenApiBody } from "../../readers/interfaces/openapi.ts";
import { mostFiles, targetOf } from "../../syntax/api/references.ts";
import { type ApiScan, scanApi } from "../../syntax/api/scan.ts";
import type { Lines } from "../../syntax/lines.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { YamlNode } from "../../syntax/yaml/tree.ts";
import { entriesOf, entryOf, get, itemsOf, resolve, textOf } from "../../syntax/yaml/walk.ts";
import { anchorOfWay, atPointer, type Way } from "../../syntax/yaml/ways.ts";
import type { Library } from "../unit.ts";

/** A file that a description is made of: its own, or a part of it. */
export interface Part {
  readonly file: string;
  readonly root: YamlNode | undefined;
  readonly lines: Lines;
  readonly scan: ApiScan;
}

/** A node with the file it stands in and its way there. */
export interface Spot {
  readonly part: Part;
  readonly node: YamlNode;
  /** The key it stands under, where it stands under one: people look for that. */
  readonly key?: YamlNode;
  readonly way: Way;
}

/** The files of one description, and where references in them lead. */
export interface Parts {
  readonly main: Part;
  part(file: string): Part | undefined;
  /** The node itself, or what its `$ref` leads to, and so on; `undefined` = nowhere, or for ever in a circle. */
  follow(spot: Spot | undefined): Spot | undefined;
  /** Where a reference leads; `outside` = to another machine. */
  target(reference: string, from: Part): Spot | "outside" | undefined;
}

/** Which text a file had and what it came to: parts have no reader of their own, and are read once a text all the same. */
const known = new WeakMap<Library, Map<string, { readonly text: string; readonly part: Part }>>();

/** A file as a part; `undefined` = it is not there, or not read. */
export function partOf(library: Library, file: string): Part | undefined {
  const body = library.facts(file).find((it) => it.reader === "openapi" || it.reader === "asyncapi")?.body as OpenApiBody | undefined;
  if (body !== undefined) return { file, root: body.root, lines: body.yaml.lines, scan: body.scan };
  const text = library.text(file);
  if (text === undefined) return undefined;
  const cache = known.get(library) ?? new Map<string, { text: string; part: Part }>();
  known.set(library, cache);
  const before = cache.get(file);
  if (before?.text === text) return before.part;
  const yaml = parseYaml(text);
  const root = yaml.documents[0]?.root;
  const part = { file, root, lines: yaml.lines, scan: scanApi(root) };
  cache.set(file, { text, part });
  return part;
}

/** The same of the file as it was at the base, where it was another then. */
export function basePartOf(library: Library, file: string): (Part & { readonly isDescription: boolean }) | undefined {
  const base = library.base(file);
  if (base === undefined) return undefined;
  const body = base.facts.find((it) => it.reader === "openapi")?.body as OpenApiBody | undefined;
  const yaml = body?.yaml ?? parseYaml(base.text);
  const scan = body?.scan ?? { references: [], unbounded: [] };
  return { file, root: yaml.documents[0]?.root, lines: yaml.lines, scan, isDescription: body !== undefined && body.version !== "" };
}

/** Every file that a description leads to, its own first; those that are not there too. */
export function filesOf(library: Library, file: string): readonly string[] {
  const found = new Set([file]);
  for (const at of found) {
    const part = partOf(library, at);
    for (const { target } of part?.scan.references ?? []) {
      const next = targetOf(target, at)?.file;
      if (next !== undefined && found.size < mostFiles) found.add(next);
    }
  }
  return [...found];
}

/** How many references in a row are followed: more is a circle. */
const longestChain = 30;

export function openParts(main: Part, part: (file: string) => Part | undefined): Parts {
  const target = (reference: string, from: Part): Spot | "outside" | undefined => {
    const found = targetOf(reference, from.file);
    if (found === undefined) return "outside";
    const there = found.file === undefined || found.file === from.file ? from : found.file === main.file ? main : part(found.file);
    if (there?.root === undefined) return undefined;
    if (found.pointer === "" || found.pointer === "/") return { part: there, node: there.root, way: undefined };
    // An anchor's name is looked for nowhere: 3.1 allows it, few use it.
    if (!found.pointer.startsWith("/")) return "outside";
    const at = atPointer(there.root, found.pointer);
    return at === undefined ? undefined : { part: there, ...at };
  };
  return {
    main,
    part,
    target,
    follow(spot) {
      let at = spot;
      for (let step = 0; step < longestChain; step++) {
        const reference = textOf(get(at?.node, "$ref"));
        if (at === undefined || reference === undefined) return at;
        const next = target(reference, at.part);
        at = next === "outside" ? undefined : next;
      }
      return undefined;
    },
  };
}

/** The value under `key` of what stands at a spot. */
export function under(spot: Spot | undefined, ...keys: readonly string[]): Spot | undefined {
  let at = spot;
  for (const key of keys) {
    const entry = entryOf(at?.node, key);
    if (at === undefined || entry === undefined) return undefined;
    at = { part: at.part, node: entry.value, key: entry.key, way: { up: at.way, key } };
  }
  return at;
}

/** The entries of the mapping at a spot, by name. */
export const entriesUnder = (spot: Spot | undefined): readonly (Spot & { readonly name: string })[] =>
  spot === undefined
    ? []
    : entriesOf(spot.node).map(({ name, key, value }) => ({ name, part: spot.part, node: value, key, way: { up: spot.way, key: name } }));

/** The items of the sequence at a spot. */
export function itemsUnder(spot: Spot | undefined): readonly Spot[] {
  const seq = resolve(spot?.node);
  if (spot === undefined || seq?.kind !== "seq") return [];
  return itemsOf(seq).map((node, index) => ({ part: spot.part, node, way: { up: spot.way, seq, index } }));
}

/** Gives spots their evidence, and remembers where they stand. */
export interface Placing {
  at(spot: Spot): EvidenceId;
  readonly places: ReadonlyMap<EvidenceId, Span>;
}

export function openPlacing(): Placing {
  const places = new Map<EvidenceId, Span>();
  return {
    places,
    at({ part, node, key, way }) {
      const id = evidenceId(part.file, anchorOfWay(way) || "file");
      if (!places.has(id)) places.set(id, part.lines.span(key?.start ?? node.start, node.end));
      return id;
    },
  };
}
