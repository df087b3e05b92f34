import { type EvidenceId, equal, fileOf, type Span, type UnitFacts, type UnitId } from "../model/index.ts";
import type { Library, Unit, UnitKind } from "./unit.ts";

/** The second step, cached by what went in: every unit rendered again only when one of its files is another. */
export interface OpenUnits {
  /** Units whose facts are others now; `undefined` = the unit is gone. A moved line alone is no change. */
  update(news: { readonly paths: ReadonlySet<string>; readonly outline: boolean }): readonly (readonly [UnitId, UnitFacts | undefined])[];
  place(id: EvidenceId): Span | undefined;
  renders(): number;
}

interface Known {
  readonly kind: UnitKind;
  readonly unit: Unit;
  facts: UnitFacts;
}

export function openUnits(kinds: readonly UnitKind[], library: Library): OpenUnits {
  const known = new Map<UnitId, Known>();
  const byFile = new Map<string, Set<UnitId>>();
  let renders = 0;

  const render = (kind: UnitKind, unit: Unit): UnitFacts => {
    renders++;
    return kind.render(unit, library);
  };
  const forget = (id: UnitId): void => {
    for (const file of known.get(id)?.unit.files ?? []) byFile.get(file)?.delete(id);
    known.delete(id);
  };
  const remember = (kind: UnitKind, unit: Unit, facts: UnitFacts): void => {
    known.set(unit.id, { kind, unit, facts });
    for (const file of unit.files) byFile.set(file, (byFile.get(file) ?? new Set()).add(unit.id));
  };

  return {
    update({ paths, outline }) {
      const changes = new Map<UnitId, UnitFacts | undefined>();
      const stale = new Set<UnitId>();
      for (const path of paths) for (const id of byFile.get(path) ?? []) stale.add(id);
      if (outline) {
        const found = new Map<UnitId, [UnitKind, Unit]>();
        for (const kind of kinds) for (const unit of kind.discover(library)) found.set(unit.id, [kind, unit]);
        for (const id of [...known.keys()]) {
          if (found.has(id)) continue;
          forget(id);
          changes.set(id, undefined);
        }
        for (const [id, [kind, unit]] of found) {
          const before = known.get(id);
          if (before !== undefined && equal(before.unit, unit)) continue;
          stale.delete(id);
          const facts = render(kind, unit);
          forget(id);
          remember(kind, unit, facts);
          if (before === undefined || !sameFacts(before.facts, facts)) changes.set(id, facts);
        }
      }
      for (const id of stale) {
        const before = known.get(id);
        if (before === undefined) continue;
        const facts = render(before.kind, before.unit);
        if (!sameFacts(before.facts, facts)) changes.set(id, facts);
        before.facts = facts;
      }
      return [...changes];
    },
    place(id) {
      for (const unit of byFile.get(fileOf(id)) ?? []) {
        const span = known.get(unit)?.facts.places.get(id);
        if (span !== undefined) return span;
      }
      return undefined;
    },
    renders: () => renders,
  };
}

/** All but the places: those are asked for when somebody wants to go there. */
function sameFacts(a: UnitFacts, b: UnitFacts): boolean {
  const { places: _a, ...left } = a;
  const { places: _b, ...right } = b;
  return equal(left, right);
}
