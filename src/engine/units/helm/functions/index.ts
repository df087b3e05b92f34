import type { TemplateFunction } from "../evaluate/machine.ts";
import { collections } from "./collections.ts";
import { encoding } from "./encoding.ts";
import { helm } from "./helm.ts";
import { logic } from "./logic.ts";
import { numbers } from "./numbers.ts";
import { patterns } from "./patterns.ts";
import { strings } from "./strings.ts";
import { undecided } from "./undecided.ts";
import { versions } from "./versions.ts";

/** Every function that templates can call, the `must…` forms included: they refuse where others give nothing, which is told anyway. */
export const functions: ReadonlyMap<string, TemplateFunction> = new Map(
  Object.entries({
    ...logic,
    ...strings,
    ...collections,
    ...numbers,
    ...encoding,
    ...patterns,
    ...versions,
    ...undecided,
    ...helm,
  }).flatMap(([name, it]) => [[name, it] as const, [`must${name.charAt(0).toUpperCase()}${name.slice(1)}`, it] as const]),
);
