import asyncText from "../../agent/playbooks/async.md";
import cacheText from "../../agent/playbooks/cache.md";
import costText from "../../agent/playbooks/cost.md";
import dataText from "../../agent/playbooks/data.md";
import deployText from "../../agent/playbooks/deploy.md";
import observabilityText from "../../agent/playbooks/observability.md";
import queriesText from "../../agent/playbooks/queries.md";
import resilienceText from "../../agent/playbooks/resilience.md";
import scaleText from "../../agent/playbooks/scale.md";
import styleText from "../../agent/playbooks/style.md";
import type { Overview } from "../protocol.ts";
import { pageOf, textOf, textsOf } from "./persona.ts";

/** How a topic is gone about: what to ask, where to look, options in order of effort, what they cost, and when not to. */
export interface Playbook {
  readonly name: string;
  readonly title: string;
  /** Words by which a question is about it. */
  readonly topics: readonly string[];
  readonly body: string;
}

const texts: Readonly<Record<string, string>> = {
  style: styleText,
  scale: scaleText,
  cache: cacheText,
  async: asyncText,
  data: dataText,
  queries: queriesText,
  resilience: resilienceText,
  deploy: deployText,
  observability: observabilityText,
  cost: costText,
};

let read: readonly Playbook[] | undefined;

/** Every playbook. A test reads them, so that a mistake in one is found before it is built. */
export function playbooks(): readonly Playbook[] {
  read ??= Object.entries(texts).map(([name, text]) => {
    const page = pageOf(text);
    if ("refused" in page) throw new Error(`${name}: ${page.refused}`);
    return { name, title: textOf(page.data["title"]), topics: textsOf(page.data["topics"]), body: page.body };
  });
  return read;
}

export const playbookNamed = (name: string): Playbook | undefined => playbooks().find((it) => it.name === name);

/** The playbook that a question is most about: the one with most of its words in it; `undefined` = none. */
export function playbookFor(question: string): Playbook | undefined {
  const text = ` ${question.toLowerCase().replace(/[^\p{L}\p{N}+-]+/gu, " ")} `;
  const scored = playbooks().map((it) => ({ it, words: it.topics.filter((word) => text.includes(` ${word} `)).length }));
  const best = scored.sort((a, b) => b.words - a.words)[0];
  return best === undefined || best.words === 0 ? undefined : best.it;
}

/** Languages of the examples, by words that a technology has in its name. */
const languages: readonly (readonly [RegExp, string])[] = [
  [/node|typescript|javascript|next|nest|express|deno|bun/i, "typescript"],
  [/python|django|flask|fastapi|celery/i, "python"],
  [/java|jvm|spring|quarkus|kotlin|temurin|corretto|openjdk|maven|gradle/i, "java"],
  [/\bgo\b|golang/i, "go"],
];

/** The same, by the files that say what something is built of, and by those in which it was found to call others. */
const files: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)package\.json$|\.[cm]?[jt]sx?$/, "typescript"],
  [/(?:^|\/)(?:requirements[^/]*\.txt|pyproject\.toml|Pipfile)$|\.py$/, "python"],
  [/(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$|\.(?:java|kt)$/, "java"],
  [/(?:^|\/)go\.mod$|\.go$/, "go"],
];

/** Languages that the system is written in: as its images say, or else as its files do. */
function languagesOf(overview: Overview): ReadonlySet<string> {
  const components = overview.systems.flatMap((it) => it.components).filter(({ standing }) => standing === "inside");
  const made = components.flatMap((it) => it.technology ?? []);
  const where = components.flatMap(({ place, uses }) => [place, ...uses.map((it) => it.place)]).flatMap((it) => it?.file ?? []);
  const spoken = (texts: readonly string[], table: typeof languages): readonly string[] =>
    table.flatMap(([words, language]) => (texts.some((it) => words.test(it)) ? [language] : []));
  const said = spoken(made, languages);
  return new Set(said.length > 0 ? said : spoken(where, files));
}

/** A playbook with the examples that fit the stack which was found; of the languages none fits, the first is kept. */
export function forStack(body: string, overview: Overview): string {
  const here = languagesOf(overview);
  const fences = [...body.matchAll(/^```(\w+)[^\n]*\n[\s\S]*?^```\n?/gm)].map(([text, language = ""]) => ({ text, language }));
  const inCode = fences.filter(({ language }) => languages.some(([, it]) => it === language));
  const fitting = inCode.filter(({ language }) => here.has(language));
  const kept = new Set(fitting.length > 0 ? fitting : inCode.slice(0, 1));
  return inCode
    .filter((it) => !kept.has(it))
    .reduce((text, it) => text.replace(it.text, ""), body)
    .replace(/\n{3,}/g, "\n\n");
}
