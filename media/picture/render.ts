/** Mermaid lays out and measures; what it makes is cleaned of everything but geometry and text. Colours are the style sheet's. */
import mermaid from "mermaid";
import { refusal } from "./admit.ts";
import { cleaned } from "./clean.ts";

export type Rendered =
  | { readonly ok: true; readonly svg: SVGSVGElement }
  | { readonly ok: false; readonly stage: "parse" | "layout"; readonly message: string };

/** What text is measured with: the same as it is shown with. */
export interface Font {
  readonly family: string;
  /** Pixels. */
  readonly size: number;
}

const secure = [
  "secure",
  "securityLevel",
  "startOnLoad",
  "maxTextSize",
  "maxEdges",
  "suppressErrorRendering",
  "themeCSS",
  "themeVariables",
  "theme",
  "htmlLabels",
  "fontFamily",
  "altFontFamily",
  "layout",
  "look",
  "flowchart",
  "dompurifyConfig",
];

/** The first that succeeds draws: ELK's lines are the ones that can be followed, and dagre lays out what ELK stumbles over. */
const engines = ["elk", "dagre"] as const;
type Engine = (typeof engines)[number];

let configured = "";

/** Mermaid takes a while to think over its settings: only others than before are told. */
function configure({ family, size }: Font, layout: Engine): void {
  const wanted = `${layout} ${size} ${family}`;
  if (wanted === configured) return;
  configured = wanted;
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    secure,
    suppressErrorRendering: true,
    logLevel: "fatal",
    htmlLabels: false,
    layout,
    look: "classic",
    theme: "base",
    fontFamily: family,
    themeVariables: { fontFamily: family, fontSize: `${size}px` },
    maxTextSize: 50_000,
    maxEdges: 500,
    flowchart: {
      curve: layout === "elk" ? "rounded" : "basis",
      nodeSpacing: 32,
      rankSpacing: 44,
      padding: 12,
      diagramPadding: 12,
      wrappingWidth: 240,
      subGraphTitleMargin: { top: 6, bottom: 14 },
    },
  });
}

let renders = 0;
/** Pictures already made, by their text: going back costs nothing. */
const made = new Map<string, SVGSVGElement>();
const kept = 12;

/**
 * A text as a picture that has nothing but geometry in it. It is made anew only when the text or the font is another one.
 * @param workshop an element of the page, in its styles but not in sight, where Mermaid measures
 */
export async function render(text: string, font: Font, workshop: Element): Promise<Rendered> {
  const key = `${font.size} ${font.family}\n${text}`;
  const known = made.get(key);
  if (known !== undefined) return { ok: true, svg: copyOf(known) };

  const refused = refusal(text);
  if (refused !== undefined) return { ok: false, stage: "parse", message: refused };
  let failure: unknown;
  for (const engine of engines) {
    configure(font, engine);
    try {
      const { svg } = await mermaid.render(`picture${++renders}`, text, workshop);
      const clean = cleaned(svg);
      if (clean === undefined) return { ok: false, stage: "layout", message: "Mermaid made no picture of it." };
      if (made.size >= kept) made.delete(made.keys().next().value ?? "");
      made.set(key, clean);
      return { ok: true, svg: copyOf(clean) };
    } catch (error) {
      failure = error;
      if (engine === engines[0] && !(await parses(text))) return { ok: false, stage: "parse", message: sentence(error) };
    } finally {
      workshop.replaceChildren(); // what a failure left behind
    }
  }
  return { ok: false, stage: "layout", message: sentence(failure) };
}

/** Asked only when something has failed: then it is one of two kinds of failure. */
const parses = (text: string): Promise<boolean> =>
  mermaid.parse(text).then(
    () => true,
    () => false,
  );

const copyOf = (svg: SVGSVGElement): SVGSVGElement => svg.cloneNode(true) as SVGSVGElement;

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 1000);
