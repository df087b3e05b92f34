import type { UnitKind } from "../unit.ts";
import { openApiUnits } from "./openapi/openapi.ts";

/** Descriptions of interfaces. */
export const interfaceUnits: readonly UnitKind[] = [openApiUnits];
