import type { Location, LocationLink } from "vscode-languageserver/node";
import { callersOf, type Engine, endpointAsked, type Ground, type Here, type Lookout, type Names, type Said } from "../engine/index.ts";
import { rangeOf } from "./diagnostics.ts";
import { placesOfNamed } from "./named.ts";

interface Looking {
  readonly engine: Engine;
  readonly lookout: Lookout;
  readonly names: Names;
  uriOf(file: string): string;
}

/**
 * From an address to what answers there, and to the handler of the route where the address has its path; from a topic to whoever takes
 * part in it; from a definition to the other places that define the same component.
 */
export function definitionsAt(file: string, offset: number, looking: Looking): readonly LocationLink[] {
  const { engine, lookout, uriOf } = looking;
  const here = lookout.at(file, offset);
  const there = named(file, offset, looking);
  if (there !== undefined) {
    const defined = looking.names.spots(there.named).filter(({ role }) => role === "defined");
    return placesOfNamed(defined, engine, uriOf)
      .filter((it) => it.uri !== uriOf(file) || it.range.start.line !== there.span.line)
      .map(({ uri, range }) => ({
        originSelectionRange: rangeOf(there.span),
        targetUri: uri,
        targetRange: range,
        targetSelectionRange: range,
      }));
  }
  if (here === undefined) return [];
  const graph = engine.graph();
  const handlers = here.uses.flatMap((it) => endpointAsked(graph, it) ?? []);
  const far = here.uses.flatMap(({ to }) => graph.component(to) ?? []);
  const meant: readonly Existing[] =
    handlers.length > 0 ? handlers : here.topics.length > 0 ? partiesHere(here) : here.uses.length > 0 ? far : here.components;
  const places = meant.flatMap((it) => placesOf(it.exists, looking));
  return places
    .filter((it) => it.uri !== uriOf(file) || it.range.start.line !== here.span.line)
    .map(({ uri, range }) => ({
      originSelectionRange: rangeOf(here.span),
      targetUri: uri,
      targetRange: range,
      targetSelectionRange: range,
    }));
}

interface Existing {
  readonly exists: readonly Said<unknown>[];
}

/** Everybody who takes part in a topic that is told here. */
const partiesHere = ({ topics }: Here): readonly Existing[] => topics.flatMap(({ parties = [] }) => parties);

/** Everywhere a component is reached from, a route asked for, a topic sent to and taken from; and (asked for) where it is defined. */
export function referencesAt(file: string, offset: number, withDefinition: boolean, looking: Looking): readonly Location[] {
  const { engine, lookout, uriOf } = looking;
  const here = lookout.at(file, offset);
  const there = named(file, offset, looking);
  if (there !== undefined) {
    const spots = looking.names.spots(there.named).filter(({ role }) => role === "used" || (withDefinition && role === "defined"));
    return placesOfNamed(spots, engine, uriOf);
  }
  if (here === undefined) return [];
  const graph = engine.graph();
  if (here.topics.length > 0) return distinct(partiesHere(here).flatMap((it) => placesOf(it.exists, looking)));
  const routes = [...here.endpoints, ...here.uses.flatMap((it) => endpointAsked(graph, it) ?? [])];
  const askers = routes.flatMap((it) => callersOf(graph, it));
  if (askers.length > 0) return distinct([...(withDefinition ? routes : []), ...askers].flatMap((it) => placesOf(it.exists, looking)));
  const about = here.uses.length > 0 ? here.uses.flatMap(({ to }) => graph.component(to) ?? []) : here.components;
  return distinct(
    about.flatMap((it) => [
      ...(withDefinition ? placesOf(it.exists, looking) : []),
      ...graph.usesTo(it.id).flatMap((use) => placesOf(use.exists, looking)),
    ]),
  );
}

/** The name that is meant at an offset, where it is narrower than what else stands there: an address leads to who answers. */
function named(file: string, offset: number, { lookout, names }: Looking): ReturnType<Names["at"]> {
  const there = names.at(file, offset);
  const here = lookout.at(file, offset);
  const isNarrower = there !== undefined && (here === undefined || there.span.end - there.span.start < here.span.end - here.span.start);
  return isNarrower ? there : undefined;
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
