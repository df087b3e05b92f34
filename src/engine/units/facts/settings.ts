import type { Variable } from "./mentions.ts";

const longest = 100_000;
const most = 500;

/**
 * A variable that holds settings as JSON (`SPRING_APPLICATION_JSON`) is as many variables as it has texts, under the names of their keys:
 * `spring.rabbitmq.host`. Any other is itself.
 */
export function settingsWithin(variable: Variable): readonly Variable[] {
  const { value, at } = variable;
  if (value === undefined || value.length > longest || !/^\s*\{/.test(value)) return [variable];
  const found: Variable[] = [];
  const below = (it: unknown, name: string, depth: number): void => {
    if (found.length >= most || depth > 20) return;
    if (typeof it === "string" || typeof it === "number") found.push({ name, value: String(it), at });
    else if (Array.isArray(it)) for (const one of it) below(one, name, depth + 1);
    else if (typeof it === "object" && it !== null)
      for (const [key, one] of Object.entries(it)) below(one, name === "" ? key : `${name}.${key}`, depth + 1);
  };
  try {
    below(JSON.parse(value), "", 0);
  } catch {
    return [variable];
  }
  return found;
}
