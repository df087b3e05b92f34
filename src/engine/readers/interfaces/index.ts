import type { Reader } from "../reader.ts";
import { asyncApiReader } from "./asyncapi.ts";
import { avroReader } from "./avro.ts";
import { graphqlReader } from "./graphql.ts";
import { openApiReader } from "./openapi.ts";
import { protoReader } from "./proto.ts";

/** What describes how components speak to each other. */
export const interfaceReaders: readonly Reader[] = [openApiReader, protoReader, asyncApiReader, graphqlReader, avroReader];

/** Readers of what others rely on: what changes in it is compared with a base. */
export const contractReaders: readonly string[] = [openApiReader, protoReader].map(({ id }) => id);
