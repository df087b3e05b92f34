import type { ComponentRef, EvidenceId, NonEmpty, UnitId, UnitUse } from "../model/index.ts";
import { type Signs, variableKey } from "./signs.ts";

/**
 * What code that takes a variable reaches: whoever the variable names where its component is started, in those variants, proved by the
 * place in the code and the place that sets it. With the unit whose address it is. A use of another kind is itself.
 */
export function taken(use: UnitUse, unit: UnitId, from: ComponentRef, signs: Signs | undefined): readonly (readonly [UnitUse, UnitId])[] {
  if (!("variable" in use.to)) return [[use, unit]];
  const started = signs?.variables.get(from);
  const said = (signs?.named.get(from)?.get(variableKey(use.to.variable)) ?? []).filter(
    ({ use: { unless = [] } }) => !unless.some((it) => started?.has(variableKey(it))),
  );
  return said.map(({ unit: other, use: named }) => {
    const { port, protocol } = named;
    const [first, ...others] = named.exists;
    const both: UnitUse = {
      ...use,
      to: named.to,
      ...(protocol !== undefined && { protocol }),
      ...(port !== undefined && { port }),
      exists: [joined(use, first), ...others.map((it) => joined(use, it))],
    };
    return [both, other] as const;
  });
}

const proofsOf = ({ ground }: UnitUse["exists"][number]): readonly EvidenceId[] => (ground.by === "evidence" ? ground.proof : []);

const joined = ({ exists: [code] }: UnitUse, set: UnitUse["exists"][number]): UnitUse["exists"][number] => ({
  value: true,
  in: set.in,
  ground: { by: "evidence", proof: [...proofsOf(code), ...proofsOf(set)] as unknown as NonEmpty<EvidenceId> },
});
