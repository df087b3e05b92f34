import type { PlacedFinding, Report } from "../../src/protocol.ts";
import { counted, t } from "../l10n.ts";
import { placeWords } from "../words.ts";
import { element } from "./element.ts";
import { type IconName, icon } from "./icons.ts";

export interface ReportEvents {
  open(id: string): void;
  /** The finding under the pointer or the focus. */
  point(finding: PlacedFinding | undefined): void;
}

const groups: readonly {
  readonly severity: PlacedFinding["severity"];
  readonly one: string;
  readonly several: string;
  readonly icon: IconName;
}[] = [
  { severity: "error", one: "{0} error", several: "{0} errors", icon: "error" },
  { severity: "warning", one: "{0} warning", several: "{0} warnings", icon: "warning" },
  { severity: "note", one: "{0} note", several: "{0} notes", icon: "note" },
];

/** The words beside a drawing: what was found, the worst first. */
export function createReport(events: ReportEvents) {
  const root = element("aside", { class: "report", "aria-label": t("Review"), hidden: true });

  return {
    root,
    show(report: Report | undefined): void {
      root.hidden = report === undefined;
      root.replaceChildren();
      if (report === undefined) return;
      const { heading, summary, findings } = report;
      const here = findings.filter((it) => it.elsewhere !== true);
      const elsewhere = findings.filter((it) => it.elsewhere === true);
      root.append(
        element("h2", {}, heading),
        element("p", { class: "summary" }, summary),
        ...groups.flatMap(({ severity, one, several, icon: sign }) => {
          const those = here.filter((it) => it.severity === severity);
          if (those.length === 0) return [];
          return [
            element("h3", { class: severity }, icon(sign), counted(those.length, one, several)),
            element("ul", { role: "list" }, ...those.map((it) => element("li", {}, card(it)))),
          ];
        }),
        ...(elsewhere.length === 0
          ? []
          : [
              element(
                "h3",
                { class: "elsewhere" },
                counted(elsewhere.length, "Only in other variants: {0} finding", "Only in other variants: {0} findings"),
              ),
              element("ul", { role: "list" }, ...elsewhere.map((it) => element("li", {}, card(it)))),
            ]),
        here.length === 0 ? element("p", { class: "fine" }, icon("check"), t("Nothing to mend.")) : "",
      );
      root.scrollTop = 0;
    },
  };

  function card(finding: PlacedFinding): HTMLElement {
    const [place, ...others] = finding.places;
    const made = element(
      "button",
      { type: "button", class: `finding ${finding.severity}` },
      element("span", { class: "title" }, finding.title),
      element("span", { class: "message" }, finding.message),
      finding.because ? element("span", { class: "because" }, finding.because) : undefined,
      finding.where ? element("span", { class: "because" }, t("Holds {0}.", finding.where)) : undefined,
      finding.remedy === "" ? undefined : element("span", { class: "remedy" }, finding.remedy),
      element(
        "span",
        { class: "place" },
        placeWords(place),
        others.length === 0 ? "" : ` ${counted(others.length, "and {0} other place", "and {0} other places")}`,
      ),
    );
    made.addEventListener("click", () => events.open(finding.id));
    for (const name of ["pointerenter", "focus"]) made.addEventListener(name, () => events.point(finding));
    for (const name of ["pointerleave", "blur"]) made.addEventListener(name, () => events.point(undefined));
    return made;
  }
}
