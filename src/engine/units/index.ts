import { aspireUnits } from "./aspire/aspire.ts";
import { backstageUnits } from "./backstage/backstage.ts";
import { cloudformationUnits } from "./cloudformation/cloudformation.ts";
import { codeUnits } from "./code/code.ts";
import { composeUnits } from "./compose/compose.ts";
import { correctionsUnit } from "./corrections.ts";
import { daprUnits } from "./dapr/dapr.ts";
import { dockerfileUnits } from "./dockerfile/dockerfile.ts";
import { helmUnits } from "./helm/helm.ts";
import { interfaceUnits } from "./interfaces/index.ts";
import { manifestsUnits } from "./kubernetes/manifests.ts";
import { kustomizeUnits } from "./kustomize/kustomize.ts";
import { migrationUnits } from "./migrations/index.ts";
import { prismaUnits } from "./prisma/prisma.ts";
import { procfileUnits } from "./procfile/procfile.ts";
import { productUnits } from "./products/products.ts";
import { schemaUnits } from "./schema/schema.ts";
import { serverlessUnits } from "./serverless/serverless.ts";
import { settingsUnits } from "./settings/settings.ts";
import { springUnits } from "./spring/spring.ts";
import { teamRulesUnit } from "./team-rules.ts";
import { terraformUnits } from "./terraform/terraform.ts";
import type { UnitKind } from "./unit.ts";

/** Every kind of unit. */
export const unitKinds: readonly UnitKind[] = [
  composeUnits,
  manifestsUnits,
  kustomizeUnits,
  helmUnits,
  correctionsUnit,
  teamRulesUnit,
  dockerfileUnits,
  procfileUnits,
  springUnits,
  terraformUnits,
  cloudformationUnits,
  serverlessUnits,
  codeUnits,
  settingsUnits,
  schemaUnits,
  prismaUnits,
  ...migrationUnits,
  productUnits,
  daprUnits,
  backstageUnits,
  aspireUnits,
  ...interfaceUnits,
];
