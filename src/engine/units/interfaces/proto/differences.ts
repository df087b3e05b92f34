import type { ContractChange, ContractDifference, EvidenceId } from "../../../model/index.ts";
import type {
  Numbers,
  ProtoEnumNode,
  ProtoFieldNode,
  ProtoMessageNode,
  ProtoOption,
  ProtoServiceNode,
  ProtoSource,
  Reserved,
} from "../../../syntax/proto/tree.ts";
import { type Declared, declaredIn, fullName, fullType } from "./names.ts";

/** Gives a place its evidence, by words and where it stands. */
export type Place = (words: string, range: { readonly start: number; readonly end: number }) => EvidenceId;

/** One side of a comparison. Names are without the package, so that a package that is renamed is one difference and not all. */
interface Side {
  readonly source: ProtoSource;
  readonly declared: Declared;
  readonly prefix: string;
}
const sideOf = (source: ProtoSource): Side => ({
  source,
  declared: declaredIn(source),
  prefix: source.package === undefined || source.package.name === "" ? "" : `${source.package.name}.`,
});

/** A line's end with the indentation of what stands in a block. */
export type Newline = (head: { readonly start: number }) => string;

/** What is another in a file than it was. */
export function protoDifferences(was: ProtoSource, is: ProtoSource, place: Place, newline: Newline): readonly ContractDifference[] {
  const [before, now] = [sideOf(was), sideOf(is)];
  const found: ContractDifference[] = [];
  const add = (kind: ContractChange, at: EvidenceId, subject: string, more: Partial<ContractDifference> = {}): void => {
    found.push({ kind, at, subject, ...more });
  };
  const top = is.package ?? { start: 0, end: 0 };
  const fileAt = (): EvidenceId => place("file", top);
  const own = (name: string): string => (before.prefix !== "" && name.startsWith(before.prefix) ? name.slice(before.prefix.length) : name);
  /** The nearest thing around it that is still there. */
  const around = (name: string): EvidenceId => {
    for (let at = name; at.includes("."); ) {
      at = at.slice(0, at.lastIndexOf("."));
      const parent = now.declared.messages.get(now.prefix + at);
      if (parent !== undefined) return place(`message ${now.prefix}${at}`, parent.head);
    }
    return fileAt();
  };

  if (before.prefix !== now.prefix)
    add("package changed", is.package === undefined ? fileAt() : place("package", is.package), was.package?.name ?? "no package", {
      from: was.package?.name ?? "",
      to: is.package?.name ?? "",
    });
  for (const it of optionChanges(was, is)) add("file option", fileAt(), it.name, { from: it.from, to: it.to });

  for (const [full, message] of before.declared.messages) {
    const name = own(full);
    const next = now.declared.messages.get(now.prefix + name);
    if (next === undefined) {
      // With a message go the ones in it: the outermost is told.
      const outer = name.slice(0, Math.max(0, name.lastIndexOf(".")));
      if (outer === "" || now.declared.messages.has(now.prefix + outer) || !before.declared.messages.has(before.prefix + outer))
        add("message removed", around(name), full);
    } else compareMessages(full, message, next, before, now, place, newline, add);
  }
  for (const [full, it] of before.declared.enums) {
    const name = own(full);
    const next = now.declared.enums.get(now.prefix + name);
    const outer = before.prefix + name.slice(0, Math.max(0, name.lastIndexOf(".")));
    if (next !== undefined) compareEnums(full, it, next, now.prefix + name, place, newline, add);
    else if (!before.declared.messages.has(outer) || now.declared.messages.has(now.prefix + own(outer)))
      add("enum removed", around(name), full);
  }
  for (const [full, it] of before.declared.services) {
    const next = now.declared.services.get(now.prefix + own(full));
    if (next === undefined) add("service removed", fileAt(), full);
    else compareServices(full, it, next, before, now, place, add);
  }
  return found;
}

type Add = (kind: ContractChange, at: EvidenceId, subject: string, more?: Partial<ContractDifference>) => void;

function compareMessages(
  full: string,
  was: ProtoMessageNode,
  is: ProtoMessageNode,
  before: Side,
  now: Side,
  place: Place,
  newline: Newline,
  add: Add,
): void {
  const name = now.prefix + full.slice(before.prefix.length);
  const head = place(`message ${name}`, is.head);
  const byNumber = new Map(is.fields.map((it) => [it.number, it]));
  const byName = new Map(is.fields.map((it) => [it.name, it]));
  for (const field of was.fields) {
    const next = byNumber.get(field.number);
    const subject = `${full}.${field.name}`;
    if (next === undefined) {
      const moved = byName.get(field.name);
      if (moved !== undefined) {
        add("field number", place(`${name}.${moved.name}`, moved), subject, { from: String(field.number), to: String(moved.number) });
        continue;
      }
      const lines = missingReserves(field, is.reserved, now.source.syntax === "editions");
      if (lines.length > 0)
        add("field removed", head, subject, {
          from: String(field.number),
          reserve: { at: head, head: "{", lines, newline: newline(is.head) },
        });
      continue;
    }
    compareFields(full, field, next, before, now, place(`${name}.${next.name}`, next), add);
  }
  const old = new Set(was.fields.map((it) => it.number));
  for (const it of is.fields)
    if (isRequired(it) && !old.has(it.number)) add("required added", place(`${name}.${it.name}`, it), `${full}.${it.name}`);
  const freed = uncovered(was.reserved.numbers, is.reserved.numbers);
  const names = was.reserved.names.filter((it) => !is.reserved.names.includes(it));
  if (freed.length > 0 || names.length > 0) add("reserved removed", head, full, { from: [...freed.map(shown), ...names].join(", ") });
  const closed = uncovered(was.extensions, is.extensions);
  if (closed.length > 0) add("extensions removed", head, full, { from: closed.map(shown).join(", ") });
}

const isRequired = ({ label, options }: ProtoFieldNode): boolean =>
  label === "required" || options.some((it) => it.name === "features.field_presence" && it.value === "LEGACY_REQUIRED");

function compareFields(message: string, was: ProtoFieldNode, is: ProtoFieldNode, before: Side, now: Side, at: EvidenceId, add: Add): void {
  const subject = `${message}.${was.name}`;
  const [from, to] = [
    fullType(was.type, message, before.source, before.declared),
    fullType(is.type, now.prefix + message.slice(before.prefix.length), now.source, now.declared),
  ];
  const renamed = (type: string): string =>
    before.prefix !== now.prefix ? type.replaceAll(before.prefix, now.prefix === "" ? "" : now.prefix) : type;
  if (renamed(from) !== to) add("field type", at, subject, { from, to });
  if (was.name !== is.name) add("field name", at, subject, { from: was.name, to: is.name });
  else if (jsonName(was) !== jsonName(is)) add("field json name", at, subject, { from: jsonName(was), to: jsonName(is) });
  if ((was.label === "repeated") !== (is.label === "repeated")) add("field label", at, subject, { from: labelOf(was), to: labelOf(is) });
  if (!isRequired(was) && isRequired(is)) add("required added", at, subject);
  else if (isRequired(was) && !isRequired(is)) add("field label", at, subject, { from: "required", to: labelOf(is) });
  if (was.oneof !== is.oneof) add("field oneof", at, subject, { from: was.oneof ?? "", to: is.oneof ?? "" });
}

const labelOf = (it: ProtoFieldNode): string => (isRequired(it) ? "required" : it.label === "repeated" ? "repeated" : "single");

/** As protoc makes it of a name, unless the field says it. */
const jsonName = ({ name, options }: ProtoFieldNode): string =>
  options.find((it) => it.name === "json_name")?.value ?? name.replace(/_+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());

function compareEnums(full: string, was: ProtoEnumNode, is: ProtoEnumNode, name: string, place: Place, newline: Newline, add: Add): void {
  const head = place(`enum ${name}`, is.head);
  const names = new Map<number, Set<string>>();
  for (const it of is.values) names.set(it.number, (names.get(it.number) ?? new Set()).add(it.name));
  const told = new Set<number>();
  for (const it of was.values) {
    if (told.has(it.number)) continue;
    const next = names.get(it.number);
    const subject = `${full}.${it.name}`;
    if (next === undefined) {
      told.add(it.number);
      const lines = missingReserves(it, is.reserved, false);
      if (lines.length > 0)
        add("value removed", head, subject, {
          from: String(it.number),
          reserve: { at: head, head: "{", lines, newline: newline(is.head) },
        });
    } else if (!next.has(it.name)) {
      const [first] = next;
      const node = is.values.find((one) => one.name === first);
      add("value name", node === undefined ? head : place(`${name}.${node.name}`, node), subject, {
        from: it.name,
        to: [...next].join(", "),
      });
    }
  }
  const freed = uncovered(was.reserved.numbers, is.reserved.numbers);
  const words = was.reserved.names.filter((it) => !is.reserved.names.includes(it));
  if (freed.length > 0 || words.length > 0) add("reserved removed", head, full, { from: [...freed.map(shown), ...words].join(", ") });
}

function compareServices(full: string, was: ProtoServiceNode, is: ProtoServiceNode, before: Side, now: Side, place: Place, add: Add): void {
  const name = now.prefix + full.slice(before.prefix.length);
  const typed = (side: Side, type: string): string => {
    const said = fullName(type, side.prefix.slice(0, -1), side.source, side.declared);
    return side === before && before.prefix !== now.prefix && said.startsWith(before.prefix)
      ? now.prefix + said.slice(before.prefix.length)
      : said;
  };
  for (const rpc of was.rpcs) {
    const next = is.rpcs.find((it) => it.name === rpc.name);
    const subject = `${full}/${rpc.name}`;
    if (next === undefined) {
      add("rpc removed", place(`service ${name}`, is.head), subject);
      continue;
    }
    const at = place(`${name}/${next.name}`, next);
    const [request, response] = [typed(now, next.request), typed(now, next.response)];
    if (typed(before, rpc.request) !== request) add("rpc request", at, subject, { from: typed(before, rpc.request), to: request });
    if (typed(before, rpc.response) !== response) add("rpc response", at, subject, { from: typed(before, rpc.response), to: response });
    if (rpc.requestStream !== next.requestStream || rpc.responseStream !== next.responseStream)
      add("rpc streaming", at, subject, { from: streamOf(rpc), to: streamOf(next) });
  }
}

const streamOf = (it: { readonly requestStream: boolean; readonly responseStream: boolean }): string =>
  it.requestStream
    ? it.responseStream
      ? "streams both ways"
      : "a stream of requests"
    : it.responseStream
      ? "a stream of responses"
      : "one call, one answer";

/** What would have to be reserved so that nobody takes the number or the name again. */
function missingReserves(
  { name, number }: { readonly name: string; readonly number: number },
  reserved: Reserved,
  bare: boolean,
): readonly string[] {
  const lines: string[] = [];
  if (!reserved.numbers.some(([from, to]) => number >= from && number <= to)) lines.push(`reserved ${number};`);
  if (!reserved.names.includes(name)) lines.push(bare ? `reserved ${name};` : `reserved "${name}";`);
  return lines;
}

/** Ranges of the first that the second does not cover as a whole. */
const uncovered = (ranges: readonly Numbers[], by: readonly Numbers[]): readonly Numbers[] => {
  const joined = [...by]
    .sort(([a], [b]) => a - b)
    .reduce<[number, number][]>((all, [from, to]) => {
      const last = all.at(-1);
      if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
      else all.push([from, to]);
      return all;
    }, []);
  return ranges.filter(([from, to]) => !joined.some(([start, end]) => start <= from && end >= to));
};
const shown = ([from, to]: Numbers): string => (from === to ? String(from) : `${from} to ${to}`);

/** Options of the file that decide how generated code is called. */
const naming: ReadonlySet<string> = new Set([
  "go_package",
  "java_package",
  "java_outer_classname",
  "java_multiple_files",
  "csharp_namespace",
  "php_namespace",
  "ruby_package",
  "objc_class_prefix",
  "swift_prefix",
]);

function optionChanges(
  was: ProtoSource,
  is: ProtoSource,
): readonly { readonly name: string; readonly from: string; readonly to: string }[] {
  const said = (options: readonly ProtoOption[]): ReadonlyMap<string, string> =>
    new Map(options.filter((it) => naming.has(it.name)).map((it) => [it.name, it.value]));
  const [before, now] = [said(was.options), said(is.options)];
  return [...before].flatMap(([name, from]) => {
    const to = now.get(name) ?? "";
    return to === from ? [] : [{ name, from, to }];
  });
}
