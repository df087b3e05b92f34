import type { Graph } from "../../graph/graph.ts";
import { type Component, type ComponentRef, type Evidence, holdsIn, type Variant } from "../../model/index.ts";

/** Whom a part calls and waits for, as far as a file says so. */
export function calledBy({ id }: Component, variant: Variant, graph: Graph): readonly ComponentRef[] {
  const called = graph.usesFrom(id).filter(
    ({ style, to, exists }) =>
      style === "call" &&
      to !== id &&
      exists.some(({ in: where, ground }) => {
        const proof = ground.by === "evidence" ? ground.proof.flatMap((it) => graph.evidence(it) ?? []) : [];
        return holdsIn(where, variant.id) && proof.some(isCall);
      }),
  );
  return [...new Set(called.map((it) => it.to as ComponentRef))].sort();
}

/** An address that is there to be handed out is no call. */
const isCall = ({ strength, says }: Evidence): boolean =>
  (strength === "declared" || strength === "measured") &&
  !/callback|webhook|public|cors|origin|redirect|allowed|external|return_url|notify/i.test(says);
