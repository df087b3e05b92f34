import type { UnitKind } from "../unit.ts";
import { asyncApiUnits } from "./asyncapi.ts";
import { avroUnits } from "./avro.ts";
import { graphqlUnits } from "./graphql.ts";
import { openApiUnits } from "./openapi/openapi.ts";
import { protoUnits } from "./proto/proto.ts";

/** Descriptions of interfaces. */
export const interfaceUnits: readonly UnitKind[] = [openApiUnits, protoUnits, asyncApiUnits, graphqlUnits, avroUnits];
