import { command } from "../command.ts";
import { inkOf } from "../ink.ts";
import { openInput } from "../input.ts";
import { explain, explanationText } from "../model/explain.ts";
import { modelJson } from "../model/json.ts";
import { seenIn } from "../model/seen.ts";
import { systemsIn } from "../model/systems.ts";
import { modelText } from "../model/text.ts";

export const model = command({
  name: "model",
  summary: "what is there: components and connections, each with its proof",
  takes: "path",
  options: {
    format: { type: "string", choices: ["text", "json"], says: "For people (the usual), or for tools" },
    variant: { type: "string", value: "ID|all", says: "Another variant than each system's main one" },
    explain: { type: "string", value: '"A -> B"', says: "The chain from the files to one connection" },
  },
  examples: [
    ["model .", "The systems below this folder, in their main variants"],
    ["model . --format json --variant all", "Everything in every variant, for other tools"],
    ['model shop --explain "api -> db"', "Why there is an arrow from api to db"],
  ],
  async run(path, { format, variant, explain: asked }, io) {
    const input = await openInput(path, io);
    const { engine } = input;
    const seen = seenIn(engine, variant);
    const systems = systemsIn(input);
    if (asked !== undefined) {
      const explanation = explain(engine, seen, systems, asked);
      io.out(format === "json" ? `${JSON.stringify(explanation, undefined, 2)}\n` : explanationText(explanation));
    } else if (format === "json") {
      io.out(`${JSON.stringify(modelJson(engine, seen, systems), undefined, 2)}\n`);
    } else {
      io.out(modelText(engine, seen, systems, inkOf(io.terminal.colour)));
    }
    return 0;
  },
});
