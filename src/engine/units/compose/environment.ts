import type { EvidenceId, Span } from "../../model/index.ts";
import { interpolate, type Lookup } from "./interpolate.ts";
import { asMap, pairOf } from "./merge.ts";
import type { MapNode, Node, ScalarNode, Variable } from "./project.ts";
import { fieldOf, textOf } from "./short.ts";
import { type EnvFiles, envIdOf, lookupIn, type Variables } from "./variables.ts";

export interface EnvFileUse {
  /** As merged, relative to the service's folder. */
  readonly path: string;
  readonly required: boolean;
  readonly format: string | undefined;
  readonly at: EvidenceId;
  readonly templated: boolean;
}

/** `env_file` in its three forms. */
export function envFilesOf(service: MapNode): readonly EnvFileUse[] {
  const value = fieldOf(service, "env_file");
  const items = value === undefined ? [] : value.kind === "seq" ? value.items : [value];
  return items.flatMap((item) => {
    const path = item.kind === "map" ? fieldOf(item, "path") : item;
    if (path?.kind !== "scalar" || path.type === "null" || path.text === "") return [];
    const required = textOf(fieldOf(item, "required"))?.toLowerCase();
    const format = textOf(fieldOf(item, "format"));
    return [{ path: path.text, required: required !== "false", format, at: path.at, templated: path.templated }];
  });
}

/** Env files in their order, then `environment`: of a name that stands twice the last value holds. */
export function environmentOf(
  service: MapNode,
  envFiles: readonly { readonly path: string; readonly format: string | undefined }[],
  variables: Variables,
  files: EnvFiles,
  places: Map<EvidenceId, Span>,
): readonly Variable[] {
  const found = new Map<string, Variable>();
  const own = ownVariables(fieldOf(service, "environment"), variables);
  const ownValues = new Map(own.map((it) => [it.name, it.templated ? undefined : it.value]));
  for (const { path, format } of envFiles) {
    const file = files.read(path, format);
    // What the project says stands before what the service says, and that before what stands further up in its env files.
    const lookup: Lookup = (name) => variables.values.get(name) ?? ownValues.get(name) ?? plainValue(found.get(name));
    for (const { name, value, expands, start, end } of file?.entries ?? []) {
      const at = envIdOf(path, name);
      if (file !== undefined) places.set(at, file.lines.span(start, end));
      const filled = value !== undefined && expands ? interpolate(value, lookup) : { text: value, templated: false };
      const text = filled.text ?? variables.values.get(name);
      if (text === undefined && value === undefined) continue;
      const written = value === undefined || text === value ? undefined : value;
      found.set(name, { name, value: text, written, templated: filled.templated, from: "env-file", at });
    }
  }
  for (const it of own) found.set(it.name, it);
  return [...found.values()];
}

const plainValue = (variable: Variable | undefined): string | undefined => (variable?.templated === true ? undefined : variable?.value);

function ownVariables(environment: Node | undefined, variables: Variables): readonly Variable[] {
  if (environment === undefined) return [];
  const variable = (name: string, at: EvidenceId, value: Node | undefined): Variable[] => {
    if (name === "") return [];
    if (value === undefined || (value.kind === "scalar" && value.type === "null")) {
      const known = lookupIn(variables)(name);
      return [{ name, value: known, written: undefined, templated: false, from: known === undefined ? "shell" : "interpolated", at }];
    }
    if (value.kind !== "scalar") return [];
    const { text, written, templated } = value;
    return [{ name, value: text, written, templated, from: written !== undefined || templated ? "interpolated" : "file", at }];
  };
  if (environment.kind === "map") return [...environment.entries].flatMap(([name, { at, value }]) => variable(name, at, value));
  const items = environment.kind === "seq" ? environment.items : [];
  return items.flatMap((item) => {
    if (item.kind === "map") return [...asMap(item, nothing).entries].flatMap(([name, { at, value }]) => variable(name, at, value));
    if (item.kind !== "scalar") return [];
    const { name, value } = pairOf(item);
    return variable(name, item.at, value);
  });
}

const nothing = (item: ScalarNode): Node => item;
