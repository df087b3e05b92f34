import type { Architect } from "../chat/turn.ts";
import type { DrawOptions } from "../engine/index.ts";
import type { PlacedDrawing } from "../protocol.ts";
import type { Server } from "./server.ts";
import type { Variants } from "./variants.ts";

/** The architect of a conversation, who asks the server, in the variants that are looked at; and who remembers what was asked for a drawing. */
export interface ServedArchitect extends Architect {
  /** What a drawing was asked with, so that the same can be asked again when the files have changed. */
  optionsOf(drawing: PlacedDrawing): DrawOptions;
}

export function openArchitect(server: Server, variants: Variants): ServedArchitect {
  const asked = new WeakMap<PlacedDrawing, DrawOptions>();
  /** A proposal is in no file: who looks at it again sees what was proposed. */
  let proposal: PlacedDrawing | undefined;
  const shown = () => ({ shown: variants.ids() });
  return {
    overview: (cancel) => server.ask("architect/overview", shown(), cancel),
    review: (options, cancel) => server.ask("architect/review", { ...shown(), ...options }, cancel),
    async draw(view, options, cancel) {
      if (view === "proposal") return proposal;
      const drawing = (await server.ask("architect/draw", { view, options: { ...shown(), ...options } }, cancel)) ?? undefined;
      if (drawing !== undefined) asked.set(drawing, options);
      return drawing;
    },
    views: (cancel) => server.ask("architect/views", {}, cancel),
    async propose(files, name, cancel) {
      const proposed = await server.ask("architect/propose", { files, name }, cancel);
      proposal = proposed.drawing;
      return proposed;
    },
    brief: (options, cancel) => server.ask("architect/brief", options, cancel),
    check: (text, cancel) => server.ask("architect/check", { text }, cancel),
    optionsOf: (drawing) =>
      asked.get(drawing) ?? {
        ...(drawing.system === undefined ? {} : { system: drawing.system }),
      },
  };
}
