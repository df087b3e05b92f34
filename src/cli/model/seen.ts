import { type Engine, holdsIn, type In, type Said, type SystemId, type Values, type VariantId } from "../../engine/index.ts";
import { Refused } from "../command.ts";
import { didYouMean } from "../nearest.ts";

/** An architecture as one looks at it: each system in one variant, or in all of them at once. */
export interface Seen {
  /** The variant a system is looked at in; `undefined` = all, or it has none. */
  variantOf(system: SystemId): VariantId | undefined;
  /** Whether what is said holds there. */
  holds(system: SystemId, said: { readonly in: In }): boolean;
  /** What of a thing's existence holds there: empty = it is not there. */
  existing<T>(system: SystemId, said: Values<T>): readonly Said<T>[];
  /** The value there; without one that holds, nothing. */
  value<T>(system: SystemId, values: Values<T>): T | undefined;
}

/** @param variant `all`, a variant's id, or `undefined` for the main variant of each system; a chosen one is that of its system. */
export function seenIn(engine: Engine, variant: string | undefined): Seen {
  const graph = engine.graph();
  const { variants } = engine.architecture();
  const chosen = variant === undefined || variant === "all" ? undefined : variants.get(variant);
  if (variant !== undefined && variant !== "all" && chosen === undefined) throw noVariant(variant, [...variants.keys()]);
  const variantOf = (system: SystemId): VariantId | undefined => {
    if (variant === "all") return undefined;
    if (chosen?.system === system) return chosen.id;
    return graph.variants(system).find((it) => it.main)?.id;
  };
  const holds: Seen["holds"] = (system, said) => {
    const where = variantOf(system);
    return where === undefined || holdsIn(said.in, where);
  };
  const existing: Seen["existing"] = (system, said) => said.filter((it) => holds(system, it));
  return { variantOf, holds, existing, value: (system, values) => existing(system, values)[0]?.value };
}

/** Refuses a variant that nobody has. */
export function checkVariant(engine: Engine, variant: string | undefined): void {
  const { variants } = engine.architecture();
  if (variant !== undefined && !variants.has(variant)) throw noVariant(variant, [...variants.keys()]);
}

function noVariant(variant: string, known: readonly string[]): Refused {
  const which = known.length === 0 ? "There are none here." : `There are: ${known.join(", ")}.`;
  return new Refused(`There is no variant "${variant}".${didYouMean(variant, known)} ${which}`);
}
