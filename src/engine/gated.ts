import { kindOfFile, redact } from "../gate/gate.ts";
import { secretValuesIn, without } from "../gate/known.ts";
import type { UnitChange } from "./assemble/assemble.ts";
import { type EvidenceId, type Finding, fileOf, type Problem, remembered, type UnitFacts, type Values } from "./model/index.ts";

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
/** Nearly nothing has a secret in it: what has none stays the object it is. */
const changed = <T extends object>(it: T, now: Partial<T>): T =>
  (Object.keys(now) as (keyof T)[]).every((key) => it[key] === now[key]) ? it : { ...it, ...now };
const all = <T>(list: readonly T[], make: (it: T) => T): readonly T[] => {
  const made = list.map(make);
  return made.every((it, at) => it === list[at]) ? list : made;
};
const texts = (values: Values<string>): Values<string> => all(values, (it) => changed(it, { value: text(it.value) }));
const named = <T extends { readonly name: string }>(it: T): T => changed(it, { name: text(it.name) } as Partial<T>);

/** Names and sentences of a unit. Its resources are for the rules alone. */
const shown = (facts: UnitFacts): UnitFacts => ({
  ...facts,
  components: all(facts.components, (it) =>
    changed(it, {
      name: text(it.name),
      aliases: texts(it.aliases),
      technology: texts(it.technology),
      version: texts(it.version),
      owner: texts(it.owner),
    }),
  ),
  ...(facts.endpoints === undefined ? {} : { endpoints: all(facts.endpoints, named) }),
  ...(facts.topics === undefined ? {} : { topics: all(facts.topics, named) }),
  evidence: all(facts.evidence, (it) => changed(it, { says: text(it.says) })),
});
