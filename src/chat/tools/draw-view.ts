import { called, nobodyCalled } from "./components.ts";
import { linesUpTo, type Tool } from "./tool.ts";

export const drawView: Tool = {
  name: "architect_draw",
  title: "A view of the architecture",
  description:
    "A diagram of the recovered architecture as Mermaid, compiled from the files: containers, context, deployment, data and others. Show it as it is; do not draw one yourself.",
  input: {
    type: "object",
    properties: {
      view: { type: "string", description: "containers, context, deployment, data …; containers unless said otherwise" },
      system: { type: "string", description: "One system of several." },
      component: { type: "string", description: "Only this component and its neighbours." },
    },
  },
  async answer(architect, input, cancel) {
    const [view = "containers", system, name] = [input("view"), input("system"), input("component")];
    const overview = await architect.overview(cancel);
    const component = called(overview, name);
    if (name !== undefined && component === undefined) return nobodyCalled(overview, name);
    const views = await architect.views(cancel);
    if (!views.some(({ id }) => id === view)) return `There is no such view. There are: ${views.map(({ id }) => id).join(", ")}`;
    const drawing = await architect.draw(
      view,
      { ...(system === undefined ? {} : { system }), ...(component === undefined ? {} : { focus: [component.ref], hops: 1 }) },
      cancel,
    );
    return drawing === undefined ? "There is nothing to draw." : linesUpTo(drawing.mermaid.trimEnd().split("\n"));
  },
};
