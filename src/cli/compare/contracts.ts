import type { Engine } from "../../engine/index.ts";

/** Tells the engine what the contracts were at a base: of those that are another now, or gone, the text they had. */
export function compareContracts(engine: Engine, base: Engine): void {
  const changes = base.contracts().flatMap((path) => {
    const text = base.text(path);
    return text === undefined || text === engine.text(path) ? [] : [{ path, base: text }];
  });
  if (changes.length > 0) engine.update(changes);
}
