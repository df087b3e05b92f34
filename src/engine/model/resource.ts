import type { CodePackage } from "./code.ts";
import type { ComponentRef, EvidenceId, In, ResourceId, SystemId } from "./ids.ts";
import type { ApiDescription, ProtoFile } from "./interface.ts";
import type { SqlSchema, SqlStatement, SqlTable } from "./schema.ts";
import type { TeamRule } from "./team-rule.ts";
import type { MapNode } from "./tree.ts";

/**
 * What rules ask and C4 has no word for, in the format's own words. One entry per content: variants that say the same share it.
 */
export interface Common {
  readonly id: ResourceId;
  readonly system: SystemId;
  /** The component it makes, where it makes one. */
  readonly component?: ComponentRef;
  readonly in: In;
  /** Where it is defined. */
  readonly at: EvidenceId;
}

/** A scalar as the file says it after interpolation, with its place. `templated`: a `${…}` without a value was left in it. */
export interface Text {
  readonly value: string;
  readonly at: EvidenceId;
  readonly templated: boolean;
  /** As it stands in the file, where interpolation made another text of it: `postgres:${TAG:-latest}`. */
  readonly written?: string;
}

export interface ComposePort {
  readonly at: EvidenceId;
  /** The text of a port in the short syntax, as it stands in the file; `undefined` = the long syntax. */
  readonly short?: string;
  /** `undefined` where it cannot be known (`${PORT}` without a value). */
  readonly target?: number;
  /** The host's port or range, as written; `undefined` = chosen at run time. */
  readonly published?: string;
  /** The host's interface; `undefined` = all of them. */
  readonly hostIp?: string;
  readonly protocol: "tcp" | "udp";
  /** Numbers and colons without quotes, in the short syntax. */
  readonly plain?: true;
}

export interface ComposeMount {
  readonly at: EvidenceId;
  readonly type: "volume" | "bind" | "tmpfs" | "image" | "cluster" | "npipe";
  readonly source?: string;
  readonly target: string;
  readonly readOnly: boolean;
}

export interface ComposeDependency {
  readonly at: EvidenceId;
  readonly service: string;
  readonly condition: "service_started" | "service_healthy" | "service_completed_successfully";
  readonly required: boolean;
}

export interface ComposeVariable {
  readonly at: EvidenceId;
  readonly name: string;
  /** After interpolation; `undefined` = taken from the shell that runs it. Values of secrets stay inside the engine. */
  readonly value?: string;
  /** Whether the value stands literally in a file under version control (and not in a `.env` that is not). */
  readonly from: "file" | "env-file" | "interpolated" | "shell";
  readonly templated: boolean;
  /** As it stands in the file, where interpolation made another text of it: `${DB_PASSWORD:-clinic}`. */
  readonly written?: string;
}

/** A host (and port) that a value of a service names, and what became of it. */
export interface ComposeAddress {
  readonly at: EvidenceId;
  /** The variable, command or field that holds it: "environment DB_URL". */
  readonly where: string;
  readonly host: string;
  readonly port?: number;
  readonly scheme?: string;
  /** The service that answers to that name on a network both share; `undefined` = nobody does. */
  readonly service?: string;
  /** Names that would resolve and look alike, best first: for "did you mean". */
  readonly near: readonly string[];
}

export interface ComposeService extends Common {
  readonly kind: "compose-service";
  readonly project: string;
  readonly name: string;
  readonly image?: Text;
  readonly build?: { readonly at: EvidenceId; readonly context: string; readonly dockerfile?: string; readonly target?: string };
  readonly command?: Text;
  readonly entrypoint?: Text;
  readonly profiles: readonly string[];
  readonly ports: readonly ComposePort[];
  /** Container ports said with `expose`. */
  readonly expose: readonly number[];
  readonly mounts: readonly ComposeMount[];
  readonly environment: readonly ComposeVariable[];
  readonly healthcheck?: { readonly at: EvidenceId; readonly disabled: boolean; readonly test?: string };
  readonly dependsOn: readonly ComposeDependency[];
  readonly networks: readonly string[];
  readonly networkMode?: Text;
  /** `pid`, `ipc` and `userns_mode`: whose processes, memory and users it shares. */
  readonly pid?: Text;
  readonly ipc?: Text;
  readonly userns?: Text;
  readonly privileged?: Text;
  readonly containerName?: Text;
  readonly restart?: Text;
  /** `deploy.restart_policy`; without a condition it is `any`. */
  readonly restartPolicy?: { readonly at: EvidenceId; readonly condition: string; readonly attempts?: string };
  /** Under `deploy.resources.limits`, or `mem_limit` and `cpus` (`cpu_quota`) beside it. */
  readonly memoryLimit?: Text;
  readonly cpuLimit?: Text;
  /** Where `deploy.resources` is said. */
  readonly resourcesAt?: EvidenceId;
  readonly replicas: number;
  readonly addresses: readonly ComposeAddress[];
  readonly labels: Readonly<Record<string, string>>;
  /** Keys of the service as merged, for rules that ask whether something is said at all. */
  readonly keys: readonly string[];
}

export interface ComposeVolume extends Common {
  readonly kind: "compose-volume";
  readonly name: string;
  readonly external: boolean;
  readonly driver?: string;
  /** The folder of the host that its driver is told to use. */
  readonly device?: Text;
}

export interface ComposeNetwork extends Common {
  readonly kind: "compose-network";
  readonly name: string;
  readonly external: boolean;
  readonly internal: boolean;
  readonly driver?: string;
}

/** Any object of a Kubernetes API, as it is applied (after kustomize), with its whole tree: graph/kubernetes.ts joins the references. */
export interface KubernetesObject extends Common {
  readonly kind: "kubernetes-object";
  readonly apiVersion: string;
  /** The object's own kind: `Deployment`, `Service`, … */
  readonly type: string;
  readonly name: string;
  /** `undefined` = none is said: the one it is applied into. */
  readonly namespace?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The whole object. Values of Secrets are not in it, only their keys. */
  readonly tree: MapNode;
  /** Templates wrote it: no text edit is certain, and of the places that are not decided nothing may be said to be wrong. */
  readonly rendered?: { readonly undecided: readonly EvidenceId[] };
}

export interface DockerInstruction {
  readonly at: EvidenceId;
  /** In capitals: `FROM`, `COPY`, … */
  readonly name: string;
  /** What stands behind it, continued lines joined, ARG and ENV filled in as far as they are known. */
  readonly text: string;
  /** `--from=build`, by name without the dashes. */
  readonly flags: Readonly<Record<string, string>>;
  /** The arguments of the exec form (`["node", "x.js"]`); `undefined` = the shell form. */
  readonly exec?: readonly string[];
  /** The text as it stands in the file, where it stands on one line: what a fix can replace. */
  readonly written?: string;
  /** What `ARG` and `ENV` set, as written without quotes; `undefined` = given when it is built. Values of secrets stay inside the engine. */
  readonly variables?: readonly { readonly name: string; readonly value?: string }[];
}
export interface DockerStage {
  readonly at: EvidenceId;
  readonly name?: string;
  /** An image, or the name of an earlier stage. */
  readonly base: Text;
  readonly platform?: string;
  readonly instructions: readonly DockerInstruction[];
}
/** A folder that the image may be built in, and what of it a copy of everything takes along. */
export interface DockerContext {
  readonly folder: string;
  /** The `.dockerignore` that holds there. */
  readonly ignore?: string;
  /** Which of `.git` and `.env` it leaves out. */
  readonly leavesOut: readonly string[];
  /** Env files that are there and not left out. Values of secrets stay inside the engine. */
  readonly takes: readonly { readonly name: string; readonly variables: readonly { readonly name: string; readonly value?: string }[] }[];
}
export interface Dockerfile extends Common {
  readonly kind: "dockerfile";
  readonly file: string;
  readonly stages: readonly DockerStage[];
  /** Of the last stage and the stages it is made from. */
  readonly exposes: readonly { readonly port: number; readonly at: EvidenceId }[];
  /** The Dockerfile's own folder and those above it, the nearest first. */
  readonly contexts: readonly DockerContext[];
}

export type Resource =
  | ComposeService
  | ComposeVolume
  | ComposeNetwork
  | KubernetesObject
  | Dockerfile
  | SqlStatement
  | SqlTable
  | SqlSchema
  | TeamRule
  | ApiDescription
  | ProtoFile
  | CodePackage;
export type ResourceKind = Resource["kind"];
export type ResourceOf<K extends ResourceKind> = Extract<Resource, { readonly kind: K }>;
