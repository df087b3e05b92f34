import { noRequirements, type Problem, type Requirements } from "../model/index.ts";
import { parseYaml } from "../syntax/yaml/parse.ts";
import type { YamlFile, YamlMap, YamlNode } from "../syntax/yaml/tree.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** A file of what the team states. There is one per workspace root; of several, each may say what the others leave out. */
export const requirementsReader: Reader<Requirements> = {
  id: "requirements",
  title: "Requirements",
  wants: (path) => /(^|\/)\.architect\/requirements\.ya?ml$/.test(path),
  recognises: () => true,
  read,
};

/** All files together, the first that states a field counts. */
export const requirementsOf = (facts: readonly FileFacts[]): Requirements =>
  Object.assign({}, noRequirements, ...facts.map((it) => it.body).reverse());

type Value = number | string | Readonly<Record<string, unknown>>;
/** A value from a node, or what was expected there: "a number above 0". */
type Field = (node: YamlNode, said: Say) => Value | { readonly expected: string };
type Say = (node: YamlNode, message: string) => void;

const number =
  (above: number, most = Number.POSITIVE_INFINITY): Field =>
  (node) => {
    const value = node.kind === "scalar" && node.style === "plain" && node.text !== "" ? Number(node.text.replaceAll("_", "")) : Number.NaN;
    if (value > above && value <= most && Number.isFinite(value)) return value;
    return { expected: most === Number.POSITIVE_INFINITY ? `a number above ${above}` : `a number above ${above} and at most ${most}` };
  };
const word =
  (pattern: RegExp, expected: string): Field =>
  (node) =>
    node.kind === "scalar" && pattern.test(node.text) ? node.text : { expected };
/** `99.9` and `99.9%`. */
const percent: Field = (node, said) =>
  node.kind === "scalar" && node.text.endsWith("%")
    ? percent({ ...node, style: "plain", text: node.text.slice(0, -1).trim() }, said)
    : withExpected(number(0, 100)(node, said), "a percentage, such as 99.9");
const withExpected = (value: ReturnType<Field>, expected: string): ReturnType<Field> =>
  typeof value === "object" && "expected" in value ? { expected } : value;

const fields =
  (of: Readonly<Record<string, Field>>): Field =>
  (node, said) => {
    if (node.kind !== "map") return { expected: `a mapping of ${Object.keys(of).join(", ")}` };
    return mapping(node, said, (key) => (Object.hasOwn(of, key) ? of[key] : undefined), Object.keys(of));
  };
const named =
  (each: Field): Field =>
  (node, said) =>
    node.kind === "map" ? mapping(node, said, () => each, []) : { expected: "a mapping from names" };

const stated: Readonly<Record<string, Field>> = {
  stage: word(/^(prototype|production)$/, "prototype or production"),
  traffic: fields({ requestsPerSecond: number(0), peakFactor: number(0) }),
  data: fields({ gigabytes: number(0), growthPerYear: number(0) }),
  team: fields({ people: number(0), teams: number(0) }),
  slo: fields({ availability: percent, latencyMs: number(0) }),
  budget: fields({ monthly: number(0), currency: word(/^[A-Z]{3}$/, "a currency of three letters, such as EUR") }),
};
const whole = fields({ ...stated, systems: named(fields({ ...stated, components: named(fields(stated)) })) });

function mapping(
  map: YamlMap,
  said: Say,
  fieldOf: (key: string) => Field | undefined,
  known: readonly string[],
): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const { key, value } of map.entries) {
    const name = key.kind === "scalar" ? key.text : "";
    const field = fieldOf(name);
    const node = value.kind === "alias" ? (value.target ?? value) : value;
    if (field === undefined) {
      said(key, `${name === "" ? "This" : name} is not known here; there are ${known.join(", ")}.`);
    } else if (!(node.kind === "scalar" && node.text === "")) {
      const read = field(node, said);
      if (typeof read === "object" && "expected" in read) said(node, `${name} must be ${String(read["expected"])}.`);
      // Not by assignment: a name may be `__proto__`.
      else Object.defineProperty(found, name, { value: read, enumerable: true, configurable: true, writable: true });
    }
  }
  return found;
}

function read({ path, text }: SourceFile): FileFacts<Requirements> {
  const yaml = parseYaml(text);
  const problems: Problem[] = yaml.problems.map(({ message, severity, start, end }) => problem(yaml, path, severity, message, start, end));
  const root = yaml.documents[0]?.root;
  let body: Requirements = noRequirements;
  if (root !== undefined) {
    const said: Say = (node, message) => problems.push(problem(yaml, path, "warning", message, node.start, node.end));
    const value = whole(root, said);
    if (typeof value === "object" && !("expected" in value)) body = value as Requirements;
    else if (!(root.kind === "scalar" && root.text === ""))
      said(root, "Requirements are a mapping: stage, traffic, data, team, slo, budget, systems.");
  }
  return { file: path, reader: "requirements", body, problems, outline: "", mentions: [] };
}

const problem = (yaml: YamlFile, file: string, severity: "error" | "warning", message: string, start: number, end: number): Problem => ({
  message,
  file,
  severity,
  span: yaml.lines.span(start, end),
  reader: "requirements",
});
