import type { Rule } from "../rule.ts";
import { cacheNoEviction } from "./cache-no-eviction.ts";
import { sharedDatabase } from "./shared-database.ts";

/** How stores are used, whoever runs them. */
export const storeRules: readonly Rule[] = [cacheNoEviction, sharedDatabase];
