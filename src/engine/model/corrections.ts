import type { Kind } from "./component.ts";
import type { EvidenceId, NonEmpty } from "./ids.ts";
import type { Style } from "./use.ts";

/** A component as a person names it: `billing`, or `clinic/billing` where several systems have one. */
export type ComponentName = string;

/** What a person says about the architecture; it outranks every file. Each knows its place in `.architect/corrections.yaml`. */
export type Correction = { readonly at: EvidenceId } & (
  | { readonly do: "same"; readonly names: NonEmpty<ComponentName> }
  | { readonly do: "different"; readonly names: NonEmpty<ComponentName> }
  /** Not part of the system: a test container, a tool. */
  | { readonly do: "ignore"; readonly name: ComponentName }
  /** Belongs to somebody else. */
  | { readonly do: "external"; readonly name: ComponentName }
  | { readonly do: "kind"; readonly name: ComponentName; readonly kind: Kind }
  | { readonly do: "owner"; readonly name: ComponentName; readonly owner: string }
  | { readonly do: "connects"; readonly from: ComponentName; readonly to: ComponentName; readonly style: Style; readonly protocol?: string }
  /** What a file says of the two is not so: an address that is never called, a dependency that is never used. */
  | { readonly do: "unconnected"; readonly from: ComponentName; readonly to: ComponentName }
);
