import { Refused } from "./stops.ts";
import { isDict, isHost, isUnknown, type Value } from "./value.ts";
import { kindOf } from "./words.ts";

/** A field of a value, or a method of one of Helm's own objects. What a map does not hold is nothing. */
export function fieldOf(value: Value, name: string, args: readonly Value[]): Value {
  if (isUnknown(value)) return value;
  if (isHost(value)) return value.call(name, args);
  if (args.length > 0) throw new Refused(`${name} is no method, and takes no arguments`);
  if (value === null) return null;
  if (isDict(value)) return value.entries.get(name) ?? null;
  throw new Refused(`a ${kindOf(value)} has no field ${name}`);
}
