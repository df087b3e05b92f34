import type { Component, Endpoint, Entity, Topic } from "./component.ts";
import type { Evidence, Problem } from "./evidence.ts";
import type { ComponentRef, EndpointRef, EntityRef, EvidenceId, ResourceId, SystemId, TopicRef, UseId, VariantId } from "./ids.ts";
import type { Resource } from "./resource.ts";
import type { Use } from "./use.ts";

export interface System {
  readonly id: SystemId;
  /** The folder its files share, workspace-relative, "" = the root. */
  readonly folder: string;
  /** Why these files are one system. */
  readonly reason: string;
}

/** Whether a system is called as it is only because the folder that is open is: in another clone it may have another name. */
export const isNamedByFolder = ({ reason }: System): boolean => folderReasons.has(reason);
const folderReasons: ReadonlySet<string> = new Set(["the workspace's name", "The folder that is open."]);

/** One way the system is put together: a compose project with its overrides and profiles, an overlay, a values file. */
export interface Variant {
  readonly id: VariantId;
  readonly system: SystemId;
  readonly origin: "compose" | "kustomize" | "helm" | "manifests" | "terraform" | "cloudformation" | "serverless" | "profile";
  readonly files: readonly string[];
  /** `development`, `production`, `test` … as far as a name says so. */
  readonly environment: string | undefined;
  /** The one that is meant when nobody names a variant; exactly one per system. */
  readonly main: boolean;
  /** For pickers: "compose.yaml with profile debug". */
  readonly title: string;
  /** Something it is made of is not in this workspace (a remote base, a chart): what is missing in it may be there. */
  readonly partial?: true;
}

/** Flat tables keyed by id, plus problems: everything known about a workspace, or proposed for it. */
export interface Architecture {
  readonly systems: ReadonlyMap<SystemId, System>;
  readonly variants: ReadonlyMap<VariantId, Variant>;
  readonly components: ReadonlyMap<ComponentRef, Component>;
  readonly endpoints: ReadonlyMap<EndpointRef, Endpoint>;
  readonly topics: ReadonlyMap<TopicRef, Topic>;
  readonly entities: ReadonlyMap<EntityRef, Entity>;
  readonly uses: ReadonlyMap<UseId, Use>;
  readonly resources: ReadonlyMap<ResourceId, Resource>;
  readonly evidence: ReadonlyMap<EvidenceId, Evidence>;
  readonly problems: readonly Problem[];
}

/** The tables that a patch can change. */
export interface Tables {
  readonly systems: System;
  readonly variants: Variant;
  readonly components: Component;
  readonly endpoints: Endpoint;
  readonly topics: Topic;
  readonly entities: Entity;
  readonly uses: Use;
  readonly resources: Resource;
  readonly evidence: Evidence;
}
export type Table = keyof Tables;

export const tables: readonly Table[] = [
  "systems",
  "variants",
  "components",
  "endpoints",
  "topics",
  "entities",
  "uses",
  "resources",
  "evidence",
];

export const emptyArchitecture: Architecture = {
  systems: new Map(),
  variants: new Map(),
  components: new Map(),
  endpoints: new Map(),
  topics: new Map(),
  entities: new Map(),
  uses: new Map(),
  resources: new Map(),
  evidence: new Map(),
  problems: [],
};
