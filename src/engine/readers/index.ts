import type { Reader } from "./reader.ts";

/** Every file format that is read, in the order they are asked. */
export const readers: readonly Reader[] = [];
