import type { Graph } from "../graph/graph.ts";
import type { Component } from "../model/index.ts";
import { nameOf } from "../model/index.ts";

/** The names of a workspace, ready to be looked up. */
export interface Known {
  readonly components: readonly Component[];
  /** Other words of the files, lower case: images, volumes, networks, names of variables, profiles, files. */
  readonly words: readonly string[];
  /** Components that answer to a name, whatever its case. */
  named(name: string): readonly Component[];
  /** Whether any name of the workspace is this. */
  has(name: string): boolean;
  /** Ports that a component opens, or that somebody reaches it on. */
  portsOf(components: readonly Component[]): readonly number[];
  /** Components whose name stands in the text as a word of its own. */
  mentionedIn(text: string): readonly Component[];
}

export function knownOf(graph: Graph): Known {
  const components = graph.components();
  const byName = new Map<string, Component[]>();
  for (const component of components) {
    for (const name of new Set([
      component.name,
      ...component.aliases.map((it) => it.value),
      component.id,
      component.id.slice("component:".length),
    ])) {
      const key = name.toLowerCase();
      const there = byName.get(key);
      if (there === undefined) byName.set(key, [component]);
      else there.push(component);
    }
  }
  const words = [...wordsOf(graph)];
  const all = new Set(words);
  return {
    components,
    words,
    named: (name) => byName.get(name.toLowerCase()) ?? [],
    has: (name) => all.has(name.toLowerCase()),
    portsOf(of) {
      const ports = of.flatMap((it) => [
        ...it.ports.flatMap(({ value }) => [value.number, ...(value.published === undefined ? [] : publishedPorts(value.published.port))]),
        ...graph.usesTo(it.id).flatMap((use) => (use.port === undefined ? [] : [use.port])),
      ]);
      return [...new Set(ports)];
    },
    mentionedIn(text) {
      const found = new Set<Component>();
      for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*/gu))
        for (const it of byName.get(word) ?? []) found.add(it);
      return [...found];
    },
  };
}

const publishedPorts = (port: string): readonly number[] =>
  port
    .split("-")
    .map(Number)
    .filter((it) => Number.isInteger(it));

function* wordsOf(graph: Graph): Iterable<string> {
  for (const system of graph.systems()) {
    yield* [system.id, system.folder].map((it) => it.toLowerCase());
    for (const variant of graph.variants(system.id))
      yield* [variant.id, ...variant.files, ...variant.files.map(baseOf), variant.environment ?? ""].map((it) => it.toLowerCase());
  }
  for (const component of graph.components()) {
    for (const { value } of [...component.technology, ...component.version]) yield value.toLowerCase();
  }
  for (const { to } of graph.uses()) yield nameOf(to).toLowerCase();
  for (const service of graph.resources("compose-service")) {
    const image = service.image?.value.toLowerCase();
    if (image !== undefined) yield* [image, image.replace(/[:@].*$/, ""), ...image.split("/").slice(-1)];
    for (const { name } of service.environment) yield name.toLowerCase();
    yield* [...service.profiles, ...service.networks, ...service.mounts.flatMap((it) => [it.source ?? "", it.target])].map((it) =>
      it.toLowerCase(),
    );
    for (const { host } of service.addresses) yield host.toLowerCase();
  }
  for (const { name } of [...graph.resources("compose-volume"), ...graph.resources("compose-network")]) yield name.toLowerCase();
}

const baseOf = (file: string): string => file.slice(file.lastIndexOf("/") + 1);
