/** The picture in its window: camera, focus and emphasis, and how they survive a redraw. */
import type { PlacedDrawing } from "../../src/protocol.ts";
import { type Camera, first, following, panned, type Rect, type Scale, showing, viewBox, whole, zoomed } from "../camera/camera.ts";
import { listen } from "../camera/gestures.ts";
import { t } from "../l10n.ts";
import { element } from "../page/element.ts";
import { type Direction, type Stop, walk } from "../walk.ts";
import { type Changes, keysOf } from "./changes.ts";
import { type Part, type Parts, partAt, partsOf, rectOf, stopsOf } from "./parts.ts";

export interface StageEvents {
  open(part: Part): void;
  /** Under the pointer or the focus; `undefined` = nothing is. */
  point(part: Part | undefined): void;
  scale(scale: Scale): void;
  /** Asked for with the right button or the menu key. */
  actions(part: Part): void;
  /** A row of a table, counted from 0. */
  openRow(part: Part, row: number): void;
  only(part: Part): void;
  spoken(part: Part): string;
}

interface Shown {
  readonly svg: SVGSVGElement;
  readonly drawing: PlacedDrawing;
  readonly parts: Parts;
  readonly stops: readonly Stop[];
  readonly keys: ReadonlyMap<string, string>;
  readonly bounds: Rect;
}

/** Below this scale details are specks: names are written large instead, and arrows lose their words. */
const legible: Scale = 0.62;

export function createStage(events: StageEvents) {
  const root = element("div", { class: "stage picture", role: "group", "aria-label": t("Drawing") });
  let shown: Shown | undefined;
  let camera: Camera = { x: 0, y: 0, scale: 1 };
  let chosen = false;
  /** The box or arrow that Tab comes back to. */
  let current: string | undefined;

  const size = () => ({ width: root.clientWidth, height: root.clientHeight });
  const middle = () => ({ x: root.clientWidth / 2, y: root.clientHeight / 2 });

  function look(next: Camera, byHand: boolean): void {
    camera = next;
    chosen = byHand;
    shown?.svg.setAttribute("viewBox", viewBox(camera, size()));
    root.classList.toggle("far", camera.scale < legible);
    events.scale(camera.scale);
  }
  const zoom = (factor: number, at = middle()): void => look(zoomed(camera, factor, at), true);
  const pan = (by: { readonly x: number; readonly y: number }): void => {
    if (shown !== undefined) look(panned(camera, by, shown.bounds, size()), true);
  };
  const refit = (): void => {
    if (shown !== undefined) look(whole(shown.bounds, size()), false);
  };

  /** Makes a part the one that Tab comes back to. */
  function choose(id: string | undefined): void {
    const before = current === undefined ? undefined : shown?.parts.get(current);
    before?.element.setAttribute("tabindex", "-1");
    current = id;
    if (id !== undefined) shown?.parts.get(id)?.element.setAttribute("tabindex", "0");
  }
  function focus(id: string): void {
    const part = shown?.parts.get(id);
    if (shown === undefined || part === undefined) return;
    choose(id);
    part.element.focus({ preventScroll: true });
    const next = showing(camera, rectOf(shown.svg, part.element), size());
    if (next.x !== camera.x || next.y !== camera.y) look(next, true);
  }

  /** The lit ones stand out from all others; none given = all are equal. */
  function emphasise(ids: ReadonlySet<string> | undefined, how: "tracing" | "searching" | "pointing"): void {
    root.classList.toggle(how, ids !== undefined);
    for (const part of shown?.parts.values() ?? []) {
      for (const it of part.elements) it.classList.toggle(`lit-${how}`, ids?.has(part.id) ?? false);
    }
  }

  /** What a filter has taken out is pale, and nobody comes across it. */
  let out: ReadonlySet<string> = new Set();
  const stopsLeft = (): readonly Stop[] => (shown?.stops ?? []).filter(({ id }) => !out.has(id));
  function filter(ids: ReadonlySet<string> | undefined): void {
    out = ids ?? new Set();
    for (const part of shown?.parts.values() ?? []) for (const it of part.elements) it.classList.toggle("out", out.has(part.id));
    if (current !== undefined && out.has(current)) choose(stopsLeft()[0]?.id);
  }

  /** A part with what it touches. */
  function around(part: Part): ReadonlySet<string> {
    const near = new Set([part.id]);
    for (const other of shown?.parts.values() ?? []) {
      if (other.what !== "arrow") continue;
      const { from, to } = other.arrow;
      if (part.id === from || part.id === to || part.id === other.id) for (const id of [other.id, from, to]) near.add(id);
    }
    return near;
  }

  /** As if the pointer were on a part: it stands out, its neighbours stay, and what it is is said. */
  function pointAt(id: string | undefined): void {
    const part = id === undefined ? undefined : shown?.parts.get(id);
    emphasise(part && around(part), "tracing");
    emphasise(part && new Set([part.id]), "pointing");
    events.point(part);
  }

  listen(root, { pan, zoom });
  root.addEventListener("click", (event) => {
    const part = shown && partAt(shown.parts, event.target);
    if (part === undefined) return;
    choose(part.id);
    const row = event.target instanceof Element ? event.target.closest<SVGElement>("[data-row]")?.dataset["row"] : undefined;
    if (row === undefined) events.open(part);
    else events.openRow(part, Number(row));
  });
  root.addEventListener("contextmenu", (event) => {
    const part = shown && partAt(shown.parts, event.target);
    event.preventDefault(); // the browser's own menu has nothing to offer here
    if (part === undefined) return;
    choose(part.id);
    events.actions(part);
  });
  root.addEventListener("pointerover", (event) => {
    const part = shown && partAt(shown.parts, event.target);
    emphasise(part && around(part), "tracing");
    events.point(part ?? (shown && partAt(shown.parts, document.activeElement)));
  });
  root.addEventListener("pointerleave", () => {
    emphasise(undefined, "tracing");
    events.point(shown && partAt(shown.parts, document.activeElement));
  });
  root.addEventListener("focusin", (event) => {
    const part = shown && partAt(shown.parts, event.target);
    if (part !== undefined) choose(part.id);
    events.point(part);
  });
  root.addEventListener("focusout", () => events.point(undefined));
  root.addEventListener("keydown", (event) => {
    const part = shown && partAt(shown.parts, event.target);
    if (shown === undefined || part === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const order = stopsLeft().map(({ id }) => id);
    const direction = event.shiftKey ? undefined : directions[event.key];
    if (event.shiftKey && event.key === "F10") events.actions(part);
    else if (event.key === "Enter" || event.key === " ") events.open(part);
    else if (direction !== undefined) focus(walk(stopsLeft(), part.id, direction) ?? part.id);
    else if (event.key === "ContextMenu") events.actions(part);
    else if (event.key === "f") events.only(part);
    else if (event.key === "Home") focus(order[0] ?? part.id);
    else if (event.key === "End") focus(order.at(-1) ?? part.id);
    else return;
    event.preventDefault();
  });
  new ResizeObserver(() => {
    if (shown === undefined) return;
    if (chosen) look(camera, true);
    else look(first(shown.bounds, size()), false);
  }).observe(root);

  return {
    root,
    zoom,
    pan,
    refit,
    focus,
    /** Into sight, and the place that Tab comes to; the focus stays where it is. */
    reveal(id: string): void {
      const part = shown?.parts.get(id);
      if (shown === undefined || part === undefined) return;
      choose(id);
      look(showing(camera, rectOf(shown.svg, part.element), size()), true);
      events.point(part);
    },
    emphasise,
    filter,
    pointAt,
    get parts(): Parts {
      return shown?.parts ?? new Map();
    },
    get shown(): { readonly svg: SVGSVGElement; readonly bounds: Rect } | undefined {
      return shown;
    },
    /** As it is from near, whatever the scale: what is taken along has all its words. */
    closely<T>(look: () => T): T {
      const was = root.classList.contains("far");
      root.classList.remove("far");
      const seen = look();
      root.classList.toggle("far", was);
      return seen;
    },
    /** At 100 %, or at a size that the reader had before. */
    scaleTo: (scale: Scale): void => zoom(scale / camera.scale),

    /** @param same the picture that is shown, at a later time: standpoint and focus stay */
    show(svg: SVGSVGElement, drawing: PlacedDrawing, same: boolean): void {
      const before = same ? shown : undefined;
      const hadFocus = root.contains(document.activeElement);
      const anchor = before && (before.keys.get(current ?? "") ?? nearestTo(before, camera, size()));
      const wasAt = before && anchor !== undefined ? placeOf(before, anchor) : undefined;
      const currentKey = before?.keys.get(current ?? "");

      const [x = 0, y = 0, width = 1, height = 1] = (svg.getAttribute("viewBox") ?? "").split(" ").map(Number);
      for (const name of ["width", "height", "style"]) svg.removeAttribute(name);
      svg.setAttribute("role", "group");
      svg.removeAttribute("aria-roledescription");
      root.replaceChildren(svg);
      const parts = partsOf(svg, drawing, events.spoken);
      shown = { svg, drawing, parts, stops: [], keys: keysOf(drawing), bounds: { x, y, width, height } };
      look(camera, chosen);
      shown = { ...shown, stops: stopsOf(svg, parts) };

      const isAt = anchor === undefined ? undefined : placeOf(shown, anchor);
      if (before === undefined || !chosen) look(first(shown.bounds, size()), false);
      else if (wasAt !== undefined && isAt !== undefined) look(following(camera, wasAt, isAt), true);

      const again = currentKey === undefined ? undefined : [...shown.keys].find(([, key]) => key === currentKey)?.[0];
      current = undefined;
      const next = again !== undefined && parts.has(again) ? again : parts.keys().next().value;
      choose(next);
      if (hadFocus && next !== undefined) parts.get(next)?.element.focus({ preventScroll: true });
    },

    /** What is new or different is marked for a moment. */
    mark({ added, changed }: Changes): void {
      for (const [ids, name] of [[added, "added"] as const, [changed, "changed"] as const]) {
        const elements = [...ids].flatMap((id) => shown?.parts.get(id)?.elements ?? []);
        for (const it of elements) it.classList.add(name);
        setTimeout(() => elements.forEach((it) => void it.classList.remove(name)), 2000);
      }
    },

    clear(): void {
      shown = undefined;
      current = undefined;
      chosen = false;
      root.replaceChildren();
    },
  };
}

const directions: Readonly<Record<string, Direction>> = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

function placeOf({ keys, stops }: Shown, key: string): Stop["at"] | undefined {
  return stops.find((it) => keys.get(it.id) === key)?.at;
}

/** What someone is probably looking at. */
function nearestTo(
  { stops, keys }: Shown,
  { x, y, scale }: Camera,
  { width, height }: { width: number; height: number },
): string | undefined {
  const eye = { x: x + width / 2 / scale, y: y + height / 2 / scale };
  let best: { readonly id: string; readonly distance: number } | undefined;
  for (const { id, at, ends } of stops) {
    const distance = Math.hypot(at.x - eye.x, at.y - eye.y);
    if (ends === undefined && (best === undefined || distance < best.distance)) best = { id, distance };
  }
  return best && keys.get(best.id);
}
