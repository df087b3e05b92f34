import type { RuleSetting } from "../engine/index.ts";

/** What the editor's settings below `architect` say of the review; anything else that arrives is passed over. */
export function ruleSettingsOf(given: unknown): readonly RuleSetting[] {
  const rules = fieldOf(fieldOf(given, "architect"), "rules");
  if (typeof rules !== "object" || rules === null || Array.isArray(rules)) return [];
  return Object.entries(rules).flatMap(([rule, level]) => (isLevel(level) ? [{ rules: rule, level }] : []));
}

/** Whose problems are told by themselves: those of open files, or all. Another editor that says nothing wants all. */
export const showsAll = (given: unknown): boolean => fieldOf(fieldOf(fieldOf(given, "architect"), "review"), "scope") !== "openFiles";

const fieldOf = (it: unknown, name: string): unknown =>
  typeof it === "object" && it !== null && Object.hasOwn(it, name) ? (it as Readonly<Record<string, unknown>>)[name] : undefined;

const levels = ["off", "on", "note", "warning", "error"] as const;
const isLevel = (it: unknown): it is (typeof levels)[number] => levels.some((level) => level === it);
