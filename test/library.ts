import { openLibrary } from "../src/engine/library.ts";
import type { Problem } from "../src/engine/model/index.ts";
import { readers } from "../src/engine/readers/index.ts";
import type { Library } from "../src/engine/units/unit.ts";

/** A workspace called `shop` in memory, every file of it read: what units see. */
export function libraryOf(files: Readonly<Record<string, string>>): Library & { problems(): readonly Problem[] } {
  const library = openLibrary(readers, "shop");
  library.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  return library;
}
