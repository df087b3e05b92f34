import { correctionsReader } from "./corrections.ts";
import type { Reader } from "./reader.ts";
import { requirementsReader } from "./requirements.ts";

/** Every file format that is read, in the order they are asked. */
export const readers: readonly Reader[] = [requirementsReader, correctionsReader];
