/**
 * The only file that knows Mermaid's quoting and ids. Ids are ours (`n1`, `g1`, `e1`), so no name from a workspace can be taken
 * for syntax; labels are cleaned and escaped by table; there are no directives, no styles from outside and no `click`.
 */

/** Shapes by what they stand for; each exists since Mermaid 11.3, so that the same text draws in chat and on code hosts. */
export type Shape = "box" | "rounded" | "pill" | "hexagon" | "framed" | "cylinder" | "pipe" | "stack" | "table";
export type NodeId = `n${number}`;
export type GroupId = `g${number}`;
export type LinkId = `e${number}`;

export interface Node {
  readonly id: NodeId;
  /** What stands in it, a line each. */
  readonly lines: readonly string[];
  readonly shape: Shape;
  /** Names for style sheets: lower-case letters. */
  readonly classes: readonly string[];
}
export interface Group {
  readonly id: GroupId;
  readonly title: string;
  readonly classes: readonly string[];
  readonly items: readonly (Node | Group)[];
}
export interface Link {
  readonly id: LinkId;
  readonly from: NodeId | GroupId;
  readonly to: NodeId | GroupId;
  readonly label: string;
  readonly dotted: boolean;
  /** As a node's. */
  readonly classes?: readonly string[];
}
export interface Flowchart {
  readonly direction: "TB" | "LR";
  /** Read out by screen readers before anything else. */
  readonly title: string;
  readonly description: string;
  readonly items: readonly (Node | Group)[];
  readonly links: readonly Link[];
  /** Boxes of which one is to stand after the other, although no arrow leads there. */
  readonly rows?: readonly { readonly from: NodeId; readonly to: NodeId }[];
}

/** Brackets around a label; shapes without brackets of their own are named in a statement that follows. */
const shapes: Readonly<Record<Shape, readonly [open: string, close: string, name?: string]>> = {
  box: ["[", "]"],
  rounded: ["(", ")"],
  pill: ["([", "])"],
  hexagon: ["{{", "}}"],
  framed: ["[[", "]]"],
  cylinder: ["[(", ")]"],
  pipe: ["[", "]", "h-cyl"],
  stack: ["[", "]", "st-rect"],
  table: ["[", "]"],
};

/**
 * The only styles in the text itself, so that colours stay the theme's: dashes for what is not proved to be here, and what a
 * comparison is about, in colours that read on light and dark.
 */
const styles: Readonly<Record<string, string>> = {
  outside: "stroke-dasharray: 6 4",
  unknown: "stroke-dasharray: 6 4",
  proposed: "stroke-dasharray: 3 3",
  added: "stroke:#2da44e,stroke-width:3px",
  removed: "stroke:#cf222e,stroke-width:2px,stroke-dasharray: 6 4",
  altered: "stroke:#bf8700,stroke-width:3px",
};

/** The text of a flowchart. Same chart, same text. */
export function compile(chart: Flowchart): string {
  const text = [
    `flowchart ${chart.direction}`,
    `  accTitle: ${line(chart.title)}`,
    `  accDescr: ${line(chart.description)}`,
    ...chart.items.flatMap((it) => statement(it, "  ")),
    ...chart.links.flatMap(link),
    ...(chart.rows ?? []).map(({ from, to }) => `  ${from} ~~~ ${to}`),
  ];
  const used = new Set([...chart.items.flatMap(classesIn), ...chart.links.flatMap((it) => it.classes ?? [])]);
  for (const [name, style] of Object.entries(styles)) if (used.has(name)) text.push(`  classDef ${name} ${style}`);
  return `${text.join("\n")}\n`;
}

/** Tables with their columns, and which refers to which. */
export interface EntityChart {
  readonly title: string;
  readonly description: string;
  readonly tables: readonly EntityBox[];
  readonly relations: readonly Relation[];
}
export interface EntityBox {
  readonly id: NodeId;
  readonly name: string;
  readonly rows: readonly { readonly type: string; readonly name: string; readonly keys: readonly ("PK" | "FK" | "UK")[] }[];
}
export interface Relation {
  readonly id: LinkId;
  /** Whose rows refer, and to what. */
  readonly from: NodeId;
  readonly to: NodeId;
  readonly label: string;
  /** One row refers at most; every row has to refer to one. */
  readonly single: boolean;
  readonly required: boolean;
  /** Nothing declares it. */
  readonly dotted: boolean;
}

/** The text of an entity relationship diagram, in the words that Mermaid has had since version 10. Same chart, same text. */
export function compileEntities(chart: EntityChart): string {
  const text = [
    "erDiagram",
    `  accTitle: ${line(chart.title)}`,
    `  accDescr: ${line(chart.description)}`,
    ...chart.tables.flatMap(({ id, name, rows }) => [
      `  ${id}["${line(name)}"] {`,
      ...rows.map(
        (it) =>
          `    ${attribute(it.type) || "_"} ${rowText(it.name)}${it.keys.length === 0 ? "" : ` ${it.keys.join(",")}`}${noteOf(it.name)}`,
      ),
      "  }",
    ]),
    ...chart.relations.map((it) => {
      const [near, far] = [it.required ? "||" : "|o", it.single ? "o|" : "o{"];
      return `  ${it.to} ${near}${it.dotted ? ".." : "--"}${far} ${it.from} : "${escaped(labelText(it.label, 40))}"`;
    }),
  ];
  return `${text.join("\n")}\n`;
}

/** Types and columns are bare words to Mermaid. What is more than a word in a name is told behind it, letter for letter. */
const attribute = (text: string): string => {
  const word = labelText(text, 40)
    .replace(/\([^()]*[^\w()][^()]*\)/g, "")
    .replace(/[^\p{L}\p{N}_\-[\]()…]+/gu, "_")
    // Below À only plain letters count as such.
    .replace(/[\u0080-\u00bf]/g, "_")
    .replace(/\((?![^()]*\))|(?<!\([^()]*)\)/g, "_");
  return word === "" || /^[A-Za-z_\u00c0-\uffff]/.test(word) ? word.replace(/^(?=[pfu]k(?![\w]))/i, "_") : `_${word}`;
};
const rowText = (name: string): string => attribute(name) || "_";
const noteOf = (name: string): string =>
  (rowText(name) === name && !/^_.*_$/.test(name)) || labelText(name, 40) === "" ? "" : ` "${escaped(labelText(name, 40))}"`;

/** Who turns to whom, one after the other. */
export interface SequenceChart {
  readonly title: string;
  readonly description: string;
  readonly parties: readonly { readonly id: NodeId; readonly name: string }[];
  readonly steps: readonly {
    readonly from: NodeId;
    readonly to: NodeId;
    readonly label: string;
    readonly dotted: boolean;
    /** Nobody waits for it. */
    readonly sends: boolean;
  }[];
}

/** The text of a sequence diagram. Same chart, same text. */
export function compileSequence(chart: SequenceChart): string {
  const text = [
    "sequenceDiagram",
    `  accTitle: ${line(chart.title)}`,
    `  accDescr: ${line(chart.description)}`,
    "  autonumber",
    ...chart.parties.map(({ id, name }) => `  participant ${id} as ${line(name)}`),
    ...chart.steps.map(({ from, to, label, dotted, sends }) => {
      const arrow = sends ? (dotted ? "--)" : "-)") : dotted ? "-->>" : "->>";
      return `  ${from}${arrow}${to}: ${escaped(labelText(label, 80)) || "?"}`;
    }),
  ];
  return `${text.join("\n")}\n`;
}

function statement(item: Node | Group, indent: string): string[] {
  const classes = item.classes.map((it) => it.replace(/[^a-z]/g, "")).filter((it) => it !== "");
  if ("items" in item) {
    return [
      `${indent}subgraph ${item.id}["${line(item.title)}"]`,
      ...item.items.flatMap((it) => statement(it, `${indent}  `)),
      `${indent}end`,
      ...classes.map((it) => `${indent}class ${item.id} ${it}`),
    ];
  }
  const [open, close, name] = shapes[item.shape];
  const label =
    item.lines
      .map((it) => labelText(it))
      .filter((it) => it !== "")
      .map(escaped)
      .join("<br/>") || "?";
  // Mermaid takes one class behind a node; any other needs a statement of its own.
  const [kind, ...others] = classes;
  return [
    `${indent}${item.id}${open}"${label}"${close}${kind === undefined ? "" : `:::${kind}`}`,
    ...(name === undefined ? [] : [`${indent}${item.id}@{ shape: ${name} }`]),
    ...others.map((it) => `${indent}class ${item.id} ${it}`),
  ];
}

function link({ id, from, to, label, dotted, classes = [] }: Link): string[] {
  // What is done and how stand under each other: a row of arrows is as wide as its labels.
  const text = labelText(label, 40)
    .split(" · ")
    .map((it) => escaped(it))
    .join("<br/>");
  // The blank before the arrow's end matters: `--x` and `--o` are other arrows.
  const arrow = `  ${from} ${id}@${dotted ? "-.->" : "-->"}${text === "" ? "" : `|"${text}"|`} ${to}`;
  return [arrow, ...classes.map((it) => `  class ${id} ${it}`)];
}

const classesIn = (item: Node | Group): readonly string[] =>
  "items" in item ? [...item.classes, ...item.items.flatMap(classesIn)] : item.classes;

const line = (text: string): string => escaped(labelText(text, 300)) || "?";

/**
 * A text as a picture can show it: one line, at most `limit` characters, nothing invisible that turns the direction of what
 * follows. What a reader sees is this, letter for letter.
 */
export function labelText(text: string, limit = 56): string {
  const seen = text
    .slice(0, limit * 8) // nobody waits for the rest of a megabyte
    .replace(/\p{Cs}/gu, "\ufffd")
    .replace(/\s+/gu, " ")
    .replace(/[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]/gu, "")
    .trim();
  const characters = [...seen];
  return characters.length <= limit
    ? seen
    : `${characters
        .slice(0, limit - 1)
        .join("")
        .trimEnd()}…`;
}

/**
 * Characters that mean something to Mermaid's lexer, to the passes before it (directives, comments, its own entities) or to the
 * Markdown that some versions look for in every label, as Mermaid's entities.
 */
const entities: Readonly<Record<string, string>> = { "<": "#lt;", ">": "#gt;", "&": "#amp;" };
const special = /["#&<>`%$\\*~[\]{}|^;ﬂ¶]/gu;
/** Words that Mermaid looks for in the whole text: a diagram's kind, statements with colours, icons, links. */
const words =
  /(?<=[Dd][Ii][Rr][Ee][Cc][Tt][Ii][Oo])[Nn](?=\s)|(?<=C)4(?=Context|Container|Component|Dynamic|Deployment)|(?<=st)y(?=le)|(?<=class)D(?=ef)|(?<=\bfa[bklrs]?):(?=fa-)|(?<=:)\/(?=\/)/gu;
/** What Markdown takes for a list or a heading at the beginning, and underscores that are not inside a word. */
const markdown = /^[-+=](?=\s|$)|(?<=^\d+)[.)]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

const entity = (character: string): string => entities[character] ?? `#${character.codePointAt(0)};`;

function escaped(text: string): string {
  // Marked first and replaced in one pass, so that no entity is escaped a second time.
  const marked = new Set<number>();
  for (const pattern of [special, words, markdown]) for (const match of text.matchAll(pattern)) marked.add(match.index);
  let escaped = "";
  let at = 0;
  for (const character of text) {
    escaped += marked.has(at) ? entity(character) : character;
    at += character.length;
  }
  return escaped;
}
