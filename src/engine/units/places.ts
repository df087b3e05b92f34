import { anchorOf, type EvidenceId, fileOf, type Span } from "../model/index.ts";
import { spanOf } from "../syntax/yaml/locate.ts";
import type { YamlFile } from "../syntax/yaml/tree.ts";

type Places = ReadonlyMap<EvidenceId, Span>;

/**
 * The places of evidence in YAML files, looked up when somebody asks: a thousand manifests have a hundred thousand nodes, and people go
 * to one. `ids` says for which there are places, for those who want them all.
 */
export function placesIn(files: ReadonlyMap<string, YamlFile>, ids: () => Iterable<EvidenceId>): Places {
  return placesBy((id) => {
    const file = files.get(fileOf(id));
    return file && spanOf(file, anchorOf(id));
  }, ids);
}

/** The same for whatever knows where evidence stands. */
export function placesBy(find: (id: EvidenceId) => Span | undefined, ids: () => Iterable<EvidenceId>): Places {
  function* entries(): MapIterator<[EvidenceId, Span]> {
    for (const id of new Set(ids())) {
      const span = find(id);
      if (span !== undefined) yield [id, span];
    }
  }
  function* keys(): MapIterator<EvidenceId> {
    for (const [id] of entries()) yield id;
  }
  function* values(): MapIterator<Span> {
    for (const [, span] of entries()) yield span;
  }
  const all: Places = {
    get size() {
      return [...entries()].length;
    },
    get: find,
    has: (id) => find(id) !== undefined,
    entries,
    keys,
    values,
    forEach(tell) {
      for (const [id, span] of entries()) tell(span, id, all);
    },
    [Symbol.iterator]: entries,
  };
  return all;
}
