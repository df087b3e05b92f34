import type { Point } from "./camera.ts";

export interface Gestures {
  /** By pixels of the screen. */
  pan(by: Point): void;
  zoom(factor: number, at: Point): void;
}

/** Mouse, trackpad and touch as pan and zoom. A press that moves less than a few pixels stays a click. */
export function listen(root: HTMLElement, { pan, zoom }: Gestures): void {
  const slack = 4;
  let pressed: { readonly pointer: number; x: number; y: number; dragging: boolean } | undefined;
  let dragged = false;

  root.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.button !== 0 && event.button !== 1) return;
    pressed = { pointer: event.pointerId, x: event.clientX, y: event.clientY, dragging: false };
  });
  root.addEventListener("pointermove", (event) => {
    if (pressed === undefined || pressed.pointer !== event.pointerId) return;
    const by = { x: pressed.x - event.clientX, y: pressed.y - event.clientY };
    if (!pressed.dragging) {
      if (Math.hypot(by.x, by.y) < slack) return;
      pressed.dragging = true;
      dragged = true;
      root.setPointerCapture(event.pointerId);
      root.classList.add("dragging");
    }
    pan(by);
    pressed.x = event.clientX;
    pressed.y = event.clientY;
  });
  const released = (): void => {
    pressed = undefined;
    root.classList.remove("dragging");
  };
  root.addEventListener("pointerup", released);
  root.addEventListener("pointercancel", released);
  // What ends a drag is no click on whatever lies under it.
  root.addEventListener(
    "click",
    (event) => {
      if (dragged) event.stopImmediatePropagation();
      dragged = false;
    },
    { capture: true },
  );

  root.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 18 : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? 300 : 1;
      const box = root.getBoundingClientRect();
      // A pinch on a trackpad arrives as a wheel with ctrl, in small steps; a wheel's notch is a large one.
      if (event.ctrlKey || event.metaKey) {
        const step = Math.max(-60, Math.min(60, event.deltaY * unit));
        zoom(Math.exp(-step / 160), { x: event.clientX - box.left, y: event.clientY - box.top });
      } else if (event.shiftKey && event.deltaX === 0) pan({ x: event.deltaY * unit, y: 0 });
      else pan({ x: event.deltaX * unit, y: event.deltaY * unit });
    },
    { passive: false },
  );
}
