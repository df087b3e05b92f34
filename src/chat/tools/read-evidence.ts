import { whereIs } from "../markdown.ts";
import { called, idOf, linksAt, nobodyCalled } from "./components.ts";
import { linesUpTo, type Tool } from "./tool.ts";

export const readEvidence: Tool = {
  name: "architect_evidence",
  title: "What proves it",
  description:
    "The files and lines that prove a component, or a connection between two components, each with what it says there. Values of secrets are never in it.",
  input: {
    type: "object",
    properties: {
      component: { type: "string", description: "Its id or name." },
      to: { type: "string", description: "The other end of a connection." },
    },
    required: ["component"],
  },
  async answer(architect, input, cancel) {
    const overview = await architect.overview(cancel);
    const component = called(overview, input("component"));
    if (component === undefined) return nobodyCalled(overview, input("component"));
    const far = input("to");
    const end = called(overview, far);
    if (far !== undefined && end === undefined) return nobodyCalled(overview, far);
    const links = linksAt(overview, component, "both").filter(
      ({ from, use }) => end === undefined || from.ref === end.ref || use.to === end.ref,
    );
    const own =
      end === undefined && component.place !== undefined
        ? [`- ${idOf(component)}: ${component.place.says} (${whereIs(component.place)})`]
        : [];
    const lines = links.flatMap(({ from, to, use }) =>
      use.place === undefined
        ? []
        : [
            `- ${idOf(from)} -> ${to === undefined ? use.name : idOf(to)}: ${use.place.says} (${whereIs(use.place)}, ${use.place.strength})`,
          ],
    );
    return own.length + lines.length === 0 ? "No file says so." : linesUpTo([...own, ...lines]);
  },
};
