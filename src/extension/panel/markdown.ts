import type { Place, PlacedArrow, PlacedBox, PlacedDrawing, PlacedFinding, Report } from "../../protocol.ts";

/**
 * A drawing with its report as Markdown, for a pull request or a wiki: the picture as a Mermaid fence, what it shows as tables with
 * their proofs, what was found. Names are escaped: they come from files.
 */
export function markdownOf(title: string, drawing: PlacedDrawing, report: Report | undefined): string {
  const names = new Map(drawing.boxes.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const parts = [
    `# ${plain(title)}`,
    report === undefined ? "" : plain(report.summary),
    `\`\`\`mermaid\n${drawing.mermaid.trimEnd()}\n\`\`\``,
    plain(drawing.omitted ?? ""),
    ...(report === undefined ? [] : findingsOf(report.findings)),
    ...(drawing.boxes.length === 0 ? [] : ["## What is drawn", table(["", "What it is", "Proof"], drawing.boxes.map(boxRow))]),
    ...(drawing.arrows.length === 0
      ? []
      : [
          "## Connections",
          table(
            ["From", "To", "How", "Proof"],
            drawing.arrows.map((it) => arrowRow(it, nameOf)),
          ),
        ]),
  ];
  return `${parts.filter((it) => it !== "").join("\n\n")}\n`;
}

const boxRow = ({ name, about, places }: PlacedBox): readonly string[] => [plain(name), plain(about), proofOf(places)];

const arrowRow = ({ from, to, label, dotted, places }: PlacedArrow, nameOf: (id: string) => string): readonly string[] => [
  plain(nameOf(from)),
  plain(nameOf(to)),
  [plain(label), dotted ? "inferred only" : ""].filter((it) => it !== "").join(", "),
  proofOf(places),
];

const headings = { error: "Errors", warning: "Warnings", note: "Notes" } as const;

function findingsOf(findings: readonly PlacedFinding[]): readonly string[] {
  const here = findings.filter(({ elsewhere }) => elsewhere !== true);
  if (here.length === 0) return ["## Findings", "Nothing to mend."];
  return (["error", "warning", "note"] as const).flatMap((severity) => {
    const those = here.filter((it) => it.severity === severity);
    return those.length === 0 ? [] : [`## ${headings[severity]}`, those.map(findingLine).join("\n")];
  });
}

function findingLine({ title, message, remedy, places }: PlacedFinding): string {
  const then = remedy === "" ? "" : ` ${plain(remedy)}`;
  return `- **${plain(title)}**: ${plain(message)}${then} (${proofOf(places)})`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

function proofOf(places: readonly Place[]): string {
  const [place] = places;
  if (place === undefined) return "";
  const where = code(place.span == null ? place.file : `${place.file}:${place.span.line + 1}`);
  return places.length === 1 ? where : `${where} and ${places.length - 1} more`;
}

/** One line of text that Markdown takes for text: no markup, no HTML, no links, no cells. */
const plain = (text: string): string =>
  text
    .replace(/[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, (it) => (/\s/.test(it) ? " " : ""))
    .replace(/&/g, "&amp;")
    .replace(/[\\`*_{}[\]<>#|~!]/g, (it) => `\\${it}`)
    .replace(/:\/\//g, ":\\/\\/")
    .trim();

/** Backticks end a code span, bars end a cell. */
const code = (text: string): string => `\`${text.replace(/[`\p{Cc}]/gu, "").replaceAll("|", "\\|")}\``;
