import { commands } from "../../protocol.ts";
import { type Link, linksOf, pathBetween } from "../facts.ts";
import { linked, md, paragraphs, points } from "../markdown.ts";
import { mentionsIn } from "../mentions.ts";
import { forStack, playbookFor } from "../playbooks.ts";
import { portrait } from "../portrait.ts";
import { canPropose, mayPropose } from "../proposal/answer.ts";
import { hop } from "../questions/links.ts";
import { isEmpty, nothingHere, sizeOf } from "../standing.ts";
import { isStore, longestChain, names, shared } from "../topics/shape.ts";
import { type Dossier, dossierOf } from "../topics/topic.ts";
import type { Answer, ChatCommand, Piece, Turn } from "../turn.ts";

/** How it works: a component, the way from one to another, or the whole as somebody would tell it to a new colleague. */
export const explain: ChatCommand = {
  name: "explain",
  description: "Explain a component, a connection or the whole, with the lines that prove it",
  usage: "[a component, or two of them]",
  async answer(turn) {
    const overview = await turn.architect.overview(turn.cancel);
    if (isEmpty(overview))
      return {
        references: [],
        body: paragraphs(nothingHere(overview), canPropose(overview) ? mayPropose() : []),
        buttons: [],
        followups: canPropose(overview) ? ["/diagram", "/requirements"] : [],
        ask: undefined,
      };
    const { findings } = await turn.architect.review({}, turn.cancel);
    const dossier = dossierOf(overview, findings, { rules: ["*"] });
    const mentions = mentionsIn(overview, turn.prompt.slice(0, 1000));
    const [first, second, third] = mentions;
    const guide = playbookFor(turn.prompt);
    const common = {
      buttons: [{ title: "Show the diagram", command: commands.showDiagram, arguments: ["containers"] }],
      ask: `What the files say was computed and is already shown. Explain it to a colleague who is new to this system, in at most 250 words: why it is probably built so, what is unusual about it, what one has to know before changing it. Mark what you only assume.${turn.prompt.trim() === "" ? "" : ` They asked: ${turn.prompt.trim()}`}`,
      playbook: guide === undefined ? undefined : forStack(guide.body, overview),
    } as const;

    if (first !== undefined && second !== undefined && third === undefined) {
      const forth = pathBetween(overview, first.line, second.line) ?? pathBetween(overview, second.line, first.line);
      const body =
        forth === undefined
          ? md`**Nothing that I read connects ${linked(first.line.name, first.line.place)} and ${linked(second.line.name, second.line.place)}.** A connection that is made only at run time would not be seen here.`
          : md`**${linked(forth[0]?.from.name ?? first.line.name, forth[0]?.from.place)} reaches ${linked(forth.at(-1)?.use.name ?? second.line.name, forth.at(-1)?.to?.place)} in ${String(forth.length)} ${forth.length === 1 ? "step" : "steps"}:**\n\n${points(forth.map(hop))}`;
      return {
        ...common,
        references: placesOf(forth ?? []),
        body,
        followups: [`What is ${first.line.name}?`, `What is ${second.line.name}?`],
        drawing: await around(
          turn,
          mentions.map(({ line }) => line.ref),
        ),
      };
    }
    if (first !== undefined)
      return {
        ...common,
        references: first.line.place === undefined ? [] : [first.line.place],
        body: paragraphs(...mentions.slice(0, 3).map(({ line }) => portrait(overview, line, findings))),
        followups: [`What stops working when ${first.line.name} is down?`, `Who calls ${first.line.name}?`],
        drawing: await around(
          turn,
          mentions.map(({ line }) => line.ref),
        ),
      };
    return {
      ...common,
      references: placesOf(dossier.links.slice(0, 10)),
      body: story(dossier),
      followups: ["What should we fix first?", "Which connections are only inferred?"],
      drawing: await around(turn, []),
    };
  },
};

/** The whole, from the way in to where the data is kept. */
function story(dossier: Dossier): readonly Piece[] {
  const { overview, inside, links } = dossier;
  const called = new Set(links.map(({ use }) => use.to));
  const of = (...kinds: readonly string[]) => inside.filter((it) => kinds.includes(it.kind));
  const doors = inside.filter((it) => it.published.length > 0 || it.kind === "gateway" || (it.kind === "frontend" && !called.has(it.ref)));
  const chain = longestChain(dossier);
  const calls = ({ use, to }: Link): boolean => use.style === "call" && (to === undefined || !isStore(to));
  const section = (heading: string, items: readonly (readonly Piece[])[]): readonly Piece[] =>
    items.length === 0 ? [] : md`### ${heading}\n\n${points(items)}`;
  return paragraphs(
    md`**${overview.workspace}:** ${sizeOf(overview)}.`,
    section(
      "The way in",
      doors.map(
        (it) =>
          md`${linked(it.name, it.place)}${[it.published.length === 0 ? "" : ` on port ${it.published.map(({ port }) => port).join(", ")}`]}`,
      ),
    ),
    section("Who calls whom", links.filter(calls).map(hop)),
    section("Where data is kept", [
      ...of("database", "cache", "search", "storage").map((it) => {
        const users = linksOf(overview)
          .filter(({ use }) => use.to === it.ref)
          .map(({ from }) => from);
        return md`${linked(it.name, it.place)}${[it.technology === undefined ? "" : ` (${it.technology})`]}: ${users.length === 0 ? ["nobody here names it"] : names([...new Map(users.map((one) => [one.ref, one])).values()])}`;
      }),
    ]),
    section("What happens later", links.filter(({ use }) => use.style === "message").map(hop)),
    section("Worth knowing", [
      ...(chain.length > 2 ? [md`The longest chain of calls has ${String(chain.length)} parts.`] : []),
      ...shared(dossier).map(({ store, users }) => md`${linked(store.name, store.place)} is shared by ${names(users)}.`),
    ]),
  );
}

const placesOf = (links: readonly Link[]): Answer["references"] => links.flatMap(({ use }) => use.place ?? []);

async function around(turn: Turn, focus: readonly Link["from"]["ref"][]): Promise<Answer["drawing"]> {
  const options = focus.length === 0 ? {} : { focus, hops: 1 };
  const drawing = await turn.architect.draw("containers", options, turn.cancel).catch(() => undefined);
  return drawing && { drawing, title: drawing.title };
}
