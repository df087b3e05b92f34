import type { Overview } from "../../protocol.ts";
import { componentsOf, dependentsOf, stores } from "../facts.ts";
import type { Question } from "../questions/question.ts";

/** The questions' examples, about components that are really there. */
export function examplesFor(overview: Overview, questions: readonly Question[]): readonly string[] {
  const all = componentsOf(overview).filter((it) => it.standing === "inside");
  const reach = new Map(all.map((it) => [it.ref, dependentsOf(overview, it).length]));
  const busiest = [...all].sort((a, b) => (reach.get(b.ref) ?? 0) - (reach.get(a.ref) ?? 0));
  const store = busiest.find((it) => stores.has(it.kind)) ?? busiest[0];
  const component = busiest.find((it) => it.uses.length > 0 && it.ref !== store?.ref) ?? busiest[0];
  return questions
    .map((it) =>
      it.example.replaceAll("`{component}`", () => component?.name ?? "billing").replaceAll("`{store}`", () => store?.name ?? "db"),
    )
    .filter((it, index, list) => list.indexOf(it) === index);
}
