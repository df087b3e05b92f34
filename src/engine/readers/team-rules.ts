import { type EvidenceId, evidenceId, type Problem, type Severity, type Span, type TeamDemand } from "../model/index.ts";
import { itemAnchors } from "../syntax/yaml/anchors.ts";
import { parseYaml } from "../syntax/yaml/parse.ts";
import type { YamlFile, YamlNode } from "../syntax/yaml/tree.ts";
import { entriesOf, get, itemsOf, resolve, textOf } from "../syntax/yaml/walk.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";
import { demandOf, isVerb, verbs } from "./team-demands.ts";

/** A rule of the team as its file says it. */
export interface ReadTeamRule {
  readonly at: EvidenceId;
  readonly name: string;
  readonly because: string;
  readonly severity: Severity;
  readonly demand: TeamDemand;
}

export interface TeamRulesBody {
  readonly rules: readonly ReadTeamRule[];
  readonly places: ReadonlyMap<EvidenceId, Span>;
}

/**
 * What a team forbids, requires, limits and owns, over components and connections:
 *
 *     rules:
 *       - name: payments-stay-out-of-marketing
 *         because: Marketing's outages must not stop a payment.
 *         forbid: { from: payments*, to: { owner: marketing }, style: call }
 *       - name: everybody-has-an-owner
 *         because: Somebody is called at night.
 *         severity: warning
 *         require: { of: { kind: service }, owner: "*" }
 */
export const teamRulesReader: Reader<TeamRulesBody> = {
  id: "team-rules",
  title: "Team rules",
  wants: (path) => /(^|\/)\.architect\/rules\.ya?ml$/.test(path),
  recognises: () => true,
  read,
};

const severities: readonly Severity[] = ["error", "warning", "note"];
const known = ["name", "because", "severity"];

function read({ path, text }: SourceFile): FileFacts<TeamRulesBody> {
  const yaml = parseYaml(text);
  const problems: Problem[] = yaml.problems.map(({ message, severity, start, end }) => problem(yaml, path, severity, message, start, end));
  const says = (node: YamlNode, message: string): void => void problems.push(problem(yaml, path, "warning", message, node.start, node.end));
  const root = resolve(yaml.documents[0]?.root);
  if (root !== undefined && root.kind !== "map" && !(root.kind === "scalar" && root.text === ""))
    says(root, "This file has a list called rules.");
  for (const { name, key } of entriesOf(root))
    if (name !== "rules") says(key, `${name} is not known here; this file has a list called rules.`);
  const list = get(root, "rules");
  if (list !== undefined && resolve(list)?.kind === "map") says(list, "rules is a list: each begins with a dash.");

  const rules: ReadTeamRule[] = [];
  const places = new Map<EvidenceId, Span>();
  const anchors = itemAnchors("rules", list);
  for (const [index, item] of itemsOf(list).entries()) {
    const read = ruleOf(item, says);
    if (read === undefined) continue;
    if (rules.some((it) => it.name === read.name)) says(get(item, "name") ?? item, `There is a rule called ${read.name} already.`);
    const at = evidenceId(path, anchors[index] ?? "rules");
    rules.push({ ...read, at });
    const shown = get(item, "name") ?? item;
    places.set(at, yaml.lines.span(shown.start, shown.end));
  }
  return { file: path, reader: "team-rules", body: { rules, places }, problems, outline: "", mentions: [] };
}

/** One item, or `undefined` after what is wrong with it was said. */
function ruleOf(item: YamlNode, says: (node: YamlNode, message: string) => void): Omit<ReadTeamRule, "at"> | undefined {
  if (resolve(item)?.kind !== "map") return void says(item, `A rule is a mapping: name, because, and one of ${verbs.join(", ")}.`);
  const name = textOf(get(item, "name"));
  const because = textOf(get(item, "because"));
  if (name === undefined || name === "") return void says(item, "A rule needs a name.");
  if (because === undefined || because === "")
    return void says(item, `${name} needs a reason, which everybody who breaks it is told: because: …`);
  const said = entriesOf(item);
  for (const it of said)
    if (!known.includes(it.name) && !isVerb(it.name))
      says(it.key, `${it.name} is not known here; a rule has ${[...known, ...verbs].join(", ")}.`);
  const [demand, another] = said.flatMap(({ name: verb, value }) => (isVerb(verb) ? [{ verb, value }] : []));
  if (demand === undefined || another !== undefined) return void says(item, `${name} needs one of ${verbs.join(", ")}, and only one.`);
  const wrongs: { node: YamlNode; message: string }[] = [];
  const read = demandOf(demand.verb, demand.value, (node, message) => wrongs.push({ node, message }));
  for (const { node, message } of wrongs) says(node, message);
  if (read === undefined || wrongs.length > 0) return undefined;
  const wanted = textOf(get(item, "severity")) ?? "error";
  const severity = severities.find((it) => it === wanted);
  if (severity === undefined) says(get(item, "severity") ?? item, `severity is one of ${severities.join(", ")}.`);
  return { name, because, severity: severity ?? "error", demand: read };
}

const problem = (yaml: YamlFile, file: string, severity: Problem["severity"], message: string, start: number, end: number): Problem => ({
  message,
  file,
  severity,
  span: yaml.lines.span(start, end),
  reader: "team-rules",
});
