import { linksOf } from "../facts.ts";
import { componentFact, linkFact } from "./components.ts";
import { linesUpTo, type Tool } from "./tool.ts";

export const getModel: Tool = {
  name: "architect_model",
  title: "Architecture of the workspace",
  description:
    "The backend architecture that was recovered from the workspace's files: systems with their components (kind, technology, ports, file) and connections. Use it before saying what exists or who talks to whom.",
  input: { type: "object", properties: { system: { type: "string", description: "The id of one system; all of them otherwise." } } },
  async answer(architect, input, cancel) {
    const overview = await architect.overview(cancel);
    const wanted = input("system")?.toLowerCase();
    const systems = overview.systems.filter(({ id }) => wanted === undefined || id.toLowerCase() === wanted);
    if (systems.length === 0)
      return overview.systems.length === 0
        ? "Nothing here says what runs."
        : `There is no such system. There are: ${overview.systems.map(({ id }) => id).join(", ")}`;
    const links = linksOf(overview);
    return linesUpTo(
      systems.flatMap((system) => {
        const own = new Set<string>(system.components.map(({ ref }) => ref));
        return [
          `SYSTEM ${system.id} (${system.folder === "" ? "the workspace root" : system.folder})`,
          ...system.components.map(componentFact),
          ...links.filter(({ from }) => own.has(from.ref)).map(linkFact),
        ];
      }),
    );
  },
};
