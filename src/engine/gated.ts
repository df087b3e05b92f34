import { kindOfFile, redact } from "../gate/gate.ts";
import { secretValuesIn, without } from "../gate/known.ts";
import type { UnitChange } from "./assemble/assemble.ts";
import { type EvidenceId, type Finding, fileOf, type Problem, remembered, type Said, type UnitFacts, type Values } from "./model/index.ts";

/**
 * Where the engine's words pass the gate for secrets: names and sentences before they become the architecture, findings and problems
 * before anybody sees them. Everything that shows them comes after, so no door can forget it. What rules look at stays as it is.
 */
export interface Gated {
  facts(change: UnitChange): UnitChange;
  finding(finding: Finding): Finding;
  problem(problem: Problem): Problem;
}

/** Nobody writes a secret into a file that large by hand, and a machine that does marks it. */
const largest = 300_000;

export function openGated(textOf: (file: string) => string | undefined): Gated {
  const known = new Map<string, { readonly text: string; readonly values: readonly string[] }>();
  const findings = new WeakMap<Finding, Finding>();
  const problems = new WeakMap<Problem, Problem>();

  /** Values of secrets in a file, found once for a text. */
  const valuesIn = (file: string): readonly string[] => {
    const text = textOf(file);
    if (text === undefined || text.length > largest) return [];
    const before = known.get(file);
    if (before?.text === text) return before.values;
    const values = secretValuesIn(text, kindOfFile(file));
    known.set(file, { text, values });
    return values;
  };
  const said = (sentence: string, files: Iterable<string>): string => {
    let out = sentence;
    for (const file of files) out = without(out, valuesIn(file));
    return text(out);
  };
  const once = <T extends object>(seen: WeakMap<T, T>, it: T, make: () => T): T => {
    let made = seen.get(it);
    if (made === undefined) {
      made = make();
      seen.set(it, made);
    }
    return made;
  };

  return {
    facts: ([unit, facts]) => [unit, facts === undefined ? undefined : shown(facts)],
    finding: (it) =>
      once(findings, it, () => {
        const files = new Set(it.at.map((id: EvidenceId) => fileOf(id)));
        const message = said(it.message, files);
        const because = it.because === undefined ? undefined : said(it.because, files);
        const fixes = it.fixes.map((fix) => ({ ...fix, title: said(fix.title, files) }));
        const params = Object.fromEntries(
          Object.entries(it.says.params).map(([name, value]) => [name, typeof value === "string" ? said(value, files) : value]),
        );
        return { ...it, message, because, fixes, says: { ...it.says, params } };
      }),
    problem: (it) => once(problems, it, () => ({ ...it, message: said(it.message, [it.file]) })),
  };
}

/** From one keystroke to the next nearly all names and sentences are the same. */
const text = remembered((it: string): string => redact(it).text, 30_000);
const texts = (values: Values<string>): Values<string> => (values.length === 0 ? values : values.map(cleared));
const cleared = (it: Said<string>): Said<string> => ({ ...it, value: text(it.value) });

/** Names and sentences of a unit. Its resources are for the rules alone. */
const shown = (facts: UnitFacts): UnitFacts => ({
  ...facts,
  components: facts.components.map((it) => ({
    ...it,
    name: text(it.name),
    aliases: texts(it.aliases),
    technology: texts(it.technology),
    version: texts(it.version),
    owner: texts(it.owner),
  })),
  ...(facts.endpoints === undefined ? {} : { endpoints: facts.endpoints.map((it) => ({ ...it, name: text(it.name) })) }),
  ...(facts.topics === undefined ? {} : { topics: facts.topics.map((it) => ({ ...it, name: text(it.name) })) }),
  evidence: facts.evidence.map((it) => ({ ...it, says: text(it.says) })),
});
