import type { Variant } from "./architecture.ts";
import type { Key, Kind, Port, Standing } from "./component.ts";
import type { Correction } from "./corrections.ts";
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
  /** A sign and no more: it is a box only where nothing starts components of the team's own. */
  readonly weak?: true;
  /** What else it can be recognised by in other units. */
  readonly marks?: readonly Mark[];
}

/**
 * Something a component is recognised by across units, with its proof.
 * - `image`: the image it runs or is built as, without registry host, tag and digest: `acme/billing`
 * - `folder`: the folder its image is built from, or its code lies in, workspace-relative
 * - `dockerfile`: the file its image is built by
 * - `dns`: a name that reaches it in its network: `billing.shop.svc.cluster.local`
 * - `mount`: a file or folder that it is started with, workspace-relative; of a file that says it, also the folders above
 * - `package`: the name its code gives itself (`spring.application.name`, the package's name)
 */
export interface Mark {
  readonly kind: "image" | "folder" | "dockerfile" | "dns" | "package" | "mount";
  readonly value: string;
  readonly at: EvidenceId;
}

/** Tables as one unit says them; which store they live in is a name, a kind of store, or not known. */
export interface UnitEntity {
  readonly key: string;
  readonly name: string;
  /** The unit's own component, or what is known of the store: "postgresql". */
  readonly store?: { readonly key: string } | { readonly technology: string };
  readonly columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean }[];
  readonly keys: readonly Key[];
  readonly exists: NonEmpty<Said<true>>;
}

/**
 * The far end of a use: a component of the same unit, a name somebody else has to resolve, or a sign that says less than a name:
 * whoever is published on that port of this machine (`localhost:8761`), else the system's only one of that technology.
 */
export type Address =
  | { readonly key: string }
  | { readonly host: string; readonly port?: number; readonly scheme?: string }
  | { readonly near: { readonly port?: number; readonly technology?: string } };

export interface UnitUse {
  readonly from: string;
  readonly to: Address;
  readonly through?: string;
  readonly style: Style;
  readonly does: Deed;
  readonly protocol?: string;
  readonly port?: number;
  /** Said only if somebody answers to the name: nobody unknown comes of it. What is `near` never makes one. */
  readonly onlyIfKnown?: true;
  /** Said only if nothing starts the component: in a container of its own, `localhost` is itself. */
  readonly unlessStarted?: true;
  /** Variables of the environment that take its place: started with one of them, the component uses something else. */
  readonly unless?: readonly string[];
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
  /** It starts nothing by itself (a Dockerfile, a schema, a package of code): it says more about what others start. */
  readonly describes?: true;
  /** What a person says; such a unit says nothing else. */
  readonly corrections?: readonly Correction[];
  /** The variant the unit itself would start; assembly picks the system's main one among these. */
  readonly main: string | undefined;
  readonly components: readonly UnitComponent[];
  readonly uses: readonly UnitUse[];
  readonly entities?: readonly UnitEntity[];
  readonly resources: readonly UnitResource[];
  readonly evidence: readonly Evidence[];
  readonly problems: readonly Problem[];
  /** Where each piece of evidence stands now. Not compared: a moved line is no changed fact. */
  readonly places: ReadonlyMap<EvidenceId, Span>;
}
