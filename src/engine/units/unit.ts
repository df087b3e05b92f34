import type {
  ComponentRef, Deed, Evidence, EvidenceId, Kind, NonEmpty, Port, Problem, Resource, Said, Span, Standing, Style, UnitId, Values, Variant,
} from "../model/index.ts";
import type { FileFacts } from "../readers/reader.ts";

/** The facts of every file that was read, by path; and which files exist at all. */
export interface Library {
  facts(path: string): readonly FileFacts[];
  /** All facts of one reader, in order of path. */
  of(reader: string): readonly FileFacts[];
  exists(path: string): boolean;
  /** The text of a file that some facts mention (`env_file`); `undefined` = not there, or not read. */
  text(path: string): string | undefined;
  /** Name of the folder that is the workspace: what a project at the root is called. */
  readonly workspaceName: string;
}

/** Files that mean something only together. */
export interface Unit {
  readonly id: UnitId;
  readonly kind: string;
  /** Every file its rendering may look at, existing or not: it is rendered again when one of them changes, comes or goes. */
  readonly files: readonly string[];
}

/** A kind of unit: which there are, and what each says. Pure; rendering never throws. */
export interface UnitKind<U extends Unit = Unit> {
  readonly id: string;
  readonly title: string;
  discover(library: Library): readonly U[];
  render(unit: U, library: Library): UnitFacts;
}

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
export type Address =
  | { readonly key: string }
  | { readonly host: string; readonly port?: number; readonly scheme?: string };

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
  ? R extends Resource ? Omit<R, "system" | "component"> & { readonly component?: string } : never
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

/** Kept for the type's sake: assembly's answer to "which component is this unit's key". */
export type Identity = ReadonlyMap<string, ComponentRef>;
