import { charsOf, isDict, isHost, isList, isUnknown, keysOf, type Value } from "./value.ts";

/** Whether a value is true for `if`; `undefined` = nobody knows. */
export function truthOf(value: Value): boolean | undefined {
  if (value === null) return false;
  const text = charsOf(value);
  if (text !== undefined) return text !== "" && /^(?:\uE000\d+\uE001)+$/.test(text) ? undefined : text !== "";
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  if (isDict(value)) return value.entries.size > 0;
  if (isList(value)) return value.items.length > 0;
  return isUnknown(value) ? undefined : true;
}

/** A number as Helm writes it: whole numbers without an exponent. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  return String(value).replace(/e([-+])(\d)$/, "e$10$2");
}

/** How Go prints a value inside another one; `gap` stands for what is not known. */
export function printed(value: Value, gap: (because: string) => string, depth = 0): string {
  const text = charsOf(value);
  if (text !== undefined) return text;
  if (value === null) return depth === 0 ? "" : "<nil>";
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return String(value);
  if (isUnknown(value)) return gap(value.because);
  if (depth > 50) return "…";
  if (isDict(value))
    return `map[${keysOf(value)
      .map((key) => `${key}:${printed(value.entries.get(key) ?? null, gap, depth + 1)}`)
      .join(" ")}]`;
  if (isList(value)) return `[${value.items.map((it) => printed(it, gap, depth + 1)).join(" ")}]`;
  return isHost(value) ? value.name : "";
}

/** Go's words for kinds. */
export function kindOf(value: Value): string {
  if (value === null) return "invalid";
  if (charsOf(value) !== undefined) return "string";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float64";
  return isDict(value) ? "map" : isList(value) ? "slice" : "struct";
}
