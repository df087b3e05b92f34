import { isAbsolute, relativeTo, within } from "../../syntax/paths.ts";
import type { MapNode, Node, ScalarNode } from "./project.ts";
import { colonParts } from "./short.ts";

/**
 * A service whose relative paths start from `from`, written so that they start from `to`: what it takes to extend a service of
 * another folder.
 */
export function rebased(service: Node, from: string, to: string): Node {
  if (service.kind !== "map" || from === to) return service;
  const path = (node: Node): Node => (node.kind === "scalar" ? moved(node, from, to) : node);
  const paths = (node: Node): Node =>
    node.kind === "seq" ? { ...node, items: node.items.map(paths) } : (fields(node, { path }) ?? path(node));
  return change(service, {
    build: (node) => fields(node, { context: path, additional_contexts: (it) => values(it, path) }) ?? path(node),
    env_file: paths,
    label_file: paths,
    volumes: (node) => each(node, (it) => (it.kind === "map" ? (fields(it, { source: path }) ?? it) : mount(it, from, to))),
    develop: (node) => fields(node, { watch: (it) => each(it, (watch) => fields(watch, { path }) ?? watch) }) ?? node,
  });
}

type Changes = Readonly<Record<string, (node: Node) => Node>>;

function change(map: MapNode, changes: Changes): MapNode {
  const entries = new Map(map.entries);
  for (const [name, how] of Object.entries(changes)) {
    const entry = entries.get(name);
    if (entry !== undefined) entries.set(name, { at: entry.at, value: how(entry.value) });
  }
  return { ...map, entries };
}

const fields = (node: Node, changes: Changes): Node | undefined => (node.kind === "map" ? change(node, changes) : undefined);

const each = (node: Node, how: (node: Node) => Node): Node => (node.kind === "seq" ? { ...node, items: node.items.map(how) } : node);

const values = (node: Node, how: (node: Node) => Node): Node =>
  node.kind === "map" ? change(node, Object.fromEntries([...node.entries.keys()].map((it) => [it, how]))) : node;

/** Only what is a path in this workspace is written anew: no URL, no absolute path, no `service:base`, no `${…}`. */
function moved(node: ScalarNode, from: string, to: string): ScalarNode {
  const { text } = node;
  if (node.type === "null" || text === "" || isAbsolute(text) || text.startsWith("$") || /^[\w+.-]{2,}:|^git@/.test(text)) return node;
  const path = within(from, text);
  if (path === undefined) return node;
  return { ...node, text: relativeTo(to, path), written: node.written ?? text };
}

function mount(node: Node, from: string, to: string): Node {
  if (node.kind !== "scalar" || !node.text.startsWith(".")) return node;
  const [source = "", ...rest] = colonParts(node.text);
  if (rest.length === 0) return node;
  const { text } = moved({ ...node, text: source }, from, to);
  return text === source ? node : { ...node, text: [text, ...rest].join(":"), written: node.written ?? node.text };
}
