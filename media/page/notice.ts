import { element } from "./element.ts";
import { icon } from "./icons.ts";
import { visible } from "./visible.ts";

/** A line over the picture: it is not of today, and why. The picture stays. */
export function createNotice() {
  const words = element("span");
  const root = element("div", { class: "notice", role: "status" }, element("div", { hidden: true }, icon("warning"), words));
  const line = root.firstElementChild as HTMLElement;
  return {
    root,
    show(message: string | undefined, why: "stale" | "failed" = "stale"): void {
      line.hidden = message === undefined;
      line.className = why;
      words.textContent = visible(message ?? "");
    },
  };
}

/** Instead of a picture: why there is none. */
export function createEmpty() {
  const words = element("p");
  const root = element("div", { class: "empty", role: "status", hidden: true }, icon("empty"), words);
  return {
    root,
    show(message: string | undefined): void {
      root.hidden = message === undefined;
      words.textContent = visible(message ?? "");
    },
  };
}
