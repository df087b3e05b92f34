import type { Place } from "../../src/protocol.ts";
import { t } from "../l10n.ts";
import type { Thing } from "../picture/parts.ts";
import { arrowWords, boxWords, type Names, placeWords } from "../words.ts";
import { element } from "./element.ts";

/** One line under the picture: what is pointed at, and the file that proves it. */
export function createProof() {
  const root = element("footer", { class: "proof" });
  let resting = "";

  const strength = ({ strength }: Place): string => (strength === "declared" ? "" : ` (${strength})`);

  return {
    root,
    /** What stands there while nothing is pointed at. */
    rest(words: string): void {
      resting = words;
      root.replaceChildren(element("span", { class: "hint" }, resting));
    },
    show(thing: Thing | undefined, names: Names): void {
      if (thing === undefined) {
        root.replaceChildren(element("span", { class: "hint" }, resting));
        return;
      }
      const [what, places] =
        thing.what === "box" ? [boxWords(thing.box), thing.box.places] : [arrowWords(thing.arrow, names), thing.arrow.places];
      const [place, ...more] = places;
      root.replaceChildren(
        element("span", { class: "what" }, what),
        ...(place === undefined
          ? [element("span", { class: "hint" }, t("Nothing proves it yet"))]
          : [
              element("code", {}, placeWords(place)),
              element(
                "span",
                { class: "says" },
                `${place.says}${strength(place)}${more.length === 0 ? "" : ` ${t("+ {0} more", more.length)}`}`,
              ),
            ]),
      );
    },
  };
}
