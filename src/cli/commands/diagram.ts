import { writeFileSync } from "node:fs";
import path from "node:path";
import { type Drawing, diagrams } from "../../engine/index.ts";
import { accept } from "../../mermaid/drawn.ts";
import { codeOf } from "../../workspace/walk.ts";
import { command, Refused } from "../command.ts";
import { openInput } from "../input.ts";
import { checkVariant } from "../model/seen.ts";
import { systemsIn } from "../model/systems.ts";
import { didYouMean } from "../nearest.ts";

export const diagram = command({
  name: "diagram",
  summary: "a picture of it, as Mermaid, SVG or PNG",
  takes: "path",
  options: {
    view: { type: "string", value: diagrams.map((it) => it.id).join("|"), says: "What to look at (usually containers)" },
    format: { type: "string", choices: ["mermaid", "svg", "png"], says: "Text (the usual) or a picture" },
    system: { type: "string", value: "ID", says: "One system of several" },
    variant: { type: "string", value: "ID", says: "Another variant than the main one" },
    endpoint: { type: "string", value: "ROUTE", says: 'What happens on a request, as a sequence: "POST /tickets"' },
    namespace: { type: "string", value: "NAME", says: "One namespace of a cluster, in the deployment view" },
    output: { type: "string", short: "o", value: "FILE", says: "Write it there, not to stdout" },
  },
  examples: [
    ["diagram .", "Mermaid, for a README"],
    ["diagram . --view context --format svg -o context.svg", "A picture in a file"],
    ["diagram . --system shop --format png > shop.png", "Pixels"],
  ],
  async run(given, { view: asked, format = "mermaid", system, variant, namespace, endpoint, output }, io) {
    const view = asked ?? (endpoint === undefined ? "containers" : "sequence");
    const views = diagrams.map((it) => it.id);
    if (!views.includes(view)) throw new Refused(`There is no view "${view}".${didYouMean(view, views)} There are: ${views.join(", ")}.`);
    if (format === "png" && output === undefined && io.terminal.interactive) {
      throw new Refused("A terminal cannot show a PNG: name a file with --output, or send it on (architect diagram … > picture.png).");
    }
    const input = await openInput(given, io);
    const { engine } = input;
    const systems = [...engine.architecture().systems.keys()];
    if (system !== undefined && !systems.includes(system)) {
      const which = systems.length === 0 ? "There are none here." : `There are: ${systems.join(", ")}.`;
      throw new Refused(`There is no system "${system}".${didYouMean(system, systems)} ${which}`);
    }
    checkVariant(engine, variant);
    const [only] = input.file === undefined ? [] : systemsIn(input);
    const chosen = system ?? only;
    const drawing = engine.draw(view, {
      ...(chosen === undefined ? {} : { system: chosen }),
      ...(variant === undefined ? {} : { variant }),
      ...(namespace === undefined ? {} : { namespace }),
      ...(endpoint === undefined ? {} : { endpoint }),
    });
    if (drawing === undefined || drawing.boxes.length === 0) io.note("There is nothing to draw.");
    if (drawing === undefined) return 0;
    if (drawing.omitted !== undefined) io.note(drawing.omitted);
    const made = await pictureOf(drawing, format);
    if (output === undefined) io.out(made);
    else write(output, made, io.folder);
    return 0;
  },
});

/** A drawing in a format; Mermaid's own parser has read the text before anybody sees it. */
export async function pictureOf(drawing: Pick<Drawing, "view" | "mermaid" | "chart">, format: string): Promise<string | Uint8Array> {
  if (format === "mermaid") {
    await accept(drawing);
    return drawing.mermaid;
  }
  const { toPng, toSvg } = await import("../picture/picture.ts");
  const svg = await toSvg(drawing.chart);
  return format === "svg" ? svg : toPng(svg);
}

function write(file: string, made: string | Uint8Array, folder: string): void {
  try {
    writeFileSync(path.resolve(folder, file), made);
  } catch (error) {
    throw new Refused(`${file} cannot be written (${codeOf(error)}).`);
  }
}
