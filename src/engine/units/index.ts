import { composeUnits } from "./compose/compose.ts";
import { correctionsUnit } from "./corrections.ts";
import { dockerfileUnits } from "./dockerfile/dockerfile.ts";
import { manifestsUnits } from "./kubernetes/manifests.ts";
import { springUnits } from "./spring/spring.ts";
import type { UnitKind } from "./unit.ts";

/** Every kind of unit. */
export const unitKinds: readonly UnitKind[] = [composeUnits, manifestsUnits, correctionsUnit, dockerfileUnits, springUnits];
