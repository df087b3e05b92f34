import { type Evidence, type EvidenceId, fileOf, type Span, type Strength } from "../../model/index.ts";

/** The evidence of one unit that holds in every variant: what each place says, and where it stands. */
export interface Ledger {
  /** `span` undefined = the file as a whole. `says` holds no value of a secret. */
  note(at: EvidenceId, span: Span | undefined, says: string, strength?: Strength): EvidenceId;
  rows(): readonly Evidence[];
  places(): ReadonlyMap<EvidenceId, Span>;
}

const beginning: Span = { start: 0, end: 0, line: 0, column: 0, endLine: 0, endColumn: 0 };

export function openLedger(reader: string): Ledger {
  const lines = new Map<EvidenceId, { says: string[]; strength: Strength }>();
  const places = new Map<EvidenceId, Span>();
  return {
    note(at, span, says, strength = "declared") {
      const line = lines.get(at);
      if (line === undefined) lines.set(at, { says: [says], strength });
      else {
        if (!line.says.includes(says)) line.says.push(says);
        if (strength === "declared") line.strength = strength;
      }
      places.set(at, span ?? beginning);
      return at;
    },
    rows: () =>
      [...lines].map(([id, { says, strength }]) => ({
        id,
        file: fileOf(id),
        reader,
        strength,
        in: "all",
        says: says.slice(0, 3).join("; "),
      })),
    places: () => places,
  };
}
