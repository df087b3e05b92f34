import type { Location, LocationLink } from "vscode-languageserver/node";
import type { Component, Engine, Ground, Lookout, Said } from "../engine/index.ts";
import { rangeOf } from "./diagnostics.ts";

interface Looking {
  readonly engine: Engine;
  readonly lookout: Lookout;
  uriOf(file: string): string;
}

/** From an address to what answers there; from a definition to the other places that define the same component. */
export function definitionsAt(file: string, offset: number, looking: Looking): readonly LocationLink[] {
  const { engine, lookout, uriOf } = looking;
  const here = lookout.at(file, offset);
  if (here === undefined) return [];
  const far = here.uses.flatMap(({ to }) => engine.graph().component(to) ?? []);
  const places = (here.uses.length > 0 ? far : here.components).flatMap((it) => placesOf(it.exists, looking));
  return places
    .filter((it) => it.uri !== uriOf(file) || it.range.start.line !== here.span.line)
    .map(({ uri, range }) => ({
      originSelectionRange: rangeOf(here.span),
      targetUri: uri,
      targetRange: range,
      targetSelectionRange: range,
    }));
}

/** Everywhere a component is reached from, and (asked for) where it is defined. */
export function referencesAt(file: string, offset: number, withDefinition: boolean, looking: Looking): readonly Location[] {
  const { engine, lookout } = looking;
  const here = lookout.at(file, offset);
  if (here === undefined) return [];
  const graph = engine.graph();
  const about: readonly Component[] = here.uses.length > 0 ? here.uses.flatMap(({ to }) => graph.component(to) ?? []) : here.components;
  return distinct(
    about.flatMap((it) => [
      ...(withDefinition ? placesOf(it.exists, looking) : []),
      ...graph.usesTo(it.id).flatMap((use) => placesOf(use.exists, looking)),
    ]),
  );
}

function placesOf(said: readonly Said<unknown>[], { engine, uriOf }: Looking): readonly Location[] {
  return distinct(
    said
      .flatMap(({ ground }) => proofOf(ground))
      .flatMap((id): readonly Location[] => {
        const file = engine.architecture().evidence.get(id)?.file;
        const span = engine.place(id);
        if (file === undefined) return [];
        const range = rangeOf(span);
        // Of what takes many lines the first is shown.
        return [{ uri: uriOf(file), range: range.start.line === range.end.line ? range : { start: range.start, end: range.start } }];
      }),
  );
}

const proofOf = (ground: Ground) => (ground.by === "evidence" ? ground.proof : []);

const distinct = (places: readonly Location[]): readonly Location[] => [
  ...new Map(places.map((it) => [`${it.uri}:${it.range.start.line}:${it.range.start.character}`, it])).values(),
];
