import type { Rule } from "../rule.ts";
import { teamForbid } from "./team-forbid.ts";
import { teamLimit } from "./team-limit.ts";
import { teamOwn } from "./team-own.ts";
import { teamRequire } from "./team-require.ts";

/** What checks the rules that the team itself made: one for each verb of `.architect/rules.yaml`. */
export const teamRules: readonly Rule[] = [teamForbid, teamRequire, teamLimit, teamOwn];
