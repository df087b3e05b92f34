import type { PlacedFinding, Report } from "../../src/protocol.ts";
import { placeWords } from "../words.ts";
import { count, element } from "./element.ts";
import { type IconName, icon } from "./icons.ts";

export interface ReportEvents {
  open(id: string): void;
  /** The finding under the pointer or the focus. */
  point(finding: PlacedFinding | undefined): void;
}

const groups: readonly { readonly severity: PlacedFinding["severity"]; readonly noun: string; readonly icon: IconName }[] = [
  { severity: "error", noun: "error", icon: "error" },
  { severity: "warning", noun: "warning", icon: "warning" },
  { severity: "note", noun: "note", icon: "note" },
];

/** The words beside a drawing: what was found, the worst first. */
export function createReport(events: ReportEvents) {
  const root = element("aside", { class: "report", "aria-label": "Review", hidden: true });

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
        ...groups.flatMap(({ severity, noun, icon: sign }) => {
          const those = here.filter((it) => it.severity === severity);
          if (those.length === 0) return [];
          return [
            element("h3", { class: severity }, icon(sign), count(those.length, noun)),
            element("ul", { role: "list" }, ...those.map((it) => element("li", {}, card(it)))),
          ];
        }),
        ...(elsewhere.length === 0
          ? []
          : [
              element("h3", { class: "elsewhere" }, `Only in other variants: ${count(elsewhere.length, "finding")}`),
              element("ul", { role: "list" }, ...elsewhere.map((it) => element("li", {}, card(it)))),
            ]),
        here.length === 0 ? element("p", { class: "fine" }, icon("check"), "Nothing to mend.") : "",
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
      finding.where ? element("span", { class: "because" }, `Holds ${finding.where}.`) : undefined,
      finding.remedy === "" ? undefined : element("span", { class: "remedy" }, finding.remedy),
      element("span", { class: "place" }, placeWords(place), others.length === 0 ? "" : ` and ${count(others.length, "other place")}`),
    );
    made.addEventListener("click", () => events.open(finding.id));
    for (const name of ["pointerenter", "focus"]) made.addEventListener(name, () => events.point(finding));
    for (const name of ["pointerleave", "blur"]) made.addEventListener(name, () => events.point(undefined));
    return made;
  }
}
