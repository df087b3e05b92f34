import { rules as allRules } from "../../engine/index.ts";
import { command, type ExitCode, Refused } from "../command.ts";
import { type Base, openBase } from "../compare/base.ts";
import { compareContracts } from "../compare/contracts.ts";
import { inkOf } from "../ink.ts";
import { type Input, openInput } from "../input.ts";
import type { Io } from "../io.ts";
import { checkVariant } from "../model/seen.ts";
import { didYouMean } from "../nearest.ts";
import { readBaseline, writeBaseline } from "../review/baseline.ts";
import { applyFixes } from "../review/fix.ts";
import { reviewJson } from "../review/json.ts";
import { reviewJunit } from "../review/junit.ts";
import { reviewMarkdown } from "../review/markdown.ts";
import { fails, outcomeOf, plural, type Selection } from "../review/outcome.ts";
import { reviewSarif } from "../review/sarif.ts";
import { reviewText } from "../review/text.ts";
import { version } from "../version.ts";

export const review = command({
  name: "review",
  summary: "what is wrong with it: findings with their places, remedies and fixes",
  takes: "path",
  options: {
    format: {
      type: "string",
      choices: ["text", "json", "sarif", "markdown", "junit"],
      says: "For people (the usual), tools, code scanning, comments, build servers",
    },
    fix: { type: "boolean", says: "Write the fixes that need no decision to the files" },
    rules: { type: "string", value: "A,B", says: "Only these rules" },
    "all-rules": { type: "boolean", says: "Also the rules that are off unless asked for" },
    variant: { type: "string", value: "ID", says: "Only what holds in this variant" },
    "fail-on": {
      type: "string",
      choices: ["error", "warning", "note", "never"],
      says: "From which severity on to exit with 1 (usually error)",
    },
    "changed-since": { type: "string", value: "REVISION|FOLDER", says: "Only what was not there then" },
    base: { type: "string", value: "REVISION|FOLDER", says: "What contracts (OpenAPI, proto) must not break; usually as --changed-since" },
    baseline: { type: "string", value: "FILE", says: "Findings that are known and not counted" },
    "write-baseline": { type: "string", value: "FILE", says: "Write the findings there, as the next baseline" },
  },
  examples: [
    ["review .", "Review this folder"],
    ["review deploy/compose.yaml --fix", "One file, within its repository; mend what can be mended"],
    ["review . --format sarif --fail-on warning > architect.sarif", "In a pipeline, for code scanning"],
    ["review . --changed-since origin/main --format markdown", "What a pull request makes worse, as a comment"],
    ["review . --write-baseline known.json", "Accept what is there, and from then on:"],
    ["review . --baseline known.json", "fail only on what is new"],
  ],
  async run(path, given, io): Promise<ExitCode> {
    const { format, fix, variant } = given;
    const rules = given.rules === undefined ? undefined : rulesCalled(given.rules);
    const baseline = given.baseline === undefined ? undefined : readBaseline(given.baseline, io.folder);
    const since = given["changed-since"];
    if (given.base === "") throw new Refused("--base wants a git revision or a folder.");
    if (since === "") throw new Refused("--changed-since wants a git revision or a folder.");
    const input = await openInput(path, io);
    checkVariant(input.engine, variant);
    const selection: Selection = {
      ...(rules === undefined ? {} : { rules }),
      ...(given["all-rules"] === true ? { allRules: true } : {}),
      ...(variant === undefined ? {} : { variant }),
      ...(input.file === undefined ? {} : { paths: [input.file] }),
    };
    const then = await baseAt(since, input, io);
    const compared = given.base === undefined || given.base === since ? then : await baseAt(given.base, input, io);
    if (compared !== undefined) compareContracts(input.engine, compared.engine);
    const fixed = fix === true ? await applyFixes(input, selection) : [];
    if (fix === true) {
      const files = new Set(fixed.flatMap((it) => it.files)).size;
      io.note(fixed.length === 0 ? "Nothing to mend." : `Mended ${plural(fixed.length, "finding")} in ${plural(files, "file")}.`);
    }
    const before = then?.engine.review(selection);
    const known = new Set([...(before?.findings ?? []), ...(before?.known ?? [])].map((it) => it.id));
    const outcome = outcomeOf(input, selection, { ids: new Set([...known, ...(baseline?.ids ?? [])]) }, fixed);
    if (given["write-baseline"] !== undefined) {
      const all = [...outcome.findings, ...outcome.suppressed].map((it) => it.id);
      writeBaseline(given["write-baseline"], io.folder, all);
      io.note(`Wrote ${plural(all.length, "finding")} to ${given["write-baseline"]}.`);
    }
    switch (format) {
      case "json":
        io.out(`${JSON.stringify(reviewJson(outcome), undefined, 2)}\n`);
        break;
      case "sarif":
        io.out(`${JSON.stringify(reviewSarif(outcome, version), undefined, 2)}\n`);
        break;
      case "markdown":
        io.out(reviewMarkdown(outcome));
        break;
      case "junit":
        io.out(reviewJunit(outcome));
        break;
      default:
        io.out(reviewText(outcome, inkOf(io.terminal.colour)));
    }
    // Who accepts what is there does not want to be told that it is there.
    if (given["write-baseline"] !== undefined) return 0;
    return fails(outcome.findings, given["fail-on"] ?? "error") ? 1 : 0;
  },
});

const baseAt = async (asked: string | undefined, input: Input, io: Io): Promise<Base | undefined> =>
  asked === undefined ? undefined : openBase(asked, input.root, io.folder);

function rulesCalled(given: string): readonly string[] {
  const asked = given
    .split(",")
    .map((it) => it.trim())
    .filter((it) => it !== "");
  if (asked.length === 0) throw new Refused("--rules wants the ids of rules, with commas between them. See: architect rules");
  const ids = allRules.map((it) => it.id);
  const unknown = asked.find((it) => !ids.includes(it));
  if (unknown !== undefined) throw new Refused(`There is no rule "${unknown}".${didYouMean(unknown, ids)} See: architect rules`);
  return asked;
}
