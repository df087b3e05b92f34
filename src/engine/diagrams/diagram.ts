import type { Graph } from "../graph/graph.ts";
import type { EvidenceId, Ref, SystemId, VariantId } from "../model/index.ts";
import type { Flowchart } from "./mermaid.ts";

/** What to draw of it. */
export interface DrawOptions {
  readonly system?: SystemId;
  /** `undefined` = the one of `shown`, else the system's main variant. */
  readonly variant?: VariantId;
  /** The variants somebody has chosen to look at, at most one a system; those that are no more count for nothing. */
  readonly shown?: readonly VariantId[];
  /** Only these and what is within `hops` of them. */
  readonly focus?: readonly Ref[];
  readonly hops?: number;
  /** The request whose path is drawn: an endpoint's id, or `POST /tickets`. */
  readonly endpoint?: string;
  /** Only this namespace of a cluster and who it talks to, in the deployment view. */
  readonly namespace?: string;
}

/** A box of the picture: the id Mermaid knows it by, and what it stands for. */
export interface Box {
  readonly id: string;
  readonly ref: Ref | undefined;
  readonly name: string;
  /** "database, postgres 16": what a screen reader says after the name. */
  readonly about: string;
  readonly proof: readonly EvidenceId[];
  /** Of a table: the rows that are drawn, in their order, each with its own proof. A row without one stands for others. */
  readonly rows?: readonly { readonly name: string; readonly proof: readonly EvidenceId[] }[];
}
export interface Arrow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly dotted: boolean;
  readonly proof: readonly EvidenceId[];
}

/** Mermaid text that our compiler made (ids are ours, labels quoted), and what each part of it stands for. */
export interface Drawing {
  readonly view: string;
  readonly title: string;
  readonly mermaid: string;
  /** The same as data, for who lays it out without Mermaid. */
  readonly chart: Flowchart;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  readonly system: SystemId | undefined;
  readonly variant: VariantId | undefined;
  /** What was left out and how to see it: "12 more services: focus on one". */
  readonly omitted: string | undefined;
  /** The variant of each system that is drawn. */
  readonly seen?: readonly Seen[];
  /** Parts that can be drawn alone: namespaces of a cluster. */
  readonly parts?: readonly string[];
}
export interface Seen {
  readonly system: SystemId;
  readonly variant: VariantId;
}

/** One way to look at an architecture. One file a view. */
export interface Diagram {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  draw(graph: Graph, options: DrawOptions): Drawing;
}
