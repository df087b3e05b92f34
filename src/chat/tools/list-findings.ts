import { whereIs } from "../markdown.ts";
import { called, idOf, nobodyCalled } from "./components.ts";
import { linesUpTo, type Tool } from "./tool.ts";

export const listFindings: Tool = {
  name: "architect_findings",
  title: "Findings of the review",
  description:
    "What the rules found wrong with the recovered architecture: severity, rule, what it is about, message, remedy and place. Narrow it by component, severity, rule, or a file or folder.",
  input: {
    type: "object",
    properties: {
      component: { type: "string", description: "Only what is about this component: its id or name." },
      severity: { type: "string", enum: ["error", "warning", "note"] },
      rule: { type: "string", description: "Only this rule." },
      path: { type: "string", description: "Only this file or folder, relative to the workspace." },
    },
  },
  async answer(architect, input, cancel) {
    const { findings, overview } = await architect.review({}, cancel);
    const [name, severity, rule, path] = [input("component"), input("severity"), input("rule"), input("path")?.replace(/^\.\/|\/+$/g, "")];
    const component = called(overview, name);
    if (name !== undefined && component === undefined) return nobodyCalled(overview, name);
    const lines = findings.flatMap((it, index) => {
      const wanted =
        (component === undefined || it.about.includes(component.ref)) &&
        (severity === undefined || it.severity === severity) &&
        (rule === undefined || it.rule === rule) &&
        (path === undefined || it.places.some(({ file }) => file === path || file.startsWith(`${path}/`)));
      const about = it.about.map((ref) => idOf({ ref })).join(" ");
      return wanted
        ? [`- ⟦F${index + 1}⟧ ${it.severity}, ${it.rule}, about ${about}: ${it.message} (${whereIs(it.places[0])}) Remedy: ${it.remedy}`]
        : [];
    });
    return lines.length === 0 ? "No finding is like that." : linesUpTo(lines);
  },
};
