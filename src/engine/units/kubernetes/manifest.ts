import type { EvidenceId, MapNode, Problem, Span, VariantId } from "../../model/index.ts";
import type { Address } from "../../syntax/addresses/addresses.ts";
import type { Operated } from "./operated.ts";

/** An object as it would be applied. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** `undefined` = none is said: the one it is applied into. */
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** The whole object. Values of Secrets are not in it, only their keys. */
  readonly tree: MapNode;
  /** Of a Secret: the hosts that its values name, by key. The values themselves are kept nowhere. */
  readonly hosts?: ReadonlyMap<string, readonly Address[]>;
  readonly at: EvidenceId;
  readonly file: string;
  /** What it brings is known from elsewhere: a chart that another one depends on. */
  readonly operated?: Operated;
  /** Templates wrote it: the places of which nobody knows all. */
  readonly rendered?: { readonly undecided: readonly EvidenceId[] };
}

/** The objects of one variant. */
export interface Rendering {
  readonly id: VariantId;
  readonly origin: "kustomize" | "manifests" | "helm";
  /** For pickers. */
  readonly title: string;
  readonly environment: string | undefined;
  readonly files: readonly string[];
  readonly objects: readonly Manifest[];
  readonly problems: readonly Problem[];
  readonly places: ReadonlyMap<EvidenceId, Span>;
  /** Something of it is not in this workspace: what is missing here may be there. */
  readonly partial?: true;
}
