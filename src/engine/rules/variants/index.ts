import type { Rule } from "../rule.ts";
import { variablesDrift } from "./variables-drift.ts";
import { versionsDrift } from "./versions-drift.ts";

/** Rules about variants of one system that part ways, by id. */
export const variantRules: readonly Rule[] = [variablesDrift, versionsDrift];
