/** What somebody wants to correct, found in what is known now; and how a correction names it. Knows no editor. */
import type { ComponentLine, Overview } from "../../protocol.ts";

/** A component, with the system it is in. */
export interface Known {
  readonly system: string;
  readonly line: ComponentLine;
}

export type Subject = { readonly what: "box"; readonly it: Known } | { readonly what: "arrow"; readonly from: Known; readonly to: Known };

export const componentsOf = ({ systems }: Overview): readonly Known[] =>
  systems.flatMap(({ id, components }) => components.map((line) => ({ system: id, line })));

/** From an entry of the side bar, a box (`{ ref }`) or an arrow (`{ from, to }`) of a drawing; `undefined` = it names nothing that is here. */
export function subjectOf(given: unknown, overview: Overview): Subject | undefined {
  const fields = fieldsOf(given);
  const known = (ref: unknown): Known | undefined => componentsOf(overview).find(({ line }) => line.ref === ref);
  const [from, to] = [known(fields["from"]), known(fields["to"])];
  if (from !== undefined && to !== undefined) return { what: "arrow", from, to };
  const it = known(fields["ref"] ?? fieldsOf(fields["line"])["ref"]);
  return it && { what: "box", it };
}

const fieldsOf = (it: unknown): Readonly<Record<string, unknown>> =>
  typeof it === "object" && it !== null ? (it as Readonly<Record<string, unknown>>) : {};

/** `billing`; `clinic/billing` where another system has one, too, or where the name itself has a slash in it. */
export function nameOf({ system, line }: Known, overview: Overview): string {
  const called = line.name.toLowerCase();
  const answers = ({ name, aliases }: ComponentLine): boolean => [name, ...aliases].some((it) => it.toLowerCase() === called);
  const systems = new Set(componentsOf(overview).flatMap((it) => (answers(it.line) ? [it.system] : [])));
  return systems.size > 1 || line.name.includes("/") ? `${system}/${line.name}` : line.name;
}

/** "api of compose.yaml": what a reader of the line wants to know without looking for it. */
export const whence = ({ line: { name, place } }: Known): string => (place == null ? name : `${name} of ${place.file}`);

/** Names that files give to one component, in pairs, and why they are taken for one. What a correction has joined is undone in its line. */
export const joinedIn = ({ merged = [] }: ComponentLine): NonNullable<ComponentLine["merged"]> =>
  merged.filter(({ reason }) => !reason.startsWith("A correction says"));
