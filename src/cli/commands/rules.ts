import { ruleLines } from "../../engine/index.ts";
import { command } from "../command.ts";
import { inkOf } from "../ink.ts";
import { columns } from "../model/text.ts";

export const rules = command({
  name: "rules",
  summary: "every rule of the review",
  takes: "nothing",
  options: { format: { type: "string", choices: ["text", "json"], says: "For people (the usual), or for tools" } },
  examples: [
    ["rules", "A list"],
    ["rules --format json", "The same for other tools"],
  ],
  async run(_, { format }, io) {
    const all = ruleLines();
    if (format === "json") {
      const listed = all.map(({ id, title, severity, area, scope, default: on, fixable, covers, page, why, remedy }) => ({
        ...{ id, title, severity, area, scope, default: on, fixable, covers, page },
        ...{ why, remedy },
      }));
      io.out(`${JSON.stringify(listed, undefined, 2)}\n`);
      return 0;
    }
    const ink = inkOf(io.terminal.colour);
    const marks = (it: (typeof all)[number]): string =>
      [it.fixable ? "--fix" : "", it.default ? "" : "off unless asked for"].filter((word) => word !== "").join(", ");
    io.out(`${columns(all.map((it) => [it.id, it.severity, it.area, it.title, ink.faint(marks(it))])).join("\n")}\n`);
    return 0;
  },
});
