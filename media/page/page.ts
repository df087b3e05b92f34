/** The page around the picture: who stands where, and who tells whom. */
import type { PlacedDrawing, PlacedFinding, ToPanel } from "../../src/protocol.ts";
import { remember, remembered, send } from "../host.ts";
import { t } from "../l10n.ts";
import { badgesFor, pinBadges } from "../picture/badges.ts";
import { painted } from "../picture/canvas.ts";
import { changesBetween, samePicture } from "../picture/changes.ts";
import { cornerTitles, decodedLabels, markedTables, placeRows, softCorners, withoutEmptyLabels } from "../picture/compose.ts";
import { nameForDistance } from "../picture/distance.ts";
import { type Part, rowsOf } from "../picture/parts.ts";
import type { Font } from "../picture/render.ts";
import { createStage } from "../picture/stage.ts";
import { standalone } from "../picture/standalone.ts";
import { arrowWords, boxWords, countsOf, type Names, spokenWords } from "../words.ts";
import { element } from "./element.ts";
import { createLegend } from "./legend.ts";
import { createEmpty, createNotice } from "./notice.ts";
import { createOutline } from "./outline.ts";
import { createProof } from "./proof.ts";
import { createReport } from "./report.ts";
import { createSearch } from "./search.ts";
import { createToolbar, type Taken } from "./toolbar.ts";
import { visible } from "./visible.ts";

type Draw = Extract<ToPanel, { type: "draw" }>;

/** The text in boxes, in pixels. */
const textSize = 14;

export function createPage(body: HTMLElement) {
  let memory = remembered();
  let drawing: PlacedDrawing | undefined;
  let names: Names = new Map();
  let findings: ReadonlyMap<string, { readonly count: number }> = new Map();

  const stage = createStage({
    open: (part) => open(part.id),
    point(part) {
      proof.show(part, names);
      outline.current(part?.id);
    },
    scale: (scale) => toolbar.scale(scale),
    actions: (part) => send({ type: "actions", id: part.id }),
    openRow: (part, row) => send({ type: "open-row", id: part.id, row }),
    only,
    spoken: (part) => spokenWords(part, names, findings.get(part.id)?.count ?? 0, rowsOf(part)),
  });
  const search = createSearch({ found: (ids) => stage.emphasise(ids, "searching"), go: (id) => stage.reveal(id) });
  const toolbar = createToolbar(
    {
      go: (to) => send({ type: "go", to }),
      choose: (system, variant) => send({ type: "show-variant", system, variant }),
      zoom: (factor) => stage.zoom(factor),
      fit: () => stage.refit(),
      whole: () => stage.scaleTo(1),
      toggle: (what) => {
        keep({ [what]: !memory[what] });
        arrange();
      },
      take: (what) => void take(what),
      hops: (to) => send({ type: "hops", to }),
      ask: () => send({ type: "ask-chat" }),
    },
    search.root,
  );
  const outline = createOutline({ open, row: (id, row) => send({ type: "open-row", id, row }), point: (id) => stage.pointAt(id) });
  const report = createReport({
    open: (id) => send({ type: "open-finding", id }),
    point: (finding) => stage.emphasise(finding && boxesAbout(finding), "pointing"),
  });
  const legend = createLegend({ filter: (out) => stage.filter(out) });
  const proof = createProof();
  const notice = createNotice();
  const empty = createEmpty();
  const omitted = element("p", { class: "omitted", hidden: true });
  const workshop = element("div", { class: "picture workshop", "aria-hidden": "true" });

  const middle = element("main", {}, notice.root, stage.root, empty.root, legend.root, omitted, workshop);
  const layout = element(
    "div",
    { class: "page blank" },
    toolbar.root,
    element("div", { class: "columns" }, outline.root, middle, report.root),
    proof.root,
  );
  body.replaceChildren(layout);
  arrange();

  function keep(change: Partial<typeof memory>): void {
    memory = { ...memory, ...change };
    remember(memory);
  }
  function arrange(): void {
    legend.root.hidden = !memory.legend || drawing === undefined;
    outline.root.classList.toggle("unseen", !memory.outline);
    toolbar.pressed("legend", memory.legend);
    toolbar.pressed("outline", memory.outline);
  }

  /** Only what a file proves can be opened. */
  function open(id: string): void {
    const box = drawing?.boxes.find((it) => it.id === id);
    const arrow = drawing?.arrows.find((it) => it.id === id);
    if (box !== undefined && box.places.length > 0) send({ type: "open-box", id });
    if (arrow !== undefined && arrow.places.length > 0) send({ type: "open-arrow", id });
  }

  function boxesAbout({ about }: PlacedFinding): ReadonlySet<string> {
    const refs = new Set<string>(about);
    return new Set(drawing?.boxes.filter((it) => it.ref && refs.has(it.ref)).map((it) => it.id));
  }

  /** A box that stands for several cannot stand alone. */
  function only(part: Part): void {
    if (part.what === "box" && part.box.ref) send({ type: "focus", id: part.id });
  }

  async function take(what: Taken): Promise<void> {
    const now = stage.shown;
    if (drawing === undefined || now === undefined) return;
    const paper = getComputedStyle(layout).backgroundColor;
    const svg = (): string => stage.closely(() => standalone(now.svg, now.bounds, paper));
    const png = (): Promise<Blob> => {
      const canvas = stage.closely(() => painted(now.svg, now.bounds, paper));
      return new Promise((done, fail) => canvas.toBlob((it) => (it === null ? fail(new Error("no pixels")) : done(it)), "image/png"));
    };
    try {
      switch (what) {
        case "copy-mermaid":
          await navigator.clipboard.writeText(drawing.mermaid);
          break;
        case "copy-svg":
          await navigator.clipboard.writeText(svg());
          break;
        case "copy-png":
          await navigator.clipboard.write([new ClipboardItem({ "image/png": await png() })]);
          break;
        case "save-svg":
          return send({ type: "export", what: "svg", content: svg() });
        case "save-png":
          return send({ type: "export", what: "png", content: base64(await (await png()).arrayBuffer()) });
        case "save-mermaid":
          return send({ type: "export", what: "mermaid" });
        case "save-report":
          return send({ type: "export", what: "report" });
        case "copy-report":
          return send({ type: "copy-report" });
      }
      toolbar.copied();
    } catch {
      notice.show(t("The clipboard is not available here."), "failed");
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const key = keys[event.key];
    if (key === undefined || drawing === undefined) return;
    event.preventDefault();
    key();
  });
  const keys: Readonly<Record<string, () => void>> = {
    "+": () => stage.zoom(1.25),
    "=": () => stage.zoom(1.25),
    "-": () => stage.zoom(1 / 1.25),
    "0": () => stage.refit(),
    "1": () => stage.scaleTo(1),
    "/": () => search.focus(),
  };

  document.addEventListener("contextmenu", (event) => {
    const line = event.target instanceof Element ? event.target.closest<HTMLElement>(".outline [data-for]") : null;
    if (line === null) return;
    event.preventDefault();
    send({ type: "actions", id: line.dataset["for"] ?? "" });
  });

  function describe(message: Draw): void {
    const shown = message.drawing;
    drawing = shown;
    toolbar.show({
      title: message.title,
      about: [shown.system, (shown.choices ?? []).some(({ variants }) => variants.length > 1) ? undefined : shown.variant].flatMap((it) =>
        it ? [it] : [],
      ),
      choices: shown.choices ?? [],
      position: message.position,
      around: message.around ?? undefined,
    });
    report.show(message.report ?? undefined);
    outline.show(shown, names);
    proof.rest(t("{0}. Click or press Enter on one to see the line that proves it.", countsOf(shown)));
    omitted.hidden = !shown.omitted;
    omitted.textContent = visible(shown.omitted ?? "");
    search.show([
      ...shown.boxes.map((it) => ({ id: it.id, words: boxWords(it) })),
      ...shown.arrows.map((it) => ({ id: it.id, words: arrowWords(it, names) })),
    ]);
    layout.classList.remove("blank");
    arrange();
  }

  return {
    workshop,
    font: (): Font => ({ family: getComputedStyle(layout).fontFamily, size: textSize }),

    draw(message: Draw, svg: SVGSVGElement, before: PlacedDrawing | undefined): { readonly boxes: number; readonly arrows: number } {
      const same = before !== undefined && samePicture(before, message.drawing);
      names = namesIn(message.drawing, svg);
      const badges = badgesFor(message.drawing.boxes, message.report?.findings ?? []);
      findings = badges;
      markedTables(svg);
      placeRows(svg, textSize);
      cornerTitles(svg);
      softCorners(svg);
      withoutEmptyLabels(svg);
      decodedLabels(svg);
      empty.show(undefined);
      describe(message);
      stage.show(svg, message.drawing, same);
      pinBadges(stage.parts, badges);
      if (same) stage.mark(changesBetween(before, message.drawing));
      nameForDistance(svg, stage.parts);
      legend.show(stage.parts, new Set(badges.keys()));
      const parts = [...stage.parts.values()];
      return { boxes: parts.filter(isBox).length, arrows: parts.filter((it) => !isBox(it)).length };
    },

    /** The last good picture stays; where there is none, the outline still says it in words. */
    failed(message: Draw, before: PlacedDrawing | undefined, stage: "parse" | "layout", why: string): void {
      const words =
        stage === "parse" ? t("The text of this drawing cannot be read: {0}", why) : t("This drawing could not be laid out: {0}", why);
      if (before !== undefined) {
        notice.show(words, "failed");
        return;
      }
      names = new Map(message.drawing.boxes.map((it) => [it.id, it.name]));
      describe(message);
      empty.show(words);
    },
    stale: (message: string | undefined): void => notice.show(message, "stale"),
    empty(message: string): void {
      drawing = undefined;
      stage.clear();
      toolbar.clear();
      notice.show(undefined);
      report.show(undefined);
      outline.root.replaceChildren();
      layout.classList.add("blank");
      empty.show(message);
      arrange();
    },
  };
}

/** In pieces: a function takes only so many arguments. */
function base64(bytes: ArrayBuffer): string {
  const all = new Uint8Array(bytes);
  let text = "";
  for (let at = 0; at < all.length; at += 8192) text += String.fromCharCode(...all.subarray(at, at + 8192));
  return btoa(text);
}

const isBox = (part: Part): boolean => part.what === "box";

/** Boundaries have no entry of their own: their name is what is written on them. */
function namesIn({ boxes }: PlacedDrawing, svg: SVGSVGElement): Names {
  const names = new Map(boxes.map((it) => [it.id, it.name]));
  for (const cluster of svg.querySelectorAll("g.cluster")) {
    const id = /-(g\d+)$/.exec(cluster.id)?.[1];
    if (id !== undefined) names.set(id, cluster.querySelector("g.cluster-label")?.textContent?.trim() ?? id);
  }
  return names;
}
