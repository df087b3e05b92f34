import { registryModule } from "../../knowledge/cloud/index.ts";
import type { HclBlock } from "../../syntax/hcl/tree.ts";
import { type Placed, refsIn, unknown, type Value, wholeText } from "../cloud/value.ts";
import type { Library } from "../unit.ts";
import { bodyOf, type Evaluation, evaluate, type Scope } from "./evaluate.ts";
import { attributeOf, localSource, type Module, moduleOf, type Part, terraformFile } from "./module.ts";

/** A module as it is called once: with its inputs, under an address like `module.orders.`. */
export interface Instance {
  readonly prefix: string;
  readonly module: Module;
  /** Its calls of other modules of the workspace, by name. */
  readonly children: ReadonlyMap<string, Instance>;
  readonly scope: Scope;
}

/** A resource, data source or module of the registry of an instance. */
export interface Declared {
  readonly address: string;
  readonly type: string;
  readonly label: string;
  readonly part: Part<HclBlock>;
  readonly instance: Instance;
}

const mostInstances = 300;
const deepest = 12;

/** A root module with all that it calls. `values`: the files of values that are taken without being asked for. */
export function instantiate(
  folder: string,
  modules: ReadonlyMap<string, readonly string[]>,
  values: readonly string[],
  library: Library,
  evaluation: Evaluation,
): Instance {
  let count = 0;
  const given = new Map(
    values.flatMap((file) => {
      const source = terraformFile(library, file);
      return (source?.body.attributes ?? []).map((it) => [it.name, it.value] as const);
    }),
  );
  const open = (at: string, prefix: string, input: (name: string) => Value | undefined, depth: number): Instance => {
    const module = moduleOf(at, modules.get(at) ?? [], library);
    const children = new Map<string, Instance>();
    const scope = scopeOf(module, prefix, input, children, evaluation);
    for (const { it } of module.blocks) {
      const [name] = it.labels;
      if (it.type !== "module" || name === undefined || depth > deepest || count > mostInstances) continue;
      const source = attributeOf(it.body, "source")?.value;
      const target = source?.kind === "literal" ? localSource(source.text, at) : undefined;
      if (target === undefined || !modules.has(target)) continue;
      count++;
      const asked = (input: string): Value | undefined => {
        const attribute = attributeOf(it.body, input);
        return attribute && evaluate(attribute.value, scope);
      };
      children.set(name, open(target, `${prefix}module.${name}.`, asked, depth + 1));
    }
    return { prefix, module, children, scope };
  };
  const none: Scope = { names: new Map(), folder, evaluation, file: undefined, resolve: () => unknown() };
  return open(
    folder,
    "",
    (name) => {
      const value = given.get(name);
      return value && evaluate(value, none);
    },
    0,
  );
}

function scopeOf(
  module: Module,
  prefix: string,
  input: (name: string) => Value | undefined,
  children: ReadonlyMap<string, Instance>,
  evaluation: Evaluation,
): Scope {
  const known = new Map<string, Value | undefined>();
  /** Once for each name; what leads back to itself is not known. */
  const once = (key: string, find: () => Value): Value => {
    if (known.has(key)) return known.get(key) ?? unknown();
    known.set(key, undefined);
    const value = find();
    known.set(key, value);
    return value;
  };
  const variables = new Map(
    module.blocks.flatMap((part) => (part.it.type === "variable" ? [[part.it.labels[0] ?? "", part] as const] : [])),
  );
  const outputs = new Map(module.blocks.flatMap((part) => (part.it.type === "output" ? [[part.it.labels[0] ?? "", part] as const] : [])));
  const locals = new Map(
    module.blocks.flatMap((part) =>
      part.it.type === "locals" ? part.it.body.attributes.map((it) => [it.name, { part, it }] as const) : [],
    ),
  );
  const registry = new Set(
    module.blocks.flatMap(({ it }) => {
      const source = it.type === "module" ? attributeOf(it.body, "source")?.value : undefined;
      return source?.kind === "literal" && registryModule(source.text) !== undefined ? [it.labels[0] ?? ""] : [];
    }),
  );
  const scope: Scope = {
    names: new Map(),
    folder: module.folder,
    evaluation,
    file: undefined,
    resolve(root, [first = "", ...rest]) {
      if (root === "var")
        return once(`var.${first}`, () => {
          const said = input(first);
          const part = variables.get(first);
          const otherwise = part && attributeOf(part.it.body, "default");
          return said ?? (otherwise === undefined ? unknown() : evaluate(otherwise.value, { ...scope, file: part }));
        });
      if (root === "local") {
        const found = locals.get(first);
        return found === undefined ? unknown() : once(`local.${first}`, () => evaluate(found.it.value, { ...scope, file: found.part }));
      }
      if (root === "output") {
        const part = outputs.get(first);
        const value = part && attributeOf(part.it.body, "value");
        return value === undefined ? unknown() : once(`output.${first}`, () => evaluate(value.value, { ...scope, file: part }));
      }
      if (root === "module") {
        const child = children.get(first);
        if (child !== undefined) return child.scope.resolve("output", rest);
        return registry.has(first) ? unknown([{ address: `${prefix}module.${first}`, path: rest }]) : unknown();
      }
      if (root === "data") return unknown([{ address: `${prefix}data.${first}.${rest[0] ?? ""}`, path: rest.slice(1) }]);
      if (!root.includes("_") || first === "") return unknown();
      return unknown([{ address: `${prefix}${root}.${first}`, path: rest }]);
    },
  };
  return scope;
}

/** Every resource and data source of an instance and of those below it, and the modules of the registry that it calls. */
export function* declaredIn(instance: Instance): Iterable<Declared> {
  for (const part of instance.module.blocks) {
    const { type, labels, body } = part.it;
    const [first = "", second = ""] = labels;
    const at = { part, instance };
    if (type === "resource") yield { address: `${instance.prefix}${first}.${second}`, type: first, label: second, ...at };
    else if (type === "data") yield { address: `${instance.prefix}data.${first}.${second}`, type: `data.${first}`, label: second, ...at };
    else if (type === "module") {
      const source = attributeOf(body, "source")?.value;
      const known = source?.kind === "literal" ? registryModule(source.text) : undefined;
      if (known !== undefined) yield { address: `${instance.prefix}module.${first}`, type: known, label: first, ...at };
    }
  }
  for (const child of instance.children.values()) yield* declaredIn(child);
}

/** What a resource says, with `count = 0` and an empty `for_each` as none at all. */
export function settingsOf({ part, instance, address }: Declared): Placed | undefined {
  const scope: Scope = { ...instance.scope, file: part };
  const count = attributeOf(part.it.body, "count");
  const each = attributeOf(part.it.body, "for_each");
  if (count !== undefined && wholeText(evaluate(count.value, scope)) === "0") return undefined;
  let inner = scope;
  if (each !== undefined) {
    const over = evaluate(each.value, scope);
    if (over.kind === "map" && over.entries.size === 0) return undefined;
    if (over.kind === "list" && over.items.length === 0) return undefined;
    inner = { ...scope, names: new Map([["each", eachOf(over)]]) };
  }
  const anchor = address.slice(instance.prefix.length).replaceAll("#", "_");
  const span = part.source.lines.span(part.it.start, part.it.head);
  return { value: bodyOf(part.it.body, inner, anchor), at: { file: part.file, anchor, span } };
}

/** `each` of one for all: known where there is only one, else what it takes of others. */
function eachOf(over: Value): Value {
  const at = { file: "", anchor: "", span: undefined };
  const [only, ...more] = over.kind === "map" ? [...over.entries] : [];
  const entry = (value: Value) => ({ value, at });
  if (only !== undefined && more.length === 0)
    return {
      kind: "map",
      entries: new Map([
        ["key", entry({ kind: "text", text: only[0], whole: true, refs: [] })],
        ["value", entry(only[1].value)],
      ]),
    };
  const refs = refsIn(over).map((it) => ({ ...it, unsure: true as const }));
  return {
    kind: "map",
    entries: new Map([
      ["key", entry(unknown())],
      ["value", entry(unknown(refs))],
    ]),
  };
}
