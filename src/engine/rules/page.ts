import type { BadExample, Example, Rule } from "./rule.ts";

/** A rule's page in `docs/rules`, written from the rule itself so that the two cannot disagree. */
export function rulePage(rule: Rule): string {
  const { id, title, why, remedy, silent, area, messages, sources, good, bad } = rule;
  const usual = rule.severity({}, undefined as never);
  const early = rule.severity({ stage: "prototype" }, undefined as never);
  return paragraphs(
    `# ${title}`,
    `\`${id}\` · ${area} · ${usual}${early === usual ? "" : ` (${early} while the stage is \`prototype\`)`}${rule.default ? "" : " · off unless asked for"}${isFixable(rule) ? " · mends itself" : ""}`,
    why,
    "## What to do",
    remedy,
    `To accept it in one place, with a reason: \`# architect-ignore ${id}: <reason>\`.`,
    ...optionsOf(rule),
    "## What it says",
    list(Object.values(messages)),
    "## How it is decided",
    `${decided(rule)} A finding that holds only in development or test variants is at most a note.`,
    `It is silent about: ${silent.charAt(0).toLowerCase()}${silent.slice(1)}`,
    "## Bad",
    ...bad.map(badExample),
    "## Good",
    ...good.map(example),
    "## Sources",
    list(sources),
  );
}

/** What a team can set, as it is written. */
function optionsOf({ id, options = {} }: Rule): readonly string[] {
  const names = Object.entries(options);
  if (names.length === 0) return [];
  const lines = names.map(
    ([name, { usual, says }]) =>
      `- \`${name}\`: ${says}. Usually ${Array.isArray(usual) && usual.length === 0 ? "none" : `\`${String(usual)}\``}.`,
  );
  return ["## Options", `In \`.architect/config.yaml\`, as \`rules: { ${id}: { ${names[0]?.[0]}: … } }\`:`, lines.join("\n")];
}

/** `docs/rules/README.md`: every rule by area. */
export function indexPage(rules: readonly Rule[]): string {
  const areas = [...new Set(rules.map((it) => it.area))].sort();
  return paragraphs(
    "# Rules",
    "One page a rule, written from the rule itself. A severity is the usual one: what a team states about its system, and where a finding holds, change it.",
    ...areas.flatMap((area) => [`## ${area.charAt(0).toUpperCase()}${area.slice(1)}`, table(rules.filter((it) => it.area === area))]),
  );
}

function table(rules: readonly Rule[]): string {
  const rows = rules.map(
    (it) =>
      `| [${it.id}](${it.id}.md) | ${it.title} | ${it.severity({}, undefined as never)} | ${isFixable(it) ? "yes" : ""} | ${it.default ? "" : "off"} |`,
  );
  return ["| Rule | What holds | Severity | Mends itself | |", "|---|---|---|---|---|", ...rows].join("\n");
}

const isFixable = (rule: Rule): boolean => rule.bad.some((it) => it.fixed !== undefined);

const scopes: Readonly<Record<string, string>> = {
  "resource:compose-service":
    "Asked for every service of a Compose project as it runs in each variant, files merged and variables filled in.",
  "resource:kubernetes-object": "Asked for every Kubernetes object as it is applied in each variant.",
  component: "Asked for every component.",
  use: "Asked for every call site and declaration that connects two components.",
  entity: "Asked for every table and collection.",
  system: "Asked for every system, variant by variant.",
};
const decided = ({ scope, kinds }: Rule): string => {
  if (kinds !== undefined) return `Asked for every object of these kinds as it is applied in each variant: ${kinds.join(", ")}.`;
  return scopes[scope] ?? `Asked for every ${scope.slice("resource:".length).replaceAll("-", " ")}.`;
};

function badExample(it: BadExample): string {
  const after = it.fixed === undefined ? [] : ["After the fix:", ...filesOf(it.fixed)];
  return paragraphs(`${it.title}:`, ...shown(it), list(it.says), ...after).trimEnd();
}

const example = (it: Example): string => paragraphs(`${it.title}:`, ...shown(it)).trimEnd();
const shown = ({ files, base }: Example): readonly string[] =>
  base === undefined ? filesOf(files) : [...filesOf(base), "and now:", ...filesOf(files)];

const filesOf = (files: Readonly<Record<string, string>>): string[] =>
  Object.entries(files).map(([path, text]) => `\`\`\`${languageOf(path)} ${path}\n${text.trimEnd()}\n\`\`\``);

const languages: Readonly<Record<string, string>> = { yaml: "yaml", yml: "yaml", json: "json", sql: "sql", ts: "ts", env: "sh" };
const languageOf = (path: string): string => languages[path.slice(path.lastIndexOf(".") + 1)] ?? "text";

const list = (items: readonly string[]): string => items.map((it) => `- ${it}`).join("\n");
const paragraphs = (...all: readonly string[]): string => `${all.join("\n\n")}\n`;
