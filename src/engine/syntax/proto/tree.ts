/** A file of Protocol Buffers as it stands; places are offsets into the text, `start` inclusive, `end` exclusive. */
interface Range {
  readonly start: number;
  readonly end: number;
}

export interface ProtoOption extends Range {
  /** `deprecated`, `(google.api.http).get`, `features.field_presence`. */
  readonly name: string;
  /** As written, strings without quotes; of an aggregate `{ … }` nothing. */
  readonly value: string;
}

export interface ProtoFieldNode extends Range {
  readonly name: string;
  readonly number: number;
  /** As written, without spaces: `int32`, `.shop.v1.Order`, `map<string,Order>`, of a group the group's name. */
  readonly type: string;
  readonly label: "optional" | "required" | "repeated" | "none";
  readonly oneof: string | undefined;
  readonly group: boolean;
  readonly options: readonly ProtoOption[];
}

/** Numbers from the first to the last, both in it; `max` is the greatest number there is. */
export type Numbers = readonly [from: number, to: number];

export interface Reserved {
  readonly numbers: readonly Numbers[];
  readonly names: readonly string[];
}

export interface ProtoMessageNode extends Range {
  readonly name: string;
  /** From its first word to just after its `{`. */
  readonly head: Range;
  readonly fields: readonly ProtoFieldNode[];
  readonly messages: readonly ProtoMessageNode[];
  readonly enums: readonly ProtoEnumNode[];
  readonly extends: readonly ProtoExtendNode[];
  readonly reserved: Reserved;
  readonly extensions: readonly Numbers[];
  readonly options: readonly ProtoOption[];
}

export interface ProtoValueNode extends Range {
  readonly name: string;
  readonly number: number;
  readonly options: readonly ProtoOption[];
}
export interface ProtoEnumNode extends Range {
  readonly name: string;
  readonly head: Range;
  readonly values: readonly ProtoValueNode[];
  readonly reserved: Reserved;
  readonly options: readonly ProtoOption[];
}

export interface ProtoRpcNode extends Range {
  readonly name: string;
  readonly request: string;
  readonly response: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
  readonly options: readonly ProtoOption[];
}
export interface ProtoServiceNode extends Range {
  readonly name: string;
  readonly head: Range;
  readonly rpcs: readonly ProtoRpcNode[];
  readonly options: readonly ProtoOption[];
}
export interface ProtoExtendNode extends Range {
  readonly target: string;
  readonly fields: readonly ProtoFieldNode[];
}

export interface ProtoProblem extends Range {
  readonly message: string;
}

export interface ProtoSource {
  readonly syntax: "proto2" | "proto3" | "editions";
  /** `2023`; of the others nothing. */
  readonly edition: string | undefined;
  readonly package: (Range & { readonly name: string }) | undefined;
  readonly imports: readonly (Range & { readonly path: string; readonly kind: "plain" | "public" | "weak" | "option" })[];
  readonly options: readonly ProtoOption[];
  readonly messages: readonly ProtoMessageNode[];
  readonly enums: readonly ProtoEnumNode[];
  readonly services: readonly ProtoServiceNode[];
  readonly extends: readonly ProtoExtendNode[];
  readonly problems: readonly ProtoProblem[];
}
