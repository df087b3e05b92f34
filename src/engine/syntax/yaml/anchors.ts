import type { YamlDocument, YamlNode } from "./tree.ts";
import { type Entry, entriesOf, itemsOf, resolve } from "./walk.ts";

/**
 * Structural anchors: where a node stands, said by keys and contents and never by lines or indices, so that inserting a line above
 * or an item before changes nothing. `services.api.ports["8080:80"]`, `services.api.environment[DB_URL]`, `["a.b"].c`.
 * An anchor holds no `#` and no secret: items are named by their key, never by what stands behind `=`.
 */
export type Anchor = string;

/** The anchor of the value under `name` in the mapping at `parent`; "" is the document's root. */
export function keyAnchor(parent: Anchor, name: string): Anchor {
  if (!plainKey.test(name)) return `${parent}[${quoted(name)}]`;
  return parent === "" ? name : `${parent}.${name}`;
}

/** The anchors of a sequence's items, in order: named by content, `~1`, `~2` … where one repeats. */
export function itemAnchors(parent: Anchor, seq: YamlNode | undefined): readonly Anchor[] {
  const items = itemsOf(seq);
  const seen = new Map<string, number>();
  let before = "";
  return items.map((item) => {
    const name = itemName(item, before);
    before = scalarText(item);
    const repeats = seen.get(name) ?? 0;
    seen.set(name, repeats + 1);
    const step = `${parent}[${plainItem.test(name) ? name : quoted(name)}]`;
    return repeats === 0 ? step : `${step}~${repeats}`;
  });
}

const plainKey = /^[^\s.[\]#"~\\\p{Cc}]+$/u;
const plainItem = /^[^\s[\]#"~\\\p{Cc}]+$/u;

/** JSON's quotes, with `#` escaped: an evidence id is divided at its last `#`. */
const quoted = (text: string): string => JSON.stringify(text).replaceAll("#", "\\u0023");

/** Fields that name an item among its brothers, best first. */
const naming: ReadonlyMap<string, number> = new Map(
  [
    "name",
    "id",
    "key",
    "target",
    "containerPort",
    "port",
    "job_name",
    "alert",
    "record",
    "host",
    "path",
    "mountPath",
    "source",
    "file",
    "service",
    "title",
    "uses",
    "kind",
    "image",
    "type",
  ].map((it, rank) => [it, rank]),
);

function itemName(item: YamlNode, before: string): string {
  const node = resolve(item);
  if (node === undefined) return item.kind === "alias" ? `*${item.name}` : "";
  if (node.kind === "seq") return "-";
  if (node.kind === "scalar") return nameOfText(node.text, before);
  const entries = entriesOf(node);
  let best = naming.size;
  let said = "";
  for (const { name, value } of entries) {
    const rank = naming.get(name) ?? best;
    const text = rank < best ? scalarText(value) : "";
    if (text === "") continue;
    best = rank;
    said = text;
  }
  if (said !== "") return nameOfText(said, "");
  return entries[0]?.name ?? "";
}

const scalarText = (node: YamlNode): string => {
  const found = resolve(node);
  return found?.kind === "scalar" ? found.text : "";
};

const secretWord = /pass|pwd|secret|token|key|auth|cred/i;
const longestName = 80;

/**
 * What an item is called. Values stay out of it wherever they may be secrets: `KEY=value` is `KEY`, an option's argument is called
 * after the option, a command line after its first word, a URL stands without its user.
 */
function nameOfText(text: string, before: string): string {
  if (before.startsWith("-") && secretWord.test(before) && !text.startsWith("-")) return `${nameOfText(before, "")}:`;
  const words = /^\S*/.exec(text.trimStart())?.[0] ?? "";
  const assigned = words.indexOf("=");
  const word = assigned > 0 ? words.slice(0, assigned) : words;
  // `-psecret` is how some commands take a password.
  const short = /^-[A-Za-z](?=[^\s=])/.exec(word)?.[0];
  const open = (short ?? word).replace(/\/\/[^/@\s]*@/, "//");
  return open.length <= longestName ? open : open.slice(0, longestName);
}

/** What an anchor leads to. `entry` where the last step is a key. */
export interface Found {
  readonly node: YamlNode;
  readonly entry: Entry | undefined;
  /** The mapping or sequence that holds it; `undefined` for the root. */
  readonly parent: YamlNode | undefined;
}

/** The node an anchor names in a document, through aliases and merges; `undefined` where there is none (any more). */
export function findByAnchor(document: Pick<YamlDocument, "root"> | undefined, anchor: Anchor): Found | undefined {
  if (document?.root === undefined) return undefined;
  let found: Found = { node: document.root, entry: undefined, parent: undefined };
  for (let at = 0; at < anchor.length; ) {
    const step = stepAt(anchor, at);
    if (step === undefined) return undefined;
    const next = follow(found.node, step);
    if (next === undefined) return undefined;
    found = next;
    at = step.end;
  }
  return found;
}

interface Step {
  readonly name: string;
  /** Written in brackets: an item of a sequence, or a key that needs quotes. */
  readonly brackets: boolean;
  readonly repeat: number;
  readonly end: number;
}

function stepAt(anchor: string, from: number): Step | undefined {
  const rest = anchor.slice(from);
  const match = /^(?:\[("(?:[^"\\]|\\.)*"|[^\]"]*)\](?:~(\d+))?|\.?([^.[\]]+))/.exec(rest);
  if (match === null) return undefined;
  const [all, inBrackets, repeat, key] = match;
  const end = from + all.length;
  if (key !== undefined) return { name: key, brackets: false, repeat: 0, end };
  const name = inBrackets?.startsWith('"') === true ? unquoted(inBrackets) : inBrackets;
  return name === undefined ? undefined : { name, brackets: true, repeat: Number(repeat ?? 0), end };
}

function unquoted(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}

function follow(from: YamlNode, step: Step): Found | undefined {
  const parent = resolve(from);
  if (parent?.kind === "map") {
    const entry = entriesOf(parent).find((it) => it.name === step.name);
    return entry && { node: entry.value, entry, parent };
  }
  if (parent?.kind !== "seq" || !step.brackets) return undefined;
  let repeat = 0;
  let before = "";
  for (const node of parent.items) {
    const name = itemName(node, before);
    before = scalarText(node);
    if (name === step.name && repeat++ === step.repeat) return { node, entry: undefined, parent };
  }
  return undefined;
}

/** The last step of an anchor as text, and the anchor without it: what would be added, and where. */
export function lastStep(anchor: Anchor): { readonly parent: Anchor; readonly name: string } | undefined {
  let parent = "";
  let name: string | undefined;
  for (let at = 0; at < anchor.length; ) {
    const step = stepAt(anchor, at);
    if (step === undefined) return undefined;
    parent = anchor.slice(0, at);
    name = step.name;
    at = step.end;
  }
  return name === undefined ? undefined : { parent, name };
}
