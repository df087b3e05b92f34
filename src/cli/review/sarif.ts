import { type PlacedFinding, type Problem, type RuleLine, ruleLines, type Span } from "../../engine/index.ts";
import { kindOfFile, redact } from "../../gate/gate.ts";
import { secretValuesIn } from "../../gate/known.ts";
import type { Input } from "../input.ts";
import type { Outcome } from "./outcome.ts";
import { regionsOf } from "./regions.ts";
import type { ArtifactLocation, Fix, Location, Log, Notification, Region, ReportingDescriptor, Result } from "./sarif-log.ts";

const base = "SRCROOT";

/**
 * The review as SARIF 2.1.0, for code scanning. A result's fingerprint is the finding's id, so that it is the same alert while lines
 * move. What the baseline knows is there too, suppressed.
 */
export function reviewSarif(outcome: Outcome, version: string | undefined): Log {
  const rules = ruleLines();
  const indexes = new Map(rules.map((it, index) => [it.id, index]));
  const result = (finding: PlacedFinding): Result => resultOf(finding, indexes.get(finding.rule) ?? -1, outcome.input);
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Architect", ...(version === undefined ? {} : { version }), rules: rules.map(descriptor) } },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [base]: { description: { text: "The folder that was reviewed." } } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: outcome.problems.map(notification) }],
        results: [
          ...outcome.findings.map(result),
          ...outcome.suppressed.map(
            (it): Result => ({
              ...result(it),
              suppressions: [
                {
                  kind: "external",
                  justification: "It was known already: it is in a baseline, or was there at the revision that was named.",
                },
              ],
            }),
          ),
        ],
      },
    ],
  };
}

const descriptor = ({ id, title, why, remedy, severity, default: enabled, area, covers }: RuleLine): ReportingDescriptor => ({
  id,
  shortDescription: { text: title },
  fullDescription: { text: why },
  help: { text: `${why}\n\n${remedy}`, markdown: `**${title}**\n\n${why}\n\n${remedy}` },
  defaultConfiguration: { enabled, level: severity },
  properties: { tags: [area, ...covers] },
});

function resultOf(finding: PlacedFinding, ruleIndex: number, input: Input): Result {
  const [shown, ...others] = finding.places;
  const fixes = finding.fixes.filter((it) => it.certain).flatMap((it) => fixOf(it, input));
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: finding.severity,
    message: { text: finding.because === undefined ? finding.message : `${finding.message} (${finding.because})` },
    locations: [locationOf(shown.file, shown.span)],
    ...(others.length === 0
      ? {}
      : {
          relatedLocations: others.map(({ file, span, says }, at) => ({
            id: at + 1,
            ...locationOf(file, span),
            message: { text: says === "" ? file : says },
          })),
        }),
    fingerprints: { "architect/v1": finding.id },
    ...(fixes.length === 0 ? {} : { fixes }),
  };
}

function fixOf(fix: PlacedFinding["fixes"][number], { engine }: Input): readonly Fix[] {
  const edits = engine.edits(fix);
  if ("reason" in edits || edits.length === 0) return [];
  // A report is read by others than the files: a fix that would write a secret again (in quotes, say) is left to the editor.
  const tells = (file: string, text: string) =>
    text !== "" && (redact(text).count > 0 || secretValuesIn(engine.text(file) ?? "", kindOfFile(file)).some((it) => text.includes(it)));
  if (edits.some(({ file, text }) => tells(file, text))) return [];
  const files = [...new Set(edits.map((it) => it.file))];
  return [
    {
      description: { text: fix.title },
      artifactChanges: files.map((file) => {
        const regionOf = regionsOf(engine.text(file) ?? "");
        return {
          artifactLocation: artifactOf(file),
          replacements: edits
            .filter((it) => it.file === file)
            .map(({ start, end, text }) => ({
              deletedRegion: regionOf(start, end),
              ...(text === "" ? {} : { insertedContent: { text } }),
            })),
        };
      }),
    },
  ];
}

const notification = ({ severity, message, file, span }: Problem): Notification => ({
  level: severity,
  message: { text: message },
  ...(file === "" ? {} : { locations: [locationOf(file, span)] as const }),
});

const locationOf = (file: string, span: Span | undefined): Location => ({
  physicalLocation: { artifactLocation: artifactOf(file), ...(span === undefined ? {} : { region: regionAt(span) }) },
});

const artifactOf = (file: string): ArtifactLocation => ({ uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: base });

const regionAt = ({ line, column, endLine, endColumn }: Span): Region => ({
  startLine: line + 1,
  startColumn: column + 1,
  endLine: endLine + 1,
  endColumn: endColumn + 1,
});
