import type { Engine } from "./engine.ts";
import type { Component, Endpoint, Evidence, EvidenceId, Ground, Ref, Said, Span, Topic, Use } from "./model/index.ts";

/** What a place in a file is about: a component that is defined there, or connections that are made there. */
export interface Here {
  readonly span: Span;
  /** What is read there, as sentences. */
  readonly says: readonly string[];
  readonly components: readonly Component[];
  readonly uses: readonly Use[];
  /** What is served there, and what carries messages to or from there. */
  readonly endpoints: readonly Endpoint[];
  readonly topics: readonly Topic[];
}

/** From places in files to what rests on them; the way back from everything that leads to its line. */
export interface Lookout {
  /** What stands at an offset of a file; of several places the narrowest. `undefined` = nothing that the architecture rests on. */
  at(file: string, offset: number): Here | undefined;
  /** Where the components of a file are defined in it, in order; each at its first place. */
  definedIn(file: string): readonly { readonly component: Component; readonly span: Span }[];
}

interface Resting {
  readonly components: Component[];
  readonly uses: Use[];
  readonly endpoints: Endpoint[];
  readonly topics: Topic[];
}

/**
 * Looks at an engine's architecture from its files. What rests on which evidence is found out once for an architecture (`revision` says
 * when it is another), and only when somebody asks.
 */
export function openLookout(engine: Engine, revision: () => number): Lookout {
  let known:
    | {
        readonly revision: number;
        readonly files: ReadonlyMap<string, readonly Evidence[]>;
        readonly resting: ReadonlyMap<EvidenceId, Resting>;
      }
    | undefined;
  const index = () => {
    const now = revision();
    if (known?.revision !== now) known = { revision: now, ...indexed(engine) };
    return known;
  };
  return {
    at(file, offset) {
      const { files, resting } = index();
      let best: { readonly span: Span; readonly size: number } | undefined;
      let there: Evidence[] = [];
      for (const evidence of files.get(file) ?? []) {
        const span = engine.place(evidence.id);
        if (span === undefined || !covers(span, offset, engine.text(file))) continue;
        const size = span.end - span.start;
        if (best !== undefined && size > best.size) continue;
        if (best === undefined || size < best.size) there = [];
        best = { span, size };
        there.push(evidence);
      }
      if (best === undefined) return undefined;
      const all = there.flatMap(({ id }) => resting.get(id) ?? []);
      return {
        span: best.span,
        says: [...new Set(there.map(({ says }) => says))],
        components: [...new Set(all.flatMap((it) => it.components))],
        uses: [...new Set(all.flatMap((it) => it.uses))],
        endpoints: [...new Set(all.flatMap((it) => it.endpoints))],
        topics: [...new Set(all.flatMap((it) => it.topics))],
      };
    },
    definedIn(file) {
      const { files, resting } = index();
      const found = new Map<Ref, { readonly component: Component; readonly span: Span }>();
      for (const { id } of files.get(file) ?? []) {
        const span = engine.place(id);
        if (span === undefined) continue;
        for (const component of resting.get(id)?.components ?? []) {
          const before = found.get(component.id);
          if (component.standing === "inside" && (before === undefined || span.start < before.span.start))
            found.set(component.id, { component, span });
        }
      }
      return [...found.values()].sort((a, b) => a.span.start - b.span.start);
    },
  };
}

/** A place of many lines is pointed at by its first: half a file would be about one service. */
function covers({ start, end, line, endLine }: Span, offset: number, text: string | undefined): boolean {
  if (offset < start || offset > end) return false;
  if (line === endLine || text === undefined) return true;
  const lineEnd = text.indexOf("\n", start);
  return lineEnd === -1 || offset <= lineEnd;
}

function indexed(engine: Engine) {
  const { components, uses, endpoints, topics, evidence } = engine.architecture();
  const resting = new Map<EvidenceId, Resting>();
  const on = (said: readonly Said<unknown>[], add: (to: Resting) => void): void => {
    for (const id of new Set(said.flatMap(({ ground }) => proofOf(ground)))) {
      const there = resting.get(id) ?? { components: [], uses: [], endpoints: [], topics: [] };
      add(there);
      resting.set(id, there);
    }
  };
  for (const it of components.values()) if (it.standing === "inside") on(it.exists, (to) => to.components.push(it));
  for (const it of uses.values()) on(it.exists, (to) => to.uses.push(it));
  for (const it of endpoints.values()) on(it.exists, (to) => to.endpoints.push(it));
  for (const it of topics.values()) on(it.exists, (to) => to.topics.push(it));
  const files = new Map<string, Evidence[]>();
  for (const id of resting.keys()) {
    const it = evidence.get(id);
    if (it === undefined) continue;
    const there = files.get(it.file);
    if (there === undefined) files.set(it.file, [it]);
    else there.push(it);
  }
  return { files, resting };
}

const proofOf = (ground: Ground): readonly EvidenceId[] => (ground.by === "evidence" ? ground.proof : []);
