import { t } from "../l10n.ts";
import { element } from "./element.ts";
import { icon } from "./icons.ts";

export interface SearchEvents {
  /** `undefined`: nothing is searched for. */
  found(ids: ReadonlySet<string> | undefined): void;
  go(id: string): void;
}
export interface Entry {
  readonly id: string;
  /** All that can be found by. */
  readonly words: string;
}

/** Ids of the entries that have every word somewhere. */
export function matches(entries: readonly Entry[], query: string): readonly string[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((it) => it !== "");
  if (words.length === 0) return [];
  return entries.filter((it) => words.every((word) => it.words.toLowerCase().includes(word))).map((it) => it.id);
}

export function createSearch(events: SearchEvents) {
  const input = element("input", {
    type: "text",
    placeholder: t("Find"),
    "aria-label": t("Find a box or an arrow"),
    spellcheck: "false",
    autocomplete: "off",
  });
  const tally = element("span", { class: "tally", role: "status" });
  const root = element("label", { class: "find" }, icon("search"), input, tally);
  let entries: readonly Entry[] = [];
  let found: readonly string[] = [];
  let at = -1;

  const tell = (): void => {
    const asked = input.value.trim() !== "";
    tally.textContent = !asked ? "" : at >= 0 ? `${at + 1} / ${found.length}` : String(found.length);
    root.classList.toggle("nothing", asked && found.length === 0);
  };
  function search(): void {
    found = matches(entries, input.value);
    at = -1;
    events.found(input.value.trim() === "" ? undefined : new Set(found));
    tell();
  }
  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      input.value = "";
      search();
    } else if (event.key === "Enter" && found.length > 0) {
      at = (at + (event.shiftKey ? found.length - 1 : 1)) % found.length;
      tell();
      events.go(found[Math.max(0, at)] ?? "");
    } else return;
    event.preventDefault();
  });

  return {
    root,
    focus: (): void => input.select(),
    show(among: readonly Entry[]): void {
      entries = among;
      if (input.value.trim() !== "") search();
    },
  };
}
