import type { Graph, Subgraph, Viz } from "@viz-js/viz";
import type { Flowchart, Group, Link, Node } from "../../engine/index.ts";
import type { Font } from "./font.ts";
import { labelOf, linesOf, sizeOf, sizes } from "./measure.ts";

/** Where everything stands, in pixels from the upper left. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<string, Rectangle>;
  readonly groups: ReadonlyMap<string, Rectangle>;
  readonly links: ReadonlyMap<string, Route>;
}
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Route {
  /** A start and then three points a Bézier curve. */
  readonly curve: readonly Point[];
  /** Where the arrow's head ends. */
  readonly tip: Point | undefined;
  /** The middle of its label. */
  readonly label: Point | undefined;
}

/** Places a flowchart by Graphviz' `dot`. Boxes and labels have the sizes their texts take in our font. */
export function layOut(chart: Flowchart, viz: Viz, font: Font): Layout {
  const rendered = viz.render(graphOf(chart, font), { format: "json", engine: "dot", yInvert: true });
  if (rendered.status !== "success") throw new Error(`Graphviz cannot lay this out: ${rendered.errors[0]?.message ?? "no reason given"}`);
  return read(JSON.parse(rendered.output) as Output);
}

const inches = (pixels: number): number => pixels / 72;

function graphOf(chart: Flowchart, font: Font): Graph {
  const members = new Map<string, string>();
  for (const item of chart.items) noteMembers(item, members);
  return {
    name: "picture",
    directed: true,
    strict: false,
    graphAttributes: { rankdir: chart.direction, compound: true, nodesep: 0.45, ranksep: 0.6, pad: 0, charset: "utf-8", newrank: true },
    nodeAttributes: { shape: "box", fixedsize: true, label: "" },
    ...itemsOf(chart.items, font),
    edges: [
      ...chart.links.map((it) => edgeOf(it, members, font)),
      ...(chart.rows ?? []).map(({ from, to }) => ({ tail: from, head: to, attributes: { style: "invis" } })),
    ],
  };
}

/** Graphviz draws arrows between nodes: one that ends at a group ends at a member and is cut at the group's border. */
function noteMembers(item: Node | Group, members: Map<string, string>): string | undefined {
  if (!("items" in item)) return item.id;
  const first = item.items.map((it) => noteMembers(it, members)).find((it) => it !== undefined);
  if (first !== undefined) members.set(item.id, first);
  return first;
}

function itemsOf(items: readonly (Node | Group)[], font: Font): Pick<Subgraph, "nodes" | "subgraphs"> {
  return {
    nodes: items.flatMap((it) => {
      if ("items" in it) return [];
      const { width, height } = sizeOf(it, font);
      return [{ name: it.id, attributes: { width: inches(width), height: inches(height) } }];
    }),
    subgraphs: items.flatMap((it) =>
      "items" in it
        ? [
            {
              name: `cluster_${it.id}`,
              graphAttributes: {
                label: { html: spacer(font.widthOf(labelOf(it.title), sizes.group) + 8, sizes.group + 8) },
                labeljust: "l",
                margin: 14,
              },
              ...itemsOf(it.items, font),
            },
          ]
        : [],
    ),
  };
}

function edgeOf({ id, from, to, label }: Link, members: ReadonlyMap<string, string>, font: Font): NonNullable<Graph["edges"]>[number] {
  const text = linesOf(label);
  const width = Math.max(0, ...text.map((it) => font.widthOf(it, sizes.link)));
  return {
    tail: members.get(from) ?? from,
    head: members.get(to) ?? to,
    attributes: {
      id,
      ...(members.has(from) ? { ltail: `cluster_${from}` } : {}),
      ...(members.has(to) ? { lhead: `cluster_${to}` } : {}),
      ...(text.length === 0 ? {} : { label: { html: spacer(width + 8, text.length * sizes.linkLine + 4) } }),
    },
  };
}

/** Room for a text that we draw ourselves: Graphviz has no font here and would guess. */
const spacer = (width: number, height: number): string =>
  `<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0" FIXEDSIZE="TRUE" WIDTH="${Math.ceil(width)}" HEIGHT="${Math.ceil(height)}"><TR><TD></TD></TR></TABLE>`;

/** The part of Graphviz' JSON that is read. */
interface Output {
  readonly bb: string;
  readonly objects?: readonly {
    readonly name: string;
    readonly bb?: string;
    readonly pos?: string;
    readonly width?: string;
    readonly height?: string;
  }[];
  readonly edges?: readonly { readonly id?: string; readonly pos?: string; readonly lp?: string }[];
}

function read({ bb, objects = [], edges = [] }: Output): Layout {
  const frame = rectangle(bb);
  const nodes = new Map<string, Rectangle>();
  const groups = new Map<string, Rectangle>();
  for (const { name, bb: box, pos, width, height } of objects) {
    if (box !== undefined) groups.set(name.replace(/^cluster_/, ""), rectangle(box));
    else if (pos !== undefined) {
      const middle = point(pos);
      const [w, h] = [Number(width) * 72, Number(height) * 72];
      nodes.set(name, { x: middle.x - w / 2, y: middle.y - h / 2, width: w, height: h });
    }
  }
  const links = new Map<string, Route>();
  for (const { id, pos, lp } of edges) {
    if (id === undefined || pos === undefined) continue;
    const words = pos.split(" ");
    const tip = words.find((it) => it.startsWith("e,"));
    const curve = words.filter((it) => /^[-\d.]/.test(it)).map(point);
    links.set(id, { curve, tip: tip === undefined ? undefined : point(tip.slice(2)), label: lp === undefined ? undefined : point(lp) });
  }
  return { width: frame.width, height: frame.height, nodes, groups, links };
}

function point(text: string): Point {
  const [x, y] = text.split(",").map(Number);
  return { x: x ?? 0, y: y ?? 0 };
}

function rectangle(text: string): Rectangle {
  const [a = 0, b = 0, c = 0, d = 0] = text.split(",").map(Number);
  return { x: Math.min(a, c), y: Math.min(b, d), width: Math.abs(c - a), height: Math.abs(d - b) };
}
