import { charsOf, deepestValue, hasGap, isDict, isList, isUnknown, keysOf, type Value } from "./value.ts";

/** A value as JSON, keys in order; what is not known stands as a text of its gap. */
export function jsonOf(value: Value, gap: (because: string) => string, indent = "", depth = 0): string {
  const text = charsOf(value);
  if (text !== undefined) return hasGap(text) ? `"${JSON.stringify(text).slice(1, -1)}"` : JSON.stringify(text);
  if (value === null || depth > deepestValue) return "null";
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (isUnknown(value)) return JSON.stringify(gap(value.because));
  const [open, close] = isList(value) ? ["[", "]"] : ["{", "}"];
  const inner = isList(value)
    ? value.items.map((it) => jsonOf(it, gap, indent, depth + 1))
    : isDict(value)
      ? keysOf(value).map(
          (key) => `${JSON.stringify(key)}:${indent === "" ? "" : " "}${jsonOf(value.entries.get(key) ?? null, gap, indent, depth + 1)}`,
        )
      : [];
  if (indent === "" || inner.length === 0) return `${open}${inner.join(",")}${close}`;
  const line = `\n${indent.repeat(depth + 1)}`;
  return `${open}${line}${inner.join(`,${line}`)}\n${indent.repeat(depth)}${close}`;
}
