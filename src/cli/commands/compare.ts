import { accept } from "../../mermaid/drawn.ts";
import { command, Refused } from "../command.ts";
import { openBase } from "../compare/base.ts";
import { changesBetween, changesJson } from "../compare/changes.ts";
import { chartOf } from "../compare/chart.ts";
import { compareContracts } from "../compare/contracts.ts";
import { sectionsOf } from "../compare/lines.ts";
import { harmless, inkOf } from "../ink.ts";
import { openInput } from "../input.ts";

export const compare = command({
  name: "compare",
  summary: "what changed in it since a git revision, or between two folders",
  takes: "path",
  options: {
    base: { type: "string", value: "REVISION|FOLDER", says: "What to compare with" },
    format: {
      type: "string",
      choices: ["text", "json", "mermaid", "markdown"],
      says: "For people (the usual), tools, a picture, comments",
    },
  },
  examples: [
    ["compare . --base main", "What this branch changes"],
    ["compare . --base HEAD~20 --format mermaid", "As a picture"],
    ["compare after --base before --format json", "Two folders"],
  ],
  async run(path, { base: asked, format }, io) {
    if (asked === undefined || asked === "") throw new Refused("Compared with what? --base wants a git revision or a folder.");
    const input = await openInput(path, io);
    const base = await openBase(asked, input.root, io.folder);
    compareContracts(input.engine, base.engine);
    const changes = changesBetween(base.engine, input.engine);
    const sections = sectionsOf(changes);
    const nothing = `Nothing changed in the architecture since ${base.title}.`;
    switch (format) {
      case "json":
        io.out(`${JSON.stringify(changesJson(changes, base.title), undefined, 2)}\n`);
        break;
      case "mermaid": {
        const drawing = chartOf(changes, base.title);
        await accept(drawing);
        if (sections.length === 0) io.note(nothing);
        io.out(drawing.mermaid);
        break;
      }
      case "markdown": {
        const parts = sections.map(
          ({ heading, lines }) =>
            `### ${heading}\n\n\`\`\`diff\n${lines.map(({ mark, says }) => `${mark === "~" ? "!" : mark} ${harmless(says).replaceAll("```", "'''")}`).join("\n")}\n\`\`\``,
        );
        io.out(`## Architecture since ${base.title}\n\n${sections.length === 0 ? nothing : parts.join("\n\n")}\n`);
        break;
      }
      default: {
        const ink = inkOf(io.terminal.colour);
        const parts = sections.map(({ heading, lines }) =>
          [ink.strong(heading), ...lines.map(({ mark, says }) => `  ${mark} ${harmless(says)}`)].join("\n"),
        );
        io.out(`${sections.length === 0 ? nothing : parts.join("\n\n")}\n`);
      }
    }
    return 0;
  },
});
