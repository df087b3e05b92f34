import type { Kind, Standing } from "./component.ts";
import type { Severity } from "./finding.ts";
import type { NonEmpty } from "./ids.ts";
import type { Common } from "./resource.ts";
import type { Style } from "./use.ts";

/**
 * Which components are meant: those that fit every field that is said, and within a field one of its patterns (`*` stands for anything).
 * A name is the component's, one it also answers to, or `system/name`.
 */
export interface Selector {
  readonly names?: NonEmpty<string>;
  readonly kinds?: NonEmpty<Kind>;
  readonly technologies?: NonEmpty<string>;
  readonly systems?: NonEmpty<string>;
  readonly owners?: NonEmpty<string>;
  readonly standings?: NonEmpty<Standing>;
  readonly not?: Selector;
}

/** What a limit counts: the components meant, their technologies, or of each of them who calls it, whom it calls, how often it runs. */
export type Counted = "components" | "technologies" | "callers" | "dependencies" | "replicas";

export type TeamDemand =
  /** No connection from the one to the other; `across`: over others between them too. Without an end, every component is one. */
  | {
      readonly verb: "forbid";
      readonly from?: Selector;
      readonly to?: Selector;
      readonly styles?: NonEmpty<Style>;
      readonly across: boolean;
    }
  /** No such component. */
  | { readonly verb: "forbid"; readonly component: Selector }
  /** Each has it: a connection to or from one of those, an owner, so many replicas. `some`: there is one at all. */
  | {
      readonly verb: "require";
      readonly of: Selector;
      readonly some: boolean;
      readonly to?: Selector;
      readonly from?: Selector;
      readonly owners?: NonEmpty<string>;
      readonly replicas?: number;
    }
  | { readonly verb: "limit"; readonly of: Selector; readonly count: Counted; readonly atMost: number }
  /** Nobody but `by` connects to it; without `by`, one component at most does. */
  | { readonly verb: "own"; readonly of: Selector; readonly by?: Selector; readonly styles: NonEmpty<Style> };

export type TeamVerb = TeamDemand["verb"];

/** A rule that the team itself made, in `.architect/rules.yaml`. */
export interface TeamRule extends Common {
  readonly kind: "team-rule";
  readonly name: string;
  /** Why it was made: it stands in every message. */
  readonly because: string;
  readonly severity: Severity;
  readonly demand: TeamDemand;
}
