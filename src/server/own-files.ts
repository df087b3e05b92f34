import { type CompletionItem, CompletionItemKind, type Hover, MarkupKind } from "vscode-languageserver/node";
import { type Engine, kinds, ruleTitles, styles } from "../engine/index.ts";

/** Completion and hover in the files of `.architect`. What is wrong in them their readers say, as in any file. */

/** What may stand at a place of such a file, and what it is for. */
interface Field {
  readonly says: string;
  readonly fields?: Readonly<Record<string, Field>>;
  /** What it may be; asked when somebody is there. */
  readonly values?: (engine: Engine) => readonly string[];
}

const components = (engine: Engine): readonly string[] => {
  const graph = engine.graph();
  return [...new Set(graph.systems().flatMap(({ id }) => graph.components(id).map(({ name }) => name)))].sort();
};
const levels = (): readonly string[] => ["off", "on", "note", "warning", "error"];
const field = (says: string, values?: Field["values"]): Field => ({ says, ...(values && { values }) });
const ends = { from: field("Who connects.", components), to: field("Who is connected to.", components) };
const stated: Readonly<Record<string, Field>> = {
  stage: field("How far it is: what is no fault in a prototype is one in production.", () => ["prototype", "production"]),
  traffic: {
    says: "What comes in.",
    fields: { requestsPerSecond: field("On an average day."), peakFactor: field("How many times as much in the busiest minute.") },
  },
  data: { says: "What is kept.", fields: { gigabytes: field("Today."), growthPerYear: field("Times as much a year from now.") } },
  team: { says: "Who builds and runs it.", fields: { people: field("How many."), teams: field("In how many teams.") } },
  slo: {
    says: "What is promised.",
    fields: { availability: field("In percent: 99.9."), latencyMs: field("In milliseconds, for nearly all requests.") },
  },
  budget: {
    says: "What it may cost.",
    fields: { monthly: field("A month."), currency: field("EUR, USD …", () => ["EUR", "USD", "GBP", "CHF"]) },
  },
};
const schemas: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  corrections: {
    corrections: {
      says: "What people say about the architecture where the files cannot be understood otherwise, one line each. It outranks every file.",
      fields: {
        same: field("Two names of one component: `same: [db, postgres]`.", components),
        different: field("Two that are not one: `different: [web, web-admin]`.", components),
        ignore: field("Not part of the system: a test container, a tool.", components),
        external: field("Belongs to somebody else, outside.", components),
        kind: { says: "What it really is.", fields: { of: field("Which component.", components), is: field("What it is.", () => kinds) } },
        owner: { says: "Whose it is.", fields: { of: field("Which component.", components), is: field("A team or a person.") } },
        connects: {
          says: "A connection that no file says.",
          fields: { ...ends, style: field("How.", () => styles), protocol: field("amqp, http …") },
        },
        unconnected: { says: "A connection that is not there, whatever a file says.", fields: ends },
      },
    },
  },
  requirements: {
    ...stated,
    systems: { says: "The same for one system, by its name.", fields: { "*": { says: "A system.", fields: stated } } },
  },
  config: {
    rules: {
      says: "How findings are told, by rule or by a pattern: `k8s-*: note`.",
      fields: Object.fromEntries(ruleTitles().map(({ id, title }) => [id, { says: title, values: levels }])),
    },
    overrides: {
      says: "Parts of the folder where rules are set otherwise.",
      fields: { paths: field("Files and folders: `dev/**`."), rules: field("As above, for these.") },
    },
    exclude: field("Files that are not the team's own system: they are not read."),
    baseline: field("The file of findings that are known."),
  },
  rules: {
    rules: {
      says: "What the team forbids, requires, limits and owns.",
      fields: {
        name: field("What the rule is called."),
        because: field("Why: everybody who breaks it is told."),
        severity: field("How much it weighs.", () => ["error", "warning", "note"]),
        forbid: field("Connections that must not be: `forbid: { from: payments*, to: { owner: marketing } }`."),
        require: field('What components must have: `require: { of: { kind: service }, owner: "*" }`.'),
        limit: field("How many of something there may be."),
        own: field("Who owns what."),
      },
    },
  },
};

const schemaOf = (file: string): Field | undefined => {
  const name = /(?:^|\/)\.architect\/(\w+)\.ya?ml$/.exec(file)?.[1] ?? "";
  const fields = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
  return fields && { says: "", fields };
};

/** What may be written at an offset; `undefined` = it is none of our files. */
export function completionsAt(file: string, text: string, offset: number, engine: Engine): readonly CompletionItem[] | undefined {
  const schema = schemaOf(file);
  if (schema === undefined) return undefined;
  const { path, ofKey } = whereIn(text, offset);
  const around = at(schema, path);
  const named = ofKey === undefined ? undefined : child(around, ofKey);
  // A list of names may stand in brackets or below; either way its key says what they are.
  const values = (ofKey === undefined ? around?.values : named?.values)?.(engine);
  if (values !== undefined) return values.map((label) => ({ label, kind: CompletionItemKind.Value }));
  if (ofKey !== undefined) return [];
  return Object.entries(around?.fields ?? {})
    .filter(([name]) => name !== "*")
    .map(([label, { says }]) => ({ label, kind: CompletionItemKind.Property, documentation: says, insertText: `${label}: ` }));
}

/** What the key under the cursor is for. */
export function fieldHover(file: string, text: string, offset: number): Hover | undefined {
  const schema = schemaOf(file);
  if (schema === undefined) return undefined;
  const start = offset - (/[\w*-]*$/.exec(text.slice(0, offset))?.[0].length ?? 0);
  const key = /^[\w*-]+(?=\s*:)/.exec(text.slice(start))?.[0];
  const says = key === undefined ? undefined : child(at(schema, whereIn(text, start).path), key)?.says;
  return says === undefined || says === "" ? undefined : { contents: { kind: MarkupKind.Markdown, value: says } };
}

const child = (of: Field | undefined, name: string): Field | undefined =>
  of?.fields === undefined ? undefined : Object.hasOwn(of.fields, name) ? of.fields[name] : of.fields["*"];
const at = (schema: Field, path: readonly string[]): Field | undefined => path.reduce<Field | undefined>(child, schema);

/**
 * The keys above an offset, outermost first, and the key whose value is written there. By indentation and brackets, not by a parser: a
 * file in which somebody types is no YAML most of the time.
 */
function whereIn(text: string, offset: number): { readonly path: readonly string[]; readonly ofKey: string | undefined } {
  const lines = text.slice(0, offset).split("\n");
  const line = lines.pop() ?? "";
  const outer: string[] = [];
  let indent = /^[\s-]*/.exec(line)?.[0].length ?? 0;
  for (const above of lines.reverse()) {
    const [, lead = "", key] = /^([\s-]*)([\w*-]+)\s*:\s*(?:#.*|&\S+\s*)?\r?$/.exec(above) ?? [];
    const isList = /^\s*-/.test(line) && lead.length === indent - 2;
    if (key === undefined || (lead.length >= indent && !isList)) continue;
    outer.unshift(key);
    indent = lead.length;
  }
  const inner: string[] = [];
  let key: string | undefined;
  for (const [token] of line.replace(/^[\s-]*/, "").matchAll(/[\w*-]+(?=\s*:)|[{}[\],:]/g)) {
    if (token === "{") {
      if (key !== undefined) inner.push(key);
      key = undefined;
    } else if (token === "}") key = inner.pop();
    else if (token === ",") key = line.lastIndexOf("[") > line.lastIndexOf("]") ? key : undefined;
    else if (/\w/.test(token)) key = token;
  }
  return { path: [...outer, ...inner], ofKey: key };
}
