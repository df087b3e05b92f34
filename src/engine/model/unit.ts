import type { Variant } from "./architecture.ts";
import type { Kind, Port, Standing } from "./component.ts";
import type { Evidence, Problem, Said, Span, Values } from "./evidence.ts";
import type { EvidenceId, NonEmpty, UnitId } from "./ids.ts";
import type { Resource } from "./resource.ts";
import type { Deed, Style } from "./use.ts";

/** A component as one unit says it. `key` is unique within the unit; ids are given by assembly. */
export interface UnitComponent {
  readonly key: string;
  readonly name: string;
  readonly standing: Standing;
  readonly aliases: Values<string>;
  readonly kind: Values<Kind>;
  readonly technology: Values<string>;
  readonly version: Values<string>;
  readonly owner: Values<string>;
  readonly replicas: Values<number>;
  readonly ports: Values<Port>;
  readonly exists: NonEmpty<Said<true>>;
}

/** The far end of a use: a component of the same unit, or a name somebody else has to resolve. */
export type Address = { readonly key: string } | { readonly host: string; readonly port?: number; readonly scheme?: string };

export interface UnitUse {
  readonly from: string;
  readonly to: Address;
  readonly through?: string;
  readonly style: Style;
  readonly does: Deed;
  readonly protocol?: string;
  readonly port?: number;
  readonly exists: NonEmpty<Said<true>>;
}

/** A resource before assembly: `component` is still the unit's key, `system` not yet known. */
export type UnitResource = Resource extends infer R
  ? R extends Resource
    ? Omit<R, "system" | "component"> & { readonly component?: string }
    : never
  : never;

export interface UnitFacts {
  readonly unit: UnitId;
  /** What the unit calls its system, the folder it stands for, and why: "name: in compose.yaml". */
  readonly system: { readonly name: string; readonly folder: string; readonly reason: string };
  readonly variants: readonly Omit<Variant, "system" | "main">[];
  /** The variant the unit itself would start; assembly picks the system's main one among these. */
  readonly main: string | undefined;
  readonly components: readonly UnitComponent[];
  readonly uses: readonly UnitUse[];
  readonly resources: readonly UnitResource[];
  readonly evidence: readonly Evidence[];
  readonly problems: readonly Problem[];
  /** Where each piece of evidence stands now. Not compared: a moved line is no changed fact. */
  readonly places: ReadonlyMap<EvidenceId, Span>;
}
