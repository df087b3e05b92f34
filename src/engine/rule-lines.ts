import { openEngine } from "./engine.ts";
import type { Severity } from "./model/index.ts";
import { rules } from "./rules/index.ts";
import type { Area, Rule, Scope } from "./rules/rule.ts";

/** A rule as hosts list it: everything about it that is not code. */
export interface RuleLine {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  /** What its findings weigh when nothing is stated about the system. */
  readonly severity: Severity;
  readonly area: Area;
  readonly scope: Scope;
  readonly default: boolean;
  /** Some of its findings have a fix that needs no decision. */
  readonly fixable: boolean;
  readonly covers: readonly string[];
  /** Its page, from the root of the repository. */
  readonly page: string;
}

/** What every rule is called. Costs nothing, where `ruleLines` reviews an example of each. */
export const ruleTitles = (): readonly Pick<RuleLine, "id" | "title">[] => rules;

let lines: readonly RuleLine[] | undefined;

/** Every rule, with what its findings usually weigh: a second of work, the first time. */
export function ruleLines(): readonly RuleLine[] {
  lines ??= rules.map((rule) => ({
    id: rule.id,
    title: rule.title,
    why: rule.why,
    remedy: rule.remedy,
    severity: usualSeverity(rule),
    area: rule.area,
    scope: rule.scope,
    default: rule.default,
    fixable: rule.bad.some((it) => it.fixed !== undefined),
    covers: rule.covers,
    page: `docs/rules/${rule.id}.md`,
  }));
  return lines;
}

/** A severity depends on requirements and subject: that of its first bad example, about which nothing is stated. */
function usualSeverity({ id, bad: [example] }: Rule): Severity {
  const engine = openEngine({ workspaceName: "example" });
  engine.update(Object.entries(example.files).map(([path, text]) => ({ path, text })));
  engine.update(Object.entries(example.base ?? {}).map(([path, base]) => ({ path, base })));
  return engine.review({ rules: [id] }).findings[0]?.severity ?? "warning";
}
