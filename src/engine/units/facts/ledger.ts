import {
  type Evidence,
  type EvidenceId,
  fileOf,
  type In,
  type NonEmpty,
  type Said,
  type Strength,
  type VariantId,
} from "../../model/index.ts";

/** The rows of evidence of a unit: one a place, with every variant it holds in. */
export interface Ledger {
  /** `says` is a sentence for people, and holds no value of a secret. */
  note(at: EvidenceId, says: string, variant: VariantId, strength?: Strength): EvidenceId;
  rows(): readonly Evidence[];
}

interface Line {
  readonly says: string[];
  readonly variants: VariantId[];
  strength: Strength;
}

export function openLedger(reader: string): Ledger {
  const lines = new Map<EvidenceId, Line>();
  return {
    note(at, says, variant, strength = "declared") {
      const line = lines.get(at);
      if (line === undefined) lines.set(at, { says: [says], variants: [variant], strength });
      else {
        if (!line.says.includes(says)) line.says.push(says);
        include(line.variants, variant);
        // One place may prove several things; it is worth what it proves best.
        if (strength === "declared") line.strength = strength;
      }
      return at;
    },
    rows: () =>
      [...lines].map(([id, { says, variants, strength }]) => ({
        id,
        file: fileOf(id),
        reader,
        strength,
        in: inOf(variants),
        says: says.slice(0, 3).join("; "),
      })),
  };
}

/** Most lists have one item: a set for each of thousands of places would cost more than all else. */
export function include<T>(list: T[], item: T): void {
  if (list.at(-1) !== item && !list.includes(item)) list.push(item);
}

export const inOf = (variants: readonly VariantId[]): In & NonEmpty<VariantId> =>
  (variants.length < 2 ? variants : [...variants].sort()) as unknown as NonEmpty<VariantId>;

/** Values as variants say them, one after the other: equal ones become one, with all their variants and proofs. */
export interface Sayings<T> {
  say(value: T, variant: VariantId, ...proof: readonly EvidenceId[]): void;
  values(): readonly Said<T>[];
}

export function openSayings<T>(): Sayings<T> {
  const known = new Map<string, { value: T; variants: VariantId[]; proof: EvidenceId[] }>();
  return {
    say(value, variant, ...proof) {
      const key = JSON.stringify(value);
      const entry = known.get(key) ?? { value, variants: [], proof: [] };
      if (entry.variants.length === 0) known.set(key, entry);
      include(entry.variants, variant);
      for (const it of proof) include(entry.proof, it);
    },
    values: () =>
      [...known.values()].map(({ value, variants, proof }) => ({
        value,
        in: inOf(variants),
        ground: { by: "evidence", proof: proof as unknown as NonEmpty<EvidenceId> },
      })),
  };
}
