import type { Reader } from "../reader.ts";
import { openApiReader } from "./openapi.ts";
import { protoReader } from "./proto.ts";

/** What describes how components speak to each other. */
export const interfaceReaders: readonly Reader[] = [openApiReader, protoReader];
