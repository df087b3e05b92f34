import type { EvidenceId, Problem, Span, VariantId } from "../../model/index.ts";

/**
 * A Compose project as it would run: files merged, includes and extends followed, `${…}` filled in, profiles applied, short
 * syntax still as written. Every node knows where it stands, so that what is made of it can be proved and mended.
 */
export interface Project {
  /** `deploy/compose.yaml`, `compose.yaml+compose.prod.yaml`, `compose.yaml?debug`. */
  readonly id: VariantId;
  readonly name: string;
  /** Why it is called so: "name: in compose.yaml", "the folder's name". */
  readonly nameReason: string;
  /** The folder its relative paths start from, workspace-relative, "" = the root. */
  readonly folder: string;
  /** Every file that has a part in it, in the order of merging. */
  readonly files: readonly string[];
  readonly profiles: readonly string[];
  /** `development`, `production`, `test`, `staging` … as far as a file's name or a profile says so. */
  readonly environment: string | undefined;
  /** For pickers: "compose.yaml with profile debug". */
  readonly title: string;
  /** Services that run in this variant, by name. */
  readonly services: ReadonlyMap<string, Service>;
  readonly networks: ReadonlyMap<string, Entry>;
  readonly volumes: ReadonlyMap<string, Entry>;
  readonly configs: ReadonlyMap<string, Entry>;
  readonly secrets: ReadonlyMap<string, Entry>;
  readonly models: ReadonlyMap<string, Entry>;
  readonly problems: readonly Problem[];
  /** Places of every `at` that a node of this project has. */
  readonly places: ReadonlyMap<EvidenceId, Span>;
}

/** A named entry of a top-level section; `value` is the null scalar where nothing is said (`volumes: {data: }`). */
export interface Entry {
  readonly name: string;
  /** The key, where it was first said. */
  readonly at: EvidenceId;
  readonly value: Node;
  /** The compose file's folder its own relative paths start from (an include may have another one). */
  readonly folder: string;
}

export interface Service extends Entry {
  readonly value: MapNode;
  /** Every place that defines it, base file first: overrides, `extends`. */
  readonly definitions: readonly EvidenceId[];
  /** `env_file`s and `environment` as merged by the specification, later ones winning. */
  readonly environment: readonly Variable[];
}

export interface Variable {
  readonly name: string;
  /** `undefined` = taken from the shell that runs it. */
  readonly value: string | undefined;
  /** The text before interpolation, where that differs. */
  readonly written: string | undefined;
  readonly templated: boolean;
  readonly from: "file" | "env-file" | "interpolated" | "shell";
  readonly at: EvidenceId;
}

export type Node = ScalarNode | SeqNode | MapNode;

export interface ScalarNode {
  readonly kind: "scalar";
  readonly type: "string" | "number" | "boolean" | "null";
  /** After interpolation. */
  readonly text: string;
  /** As it stands in the file, where interpolation made another text of it. */
  readonly written: string | undefined;
  /** A `${…}` without a value was left in it. */
  readonly templated: boolean;
  readonly at: EvidenceId;
}
export interface SeqNode {
  readonly kind: "seq";
  readonly items: readonly Node[];
  readonly at: EvidenceId;
}
export interface MapNode {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, { readonly at: EvidenceId; readonly value: Node }>;
  readonly at: EvidenceId;
}
