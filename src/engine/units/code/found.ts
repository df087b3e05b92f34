import type { EvidenceId, Said, UnitComponent, UnitUse } from "../../model/index.ts";
import type { Proof } from "./follow.ts";
import type { Reached } from "./programs.ts";

/** The package itself, among the components that it tells of. */
export const key = "code";

/** What has been found in a package so far, and how a place is noted down. */
export interface Found {
  readonly uses: UnitUse[];
  readonly outside: Map<string, UnitComponent>;
  readonly counts: Map<string, number>;
  /** Names under which it registers. */
  readonly names: Said<string>[];
  readonly own: string;
  readonly reached: Reached;
  readonly libraries: ReadonlySet<string>;
  note(proof: Pick<Proof, "file" | "anchor" | "place">, says: string, sure: boolean): EvidenceId;
}

/** Where a place of the code is reached from. */
export const reachedFrom = (file: string, { reached }: Found): Pick<UnitUse, "programs"> => {
  const programs = reached.from(file);
  return programs === undefined ? {} : { programs };
};

/** What a library says is said by whoever imports it only as far as that calls it, which is not known; unless its own code hands the address over. */
export const isOwn = (file: string, by: readonly Proof[], { libraries }: Found): boolean =>
  !libraries.has(file) || by.some((it) => !libraries.has(it.file));
