import { type EvidenceId, type Node, nodeAt, type SeqNode, textAt } from "../../model/index.ts";
import { type FieldSpec, setFields } from "./fields.ts";
import { type Item, idOf } from "./item.ts";
import { scalar, seqOf, withEntry } from "./tree.ts";

interface ImageSetting {
  readonly name: string;
  readonly newName: string | undefined;
  readonly newTag: string | undefined;
  readonly suffix: string | undefined;
  readonly digest: string | undefined;
  readonly at: EvidenceId;
}

/** `images`: another name, tag or digest for an image, wherever containers run it. */
export function withImages(items: readonly Item[], settings: readonly Node[], specs: readonly FieldSpec[]): readonly Item[] {
  const images = settings.flatMap(settingOf);
  if (images.length === 0) return items;
  const set = (node: Node): Node => (node.kind === "scalar" ? images.reduce(imageAfter, node) : node);
  return items.map((it) => {
    if (idOf(it).kind === "CustomResourceDefinition") return it;
    const tree = setFields(inContainers(it.tree, set) as Item["tree"], specs, set, undefined);
    return tree === it.tree ? it : { ...it, tree };
  });
}

function settingOf(setting: Node): readonly ImageSetting[] {
  const name = textAt(setting, "name");
  if (name === undefined || name === "") return [];
  const text = (field: string): string | undefined => {
    const said = textAt(setting, field);
    return said === "" ? undefined : said;
  };
  const place = nodeAt(setting, "newTag") ?? nodeAt(setting, "digest") ?? nodeAt(setting, "newName") ?? setting;
  return [{ name, newName: text("newName"), newTag: text("newTag"), suffix: text("tagSuffix"), digest: text("digest"), at: place.at }];
}

/** What follows a name: a tag, a digest, or both. */
const rest = /^(?::([\w.{}-]*))?(?:@([A-Za-z0-9]+(?:[.+_-][A-Za-z0-9]+)*:[\w.{}-]*))?$/;

function imageAfter(node: Node, { name, newName, newTag, suffix, digest, at }: ImageSetting): Node {
  if (node.kind !== "scalar" || !node.text.startsWith(name)) return node;
  const found = rest.exec(node.text.slice(name.length));
  if (found === null) return node;
  let [, tag = "", held = ""] = found;
  if (newTag !== undefined) [tag, held] = [newTag, digest ?? ""];
  else if (digest !== undefined) [tag, held] = ["", digest];
  else if (suffix !== undefined) [tag, held] = [`${tag}${suffix}`, ""];
  const text = `${newName ?? name}${tag === "" ? "" : `:${tag}`}${held === "" ? "" : `@${held}`}`;
  return text === node.text ? node : { ...scalar(text, at), written: node.written ?? node.text };
}

/** Every list called `containers` or `initContainers`, wherever an operator's resource has it. */
function inContainers(node: Node, set: (node: Node) => Node): Node {
  if (node.kind === "scalar") return node;
  if (node.kind === "seq") return mapped(node, (it) => inContainers(it, set));
  let after = node;
  for (const [name, { at, value }] of node.entries) {
    const inside = inContainers(value, set);
    const isList = (name === "containers" || name === "initContainers") && inside.kind === "seq";
    const inner = isList ? mapped(inside, (it) => withImage(it, set)) : inside;
    if (inner !== value) after = withEntry(after, name, inner, at);
  }
  return after;
}

function withImage(container: Node, set: (node: Node) => Node): Node {
  const image = container.kind === "map" ? container.entries.get("image") : undefined;
  const after = image && set(image.value);
  return container.kind !== "map" || after === undefined || after === image?.value ? container : withEntry(container, "image", after);
}

function mapped(list: SeqNode, make: (node: Node) => Node): SeqNode {
  const items = list.items.map(make);
  return items.every((it, index) => it === list.items[index]) ? list : seqOf(items, list.at);
}
