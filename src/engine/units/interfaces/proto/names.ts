import type { ProtoEnumNode, ProtoMessageNode, ProtoServiceNode, ProtoSource } from "../../../syntax/proto/tree.ts";

/** What a file declares, by full names: package, what it is nested in, its own name. */
export interface Declared {
  readonly messages: ReadonlyMap<string, ProtoMessageNode>;
  readonly enums: ReadonlyMap<string, ProtoEnumNode>;
  readonly services: ReadonlyMap<string, ProtoServiceNode>;
}

export function declaredIn(source: ProtoSource): Declared {
  const messages = new Map<string, ProtoMessageNode>();
  const enums = new Map<string, ProtoEnumNode>();
  const services = new Map<string, ProtoServiceNode>();
  const prefix = source.package === undefined || source.package.name === "" ? "" : `${source.package.name}.`;
  const add = (message: ProtoMessageNode, before: string): void => {
    const name = before + message.name;
    messages.set(name, message);
    for (const it of message.messages) add(it, `${name}.`);
    for (const it of message.enums) enums.set(`${name}.${it.name}`, it);
  };
  for (const it of source.messages) add(it, prefix);
  for (const it of source.enums) enums.set(prefix + it.name, it);
  for (const it of source.services) services.set(prefix + it.name, it);
  return { messages, enums, services };
}

/**
 * The full name of a type as it is meant in a scope: the innermost that the file declares; else with the file's package, where only one
 * word is said, and as written, where it names its package itself.
 */
export function fullName(written: string, scope: string, source: ProtoSource, { messages, enums }: Declared): string {
  if (written.startsWith(".")) return written.slice(1);
  for (let at = scope; ; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
    const name = at === "" ? written : `${at}.${written}`;
    if (messages.has(name) || enums.has(name)) return name;
    if (at === "") break;
  }
  const own = source.package?.name;
  return written.includes(".") || own === undefined ? written : `${own}.${written}`;
}

const scalars: ReadonlySet<string> = new Set(
  "double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string bytes".split(" "),
);

/** The type of a field as others see it: scalars as they are, everything else by its full name. */
export function fullType(written: string, scope: string, source: ProtoSource, declared: Declared): string {
  if (scalars.has(written)) return written;
  const map = /^map<([^,]*),(.*)>$/.exec(written);
  if (map !== null) return `map<${map[1]}, ${fullType(map[2] ?? "", scope, source, declared)}>`;
  return fullName(written, scope, source, declared);
}
