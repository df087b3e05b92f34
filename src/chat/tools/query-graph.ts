import { dependentsOf, pathBetween } from "../facts.ts";
import { called, componentFact, idOf, linkFact, linksAt, nobodyCalled } from "./components.ts";
import { linesUpTo, type Tool } from "./tool.ts";

export const queryGraph: Tool = {
  name: "architect_query",
  title: "Who talks to whom",
  description:
    "Questions to the graph of the recovered architecture: what a component needs and who needs it, everything that stops when it is down, or the chain of connections from one component to another.",
  input: {
    type: "object",
    properties: {
      component: { type: "string", description: "Its id or name." },
      ask: { type: "string", enum: ["neighbours", "dependents", "path"], description: "neighbours unless said otherwise" },
      to: { type: "string", description: "Where a path ends." },
    },
    required: ["component"],
  },
  async answer(architect, input, cancel) {
    const overview = await architect.overview(cancel);
    const component = called(overview, input("component"));
    if (component === undefined) return nobodyCalled(overview, input("component"));
    if (input("ask") === "dependents") {
      const all = dependentsOf(overview, component);
      return all.length === 0
        ? `Nobody needs ${idOf(component)}.`
        : linesUpTo(all.map(({ line, via }) => `- ${idOf(line)}${via.ref === component.ref ? "" : ` through ${idOf(via)}`}`));
    }
    const far = input("to");
    if (input("ask") === "path" || far !== undefined) {
      const end = called(overview, far);
      if (end === undefined) return nobodyCalled(overview, far);
      const path = pathBetween(overview, component, end);
      return path === undefined ? `No connection leads from ${idOf(component)} to ${idOf(end)}.` : linesUpTo(path.map(linkFact));
    }
    return linesUpTo([componentFact(component), ...linksAt(overview, component, "both").map(linkFact)]);
  },
};
