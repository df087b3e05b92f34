import type { NameSays } from "../../knowledge/variables.ts";
import type { EvidenceId } from "../../model/index.ts";

/** From one component to a far end, with the place that says so. */
export interface Link {
  readonly from: string;
  /** `service`: the key of a component of the unit. */
  readonly to: { readonly service: string } | { readonly outside: string } | { readonly unknown: string };
  readonly at: EvidenceId;
  /** Other places that prove it: who takes the variable that another file sets. */
  readonly also?: readonly EvidenceId[];
  readonly where: string;
  /** The name as it is written there. */
  readonly host: string;
  readonly port: number | undefined;
  readonly scheme: string | undefined;
  readonly sure: boolean;
  /** Why it is not sure, for people. */
  readonly because: string | undefined;
  readonly deed: NameSays["deed"];
  /** The variable's name, for what it says about products. */
  readonly name: string;
  /** A gateway passes requests on, whatever is behind. */
  readonly proxy?: true;
}
