import type { EvidenceId } from "./ids.ts";
import type { Common } from "./resource.ts";

/** How an interface is reached: one scheme each, so that a server behind `{scheme}://…` says all it may be. */
export interface ApiServer {
  readonly at: EvidenceId;
  /** As written, without credentials. */
  readonly url: string;
  /** `https`, `ws` …, in lower case; none = relative to where the description was found. */
  readonly schemes: readonly string[];
  readonly host?: string;
}

/** Alternatives, each a set of schemes that are wanted together; an empty set is "nobody has to say who they are". */
export interface ApiSecurity {
  readonly at: EvidenceId;
  readonly alternatives: readonly (readonly { readonly scheme: string; readonly scopes: readonly string[] }[])[];
}

export interface ApiScheme {
  readonly at: EvidenceId;
  readonly name: string;
  /** `http`, `apiKey`, `oauth2` …, as written; Swagger's `basic` is `http` with the scheme `basic`. */
  readonly type: string;
  /** Of `http`, in lower case: `basic`, `bearer`. */
  readonly scheme?: string;
  /** Of `apiKey`: `query`, `header`, `cookie`. */
  readonly in?: string;
}

export interface ApiParameter {
  readonly at: EvidenceId;
  readonly name: string;
  readonly in: string;
  /** What it may be, of an array its items: `integer`, `string`. */
  readonly types: readonly string[];
}

export interface ApiResponse {
  readonly at: EvidenceId;
  /** `200`, `4XX`, `default`. */
  readonly code: string;
  /** In lower case. */
  readonly headers: readonly string[];
  readonly content: boolean;
  /** Nothing at all is said of it, not even a description. */
  readonly empty: boolean;
}

export interface ApiOperation {
  readonly at: EvidenceId;
  /** In lower case. */
  readonly method: string;
  readonly path: string;
  readonly name?: { readonly value: string; readonly at: EvidenceId };
  /** `undefined` = the description's. */
  readonly security?: ApiSecurity;
  readonly parameters: readonly ApiParameter[];
  /** `undefined` = it says nothing of what comes back. */
  readonly responses?: { readonly at: EvidenceId; readonly list: readonly ApiResponse[] };
}

/** An OpenAPI or Swagger description with the files it is made of, as far as somebody asks: what its schemas are in detail is not here. */
export interface ApiDescription extends Common {
  readonly kind: "api-description";
  readonly file: string;
  /** `3.0.3`, `2.0`. */
  readonly version: string;
  readonly title: string;
  /** All of them, of paths and operations too. */
  readonly servers: readonly ApiServer[];
  readonly security?: ApiSecurity;
  readonly schemes: readonly ApiScheme[];
  readonly paths: readonly { readonly at: EvidenceId; readonly path: string }[];
  readonly operations: readonly ApiOperation[];
  /** Lists without a greatest length; the first of them by name, and how many there are. */
  readonly unbounded: { readonly count: number; readonly first: readonly { readonly at: EvidenceId; readonly name: string }[] };
  /** References that lead nowhere within this workspace. */
  readonly lost: readonly { readonly at: EvidenceId; readonly target: string }[];
  /** Schemas that need themselves, each circle by the names in it. */
  readonly circles: readonly { readonly at: EvidenceId; readonly names: readonly string[] }[];
  /** What is another than at the base; `undefined` = there is no base to compare with. */
  readonly differences?: readonly ContractDifference[];
}

/**
 * What is different from the base, in a contract's own words; whether it breaks anybody is a rule's business.
 * `subject` is what it is about (`GET /pets`, `shop.v1.Order.total`), `from` and `to` what it was and is, where that can be said.
 */
export interface ContractDifference {
  /** Where it stands now, or what is nearest to where it stood. */
  readonly at: EvidenceId;
  readonly kind: ContractChange;
  readonly subject: string;
  readonly from?: string;
  readonly to?: string;
  /** Of a field or value that is gone: what its parent would have to say so that nobody takes its place. */
  readonly reserve?: { readonly at: EvidenceId; readonly head: string; readonly lines: readonly string[]; readonly newline: string };
}

export type ContractChange =
  // Of OpenAPI.
  | "operation removed"
  | "parameter removed"
  | "parameter added, required"
  | "parameter required"
  | "body required"
  | "body media type removed"
  | "request type"
  | "request property required"
  | "request value removed"
  | "response removed"
  | "response media type removed"
  | "response type"
  | "response property removed"
  | "response property optional"
  | "response value added"
  | "security added"
  // Of proto.
  | "file removed"
  | "package changed"
  | "message removed"
  | "enum removed"
  | "service removed"
  | "rpc removed"
  | "rpc request"
  | "rpc response"
  | "rpc streaming"
  | "field removed"
  | "field name"
  | "field type"
  | "field label"
  | "field oneof"
  | "field json name"
  | "field number"
  | "required added"
  | "value removed"
  | "value name"
  | "reserved removed"
  | "extensions removed"
  | "file option";

export interface ProtoField {
  readonly at: EvidenceId;
  readonly name: string;
  readonly number: number;
  readonly required: boolean;
}
export interface ProtoRpc {
  readonly at: EvidenceId;
  readonly name: string;
  /** Full names without a leading dot, where the file (or its package) says them; else as written. */
  readonly request: string;
  readonly response: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
}

/** A file of Protocol Buffers. Names are full: with package and what they are nested in. */
export interface ProtoFile extends Common {
  readonly kind: "proto-file";
  readonly file: string;
  readonly syntax: "proto2" | "proto3" | "editions";
  readonly package?: { readonly name: string; readonly at: EvidenceId };
  readonly imports: readonly { readonly at: EvidenceId; readonly path: string }[];
  readonly messages: readonly { readonly at: EvidenceId; readonly name: string; readonly required: readonly ProtoField[] }[];
  readonly enums: readonly {
    readonly at: EvidenceId;
    readonly name: string;
    readonly values: readonly { readonly at: EvidenceId; readonly name: string; readonly number: number }[];
  }[];
  readonly services: readonly { readonly at: EvidenceId; readonly name: string; readonly rpcs: readonly ProtoRpc[] }[];
  readonly differences?: readonly ContractDifference[];
}
