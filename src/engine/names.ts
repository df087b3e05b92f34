import type { Engine } from "./engine.ts";
import { type Entity, fileOf, type Resource, type Span, type Topic } from "./model/index.ts";
import { type Named, type Spot, spotsOf, spotsOfTable, spotsOfTopic } from "./spots.ts";

/** From a name in a file that is no component (an image, a table, a topic, a ConfigMap's key, a volume) to all places that mean the same. */
export interface Names {
  /** What stands at an offset, the narrowest of several; `undefined` = no such name. */
  at(file: string, offset: number): { readonly named: Named; readonly span: Span } | undefined;
  /** Everywhere it stands, where it is defined first. */
  spots(named: Named): readonly Spot[];
}

interface Said {
  readonly spots: readonly Spot[];
  readonly files: ReadonlySet<string>;
}

/** What was said by something that is still the same object is not asked again: a keystroke changes few of them. */
const known = new WeakMap<Resource | Entity | Topic, Said>();

function saidBy<T extends Resource | Entity | Topic>(it: T, of: (it: T) => readonly Spot[]): Said {
  let said = known.get(it);
  if (said === undefined) {
    const spots = of(it);
    said = { spots, files: new Set(spots.map(({ at }) => fileOf(at))) };
    known.set(it, said);
  }
  return said;
}

export function openNames(engine: Engine): Names {
  const all = function* (): Iterable<Said> {
    const { resources, entities, topics } = engine.architecture();
    for (const it of resources.values()) yield saidBy(it, spotsOf);
    for (const it of entities.values()) yield saidBy(it, spotsOfTable);
    for (const it of topics.values()) yield saidBy(it, spotsOfTopic);
  };
  return {
    at(file, offset) {
      let best: { readonly named: Named; readonly span: Span } | undefined;
      for (const { spots, files } of all()) {
        if (!files.has(file)) continue;
        for (const { named, at } of spots) {
          if (fileOf(at) !== file) continue;
          const span = engine.place(at);
          if (span === undefined || offset < span.start || offset > span.end || !isShort(span, offset, engine.text(file))) continue;
          if (best === undefined || span.end - span.start < best.span.end - best.span.start) best = { named, span };
        }
      }
      return best;
    },
    spots(named) {
      const found: Spot[] = [];
      for (const { spots } of all()) for (const it of spots) if (it.named.id === named.id) found.push(it);
      const places = new Map(found.map((it) => [`${it.at} ${it.by ?? ""}`, it]));
      return [...places.values()].sort((a, b) => Number(a.role === "used") - Number(b.role === "used"));
    },
  };
}

/** Of what takes many lines only the first is meant: half a file would be about one table. */
function isShort({ start, line, endLine }: Span, offset: number, text: string | undefined): boolean {
  if (line === endLine || text === undefined) return true;
  const lineEnd = text.indexOf("\n", start);
  return lineEnd === -1 || offset <= lineEnd;
}
