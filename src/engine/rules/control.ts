import {
  type Control,
  type Finding,
  fileOf,
  type Level,
  matchesName,
  matchesPath,
  type OptionValue,
  type Problem,
  pathBelow,
  type RuleSetting,
} from "../model/index.ts";
import type { Rule } from "./rule.ts";

/** What people set, the outermost folder first: of two that are about a file, the deeper one has the last word. */
export const inOrder = (controls: readonly Control[]): readonly Control[] =>
  [...controls].sort((a, b) => depthOf(a) - depthOf(b) || (a.folder < b.folder ? -1 : 1));

const depthOf = ({ file, folder }: Control): number => (file === undefined ? -1 : folder === "" ? 0 : folder.split("/").length);

const isAbout = ({ rules }: RuleSetting, rule: string): boolean => rules === rule || (rules.includes("*") && matchesName(rules, rule));

/** Whether a rule has to be asked at all: it is on by default, or switched on somewhere. */
export const isOnSomewhere = (rule: Rule, controls: readonly Control[]): boolean => {
  const settings = controls
    .flatMap((it) => [...it.rules, ...it.overrides.flatMap(({ rules }) => rules)])
    .filter((it) => isAbout(it, rule.id));
  return rule.default || settings.some(({ level }) => level !== undefined && level !== "off");
};

/** The last word about a rule in a file; `undefined` = nobody said any. */
function levelIn(file: string, rule: string, controls: readonly Control[]): Level | undefined {
  let level: Level | undefined;
  for (const { folder, rules, overrides } of controls) {
    const path = pathBelow(folder, file);
    if (path === undefined) continue;
    const there = overrides.filter(({ paths }) => paths.some((it) => matchesPath(it, path))).flatMap((it) => it.rules);
    for (const it of [...rules, ...there]) if (isAbout(it, rule)) level = it.level ?? level;
  }
  return level;
}

/**
 * The findings as people want them: those switched off where they are shown are gone, the others weigh what was set there. `named`: the
 * rules were asked for by name, so that none is off.
 */
export function controlled(
  findings: readonly Finding[],
  controls: readonly Control[],
  rules: ReadonlyMap<string, Rule>,
  { named, all }: { readonly named: boolean; readonly all: boolean },
): readonly Finding[] {
  if (controls.length === 0) return findings;
  return findings.flatMap((finding) => {
    const level = levelIn(fileOf(finding.at[0]), finding.rule, controls);
    const usual = named || all || rules.get(finding.rule)?.default !== false;
    if (level === undefined) return usual ? [finding] : [];
    if (level === "off") return named ? [finding] : [];
    return level === "on" || level === finding.severity ? [finding] : [{ ...finding, severity: level, because: undefined }];
  });
}

/** A rule's options: its own, and over them what people set, the last word counting. What it has no name for is left out. */
export function optionsFor(rule: Rule, controls: readonly Control[]): Readonly<Record<string, OptionValue>> {
  const options: Record<string, OptionValue> = Object.fromEntries(Object.entries(rule.options ?? {}).map(([name, it]) => [name, it.usual]));
  for (const { rules } of controls)
    for (const it of rules)
      if (isAbout(it, rule.id))
        for (const [name, value] of Object.entries(it.options ?? {})) if (fits(rule, name, value)) options[name] = value;
  return options;
}

function fits(rule: Rule, name: string, value: OptionValue): boolean {
  const option = Object.hasOwn(rule.options ?? {}, name) ? rule.options?.[name] : undefined;
  return option !== undefined && sortOf(option.usual) === sortOf(value);
}
const sortOf = (value: OptionValue): string => (Array.isArray(value) ? "list of texts" : typeof value);

/** Settings about rules or options that there are none of: they would do nothing, and nobody would know. */
export function problemsOf(controls: readonly Control[], rules: readonly Rule[]): readonly Problem[] {
  return controls.flatMap(({ file, rules: own, overrides }) => {
    if (file === undefined) return [];
    const says = (span: RuleSetting["span"], message: string): Problem => ({
      message,
      file,
      severity: "warning",
      reader: "config",
      ...(span && { span }),
    });
    return [...own, ...overrides.flatMap((it) => it.rules)].flatMap((setting) => {
      const meant = rules.filter((it) => isAbout(setting, it.id));
      if (meant.length === 0) return [says(setting.span, `There is no rule ${setting.rules}; this sets nothing.`)];
      return Object.entries(setting.options ?? {}).flatMap(([name, value]) => {
        if (meant.some((it) => fits(it, name, value))) return [];
        const option = meant.map((it) => it.options?.[name]).find((it) => it !== undefined);
        if (option !== undefined) return [says(setting.span, `${name} of ${setting.rules} is a ${sortOf(option.usual)}.`)];
        const names = [...new Set(meant.flatMap((it) => Object.keys(it.options ?? {})))];
        return [says(setting.span, `${setting.rules} has no option ${name}${names.length === 0 ? "" : `; there is ${names.join(", ")}`}.`)];
      });
    });
  });
}
