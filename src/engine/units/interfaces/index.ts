import type { UnitKind } from "../unit.ts";
import { openApiUnits } from "./openapi/openapi.ts";
import { protoUnits } from "./proto/proto.ts";

/** Descriptions of interfaces. */
export const interfaceUnits: readonly UnitKind[] = [openApiUnits, protoUnits];
