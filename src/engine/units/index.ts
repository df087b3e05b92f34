import { composeUnits } from "./compose/compose.ts";
import { correctionsUnit } from "./corrections.ts";
import { dockerfileUnits } from "./dockerfile/dockerfile.ts";
import { interfaceUnits } from "./interfaces/index.ts";
import { helmUnits } from "./helm/helm.ts";
import { manifestsUnits } from "./kubernetes/manifests.ts";
import { migrationUnits } from "./migrations/index.ts";
import { prismaUnits } from "./prisma/prisma.ts";
import { productUnits } from "./products/products.ts";
import { schemaUnits } from "./schema/schema.ts";
import { springUnits } from "./spring/spring.ts";
import { teamRulesUnit } from "./team-rules.ts";
import type { UnitKind } from "./unit.ts";

/** Every kind of unit. */
export const unitKinds: readonly UnitKind[] = [
  composeUnits,
  manifestsUnits,
  helmUnits,
  correctionsUnit,
  teamRulesUnit,
  dockerfileUnits,
  springUnits,
  schemaUnits,
  prismaUnits,
  ...migrationUnits,
  productUnits,
  ...interfaceUnits,
];
