import { type EvidenceId, fileOf, type Span } from "../model/index.ts";

type Places = ReadonlyMap<EvidenceId, Span>;

/** The places of several files as one map, without copying them: an edit of one of a thousand files makes that one's places anew. */
export function placesOfFiles(files: ReadonlyMap<string, Places>): Places {
  const find = (id: EvidenceId): Span | undefined => files.get(fileOf(id))?.get(id);
  function* entries(): MapIterator<[EvidenceId, Span]> {
    for (const it of files.values()) yield* it;
  }
  function* keys(): MapIterator<EvidenceId> {
    for (const it of files.values()) yield* it.keys();
  }
  function* values(): MapIterator<Span> {
    for (const it of files.values()) yield* it.values();
  }
  const all: Places = {
    get size() {
      let size = 0;
      for (const it of files.values()) size += it.size;
      return size;
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
