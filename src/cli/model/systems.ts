import { fileOf, type SystemId } from "../../engine/index.ts";
import type { Input } from "../input.ts";

/** The systems to speak of: all, or those that a file which was named is part of. */
export function systemsIn({ engine, file }: Input): ReadonlySet<SystemId> {
  const { systems, variants, components } = engine.architecture();
  if (file === undefined) return new Set(systems.keys());
  const found = new Set<SystemId>();
  for (const variant of variants.values()) if (variant.files.includes(file)) found.add(variant.system);
  for (const { system, exists } of components.values()) {
    const proof = exists.flatMap(({ ground }) => (ground.by === "evidence" ? ground.proof : []));
    if (proof.some((id) => fileOf(id) === file)) found.add(system);
  }
  return found;
}
