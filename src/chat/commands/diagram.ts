import { commands, type Overview, type PlacedDrawing, type ViewLine } from "../../protocol.ts";
import { at, code, fence, joined, listed, md, paragraphs, plain, points } from "../markdown.ts";
import { canPropose, proposal } from "../proposal/answer.ts";
import { requestIn } from "../requests.ts";
import { type Scope, scopeOf } from "../scope.ts";
import { isEmpty, nothingHere } from "../standing.ts";
import type { Answer, ChatCommand, Piece } from "../turn.ts";
import { count } from "../words.ts";

export const diagram: ChatCommand = {
  name: "diagram",
  description: "Draw the architecture, or the part around one component",
  usage: "[a view] [a component, a system or a variant]",
  async answer(turn) {
    const [overview, views] = await Promise.all([turn.architect.overview(turn.cancel), turn.architect.views(turn.cancel)]);
    if (isEmpty(overview) && canPropose(overview)) return proposal(turn, overview);
    if (isEmpty(overview)) return { references: [], body: nothingHere(overview), buttons: [], followups: [], ask: undefined };
    const scope = scopeOf(overview, turn.prompt, turn.about);
    const endpoint = requestIn(turn.prompt);
    const options = { ...optionsOf(scope, overview, turn.about), ...(endpoint === undefined ? {} : { endpoint }) };
    const view = endpoint === undefined ? (viewOf(views, turn.prompt) ?? views[0]?.id ?? "containers") : "sequence";
    const whole = await turn.architect.draw(view, options, turn.cancel);
    const namespace = wordsIn(turn.prompt).find((it) => whole?.parts?.includes(it));
    const drawing = namespace === undefined ? whole : await turn.architect.draw(view, { ...options, namespace }, turn.cancel);
    const unknown = (endpoint === undefined ? unknownWords(views, turn.prompt, scope) : []).filter((it) => it !== namespace);
    if (drawing === undefined)
      return {
        references: [],
        body: md`**There is nothing to draw in this view.** ${ways(views)}`,
        buttons: [],
        followups: [],
        ask: undefined,
      };
    const [central] = drawing.boxes
      .filter(({ ref }) => ref?.startsWith("component:") === true)
      .sort((a, b) => degree(drawing, b.id) - degree(drawing, a.id));
    return {
      references: drawing.boxes.flatMap(({ places }) => places.slice(0, 1)),
      drawing: { drawing, title: drawing.title },
      body: paragraphs(
        unknown.length === 0
          ? []
          : md`I know no view and no component called ${listed(
              unknown.map((it) => [code(it)]),
              4,
            )}, so this is the whole. ${ways(views)}`,
        md`**${drawing.title}:** ${count(drawing.boxes.length, "box", "boxes")}, ${count(drawing.arrows.length, "arrow")}. A click on one, in the panel, opens what proves it.`,
        [fence(drawing.mermaid, "mermaid")],
        drawing.omitted === undefined ? [] : md`${drawing.omitted}${partly(drawing, namespace)}`,
        readAs(drawing),
      ),
      buttons: [
        { title: "Open the whole diagram", command: commands.showDiagram, arguments: [view] },
        { title: "Review the workspace", command: commands.reviewWorkspace, arguments: [] },
      ],
      followups: [
        ...(central === undefined ? [] : [`What stops working when ${central.name} is down?`, `Who calls ${central.name}?`]),
        "Which connections are only inferred?",
      ],
      ask: askOf(turn.prompt),
    };
  },
};

/** A view by its id, its title, or either in the other number: "container" is `containers`. */
function viewOf(views: readonly ViewLine[], prompt: string): string | undefined {
  const words = wordsIn(prompt);
  return views.find((it) => words.some((word) => isView(it, word)))?.id;
}
const isView = (view: ViewLine, word: string): boolean => [view.id, view.title].some((name) => singular(name) === singular(word));
const singular = (word: string): string => word.toLowerCase().replace(/s$/, "");
const wordsIn = (prompt: string): readonly string[] =>
  prompt
    .split(/[\s,;]+/)
    .map((it) => it.replace(/^[`'"(]+|[`'")?!.,:]+$/g, ""))
    .filter((it) => it !== "");

function optionsOf(scope: Scope, overview: Overview, attached: readonly string[]) {
  const within =
    attached.length === 0
      ? []
      : overview.systems
          .flatMap((it) => it.components)
          .filter(
            ({ place }) =>
              place !== undefined && attached.some((path) => path === "" || place.file === path || place.file.startsWith(`${path}/`)),
          );
  // A file that a variant goes by is, to a picture, the variant.
  const variant = scope.variant ?? overview.systems.flatMap((it) => it.variants).find(({ id }) => scope.paths.includes(id));
  const focus = scope.members.length > 0 ? scope.members.map(({ line }) => line.ref) : within.map(({ ref }) => ref);
  return {
    ...(scope.system === undefined ? {} : { system: scope.system }),
    ...(variant === undefined ? {} : { variant: variant.id, system: variant.system }),
    ...(focus.length === 0 ? {} : { focus, hops: 1 }),
  };
}

/** One or two words that fit nothing; a sentence is not a name. */
function unknownWords(views: readonly ViewLine[], prompt: string, scope: Scope): readonly string[] {
  const words = wordsIn(prompt);
  if (words.length > 3 || scope.members.length + scope.paths.length > 0 || scope.variant !== undefined || scope.system !== undefined)
    return [];
  return words.filter(
    (word) =>
      !views.some((it) => isView(it, word)) && !/^(?:a|an|the|of|for|all|everything|whole|view|diagram|please|show|draw|me)$/i.test(word),
  );
}

const ways = (views: readonly ViewLine[]): readonly Piece[] =>
  md`Views: ${listed(views.map((it) => [code(it.id)]))}. A component's name shows it with its neighbours.`;

/** How to see one part of what is too large for one picture. */
const partly = ({ view, parts = [] }: PlacedDrawing, namespace: string | undefined): readonly Piece[] =>
  namespace !== undefined || parts[0] === undefined ? [] : md` For example: ${[code(`/diagram ${view} ${parts[0]}`)]}.`;

/** How to read it, and which arrows to doubt: those that nothing declares. */
function readAs(drawing: PlacedDrawing): readonly Piece[] {
  const names = new Map(drawing.boxes.map((it) => [it.id, it.name]));
  const dotted = drawing.arrows.filter((it) => it.dotted);
  if (drawing.arrows.length === 0) return ["No connection between them is in the files that I read."];
  if (dotted.length === 0) return ["Every arrow is declared by a file that runs."];
  return joined(
    [
      md`${dotted.length} of ${count(drawing.arrows.length, "arrow")} dotted: inferred from start order or a convention, not from an address. Worth checking:`,
      points(
        dotted.map(
          ({ from, to, places: [place] }) =>
            md`${[plain(`${names.get(from) ?? from} → ${names.get(to) ?? to}`)]}${place === undefined ? [] : md`: ${place.says} ${at(place)}`}`,
        ),
        6,
      ),
    ],
    "\n\n",
  );
}

const degree = (drawing: PlacedDrawing, id: string): number => drawing.arrows.filter((it) => it.from === id || it.to === id).length;

/** A picture speaks for itself; a model is asked only when somebody wrote a sentence. */
const askOf = (prompt: string): Answer["ask"] =>
  prompt.trim().split(/\s+/).length < 4
    ? undefined
    : `The diagram above was compiled from the architecture and is already shown. Answer what the reader asked about it, in at most 150 words; draw nothing: ${prompt.trim()}`;
