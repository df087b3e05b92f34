import type { EvidenceId, SqlColumn, SqlKey } from "../../model/index.ts";
import { fieldsIn, type PrismaAttribute, type PrismaBlock, type PrismaLine } from "../../syntax/prisma/parse.ts";

type Place = (line: PrismaLine) => EvidenceId;
type Models = ReadonlyMap<string, PrismaBlock>;

const scalars: ReadonlySet<string> = new Set("String Boolean Int BigInt Float Decimal DateTime Json Bytes Unsupported".split(" "));

/** The table's name: what `@@map` says, else the model's. */
export const storedName = ({ name, lines }: PrismaBlock): string =>
  mapped(lines.flatMap((it) => (it.name === "" ? it.attributes : []))) ?? name;

const mapped = (attributes: readonly PrismaAttribute[]): string | undefined => {
  const text = attributes.find(({ name }) => name === "map")?.text;
  return text === undefined ? undefined : /"([^"]*)"/.exec(text)?.[1];
};
const bare = (type: string): string => type.replace(/[[\]?!]/g, "").replace(/\(.*$/, "");
const has = (line: PrismaLine, name: string): boolean => line.attributes.some((it) => it.name === name);
const fieldsOf = ({ lines }: PrismaBlock): readonly PrismaLine[] => lines.filter((it) => it.name !== "" && it.value === undefined);

/** Its columns: fields of scalars and enums; those of other models are relations. */
export function columnsOf(
  block: PrismaBlock,
  models: Models,
  enums: ReadonlySet<string>,
  place: Place,
): readonly (SqlColumn & { readonly at: EvidenceId })[] {
  return fieldsOf(block).flatMap((line) => {
    const type = bare(line.type);
    if (models.has(type) || !(scalars.has(type) || enums.has(type))) return [];
    const fallback = line.attributes.find(({ name }) => name === "default")?.text;
    return [
      {
        name: columnName(line),
        type: line.type.toLowerCase().replace("?", ""),
        notNull: !line.type.endsWith("?"),
        default:
          fallback === undefined
            ? ("none" as const)
            : /uuid|cuid|nanoid|dbgenerated|auto\(/.test(fallback)
              ? ("volatile" as const)
              : ("constant" as const),
        counts: fallback?.startsWith("autoincrement") === true,
        constraints: [...(has(line, "id") ? ["primary" as const] : []), ...(has(line, "unique") ? ["unique" as const] : [])],
        at: place(line),
      },
    ];
  });
}

const columnName = (line: PrismaLine): string => mapped(line.attributes) ?? line.name;

/** Its keys: of single fields, of the block, and the foreign ones that relations say. */
export function keysOf(block: PrismaBlock, models: Models, place: Place): readonly SqlKey[] {
  const named = new Map(fieldsOf(block).map((it) => [it.name, columnName(it)]));
  const stored = (fields: readonly string[]): readonly string[] => fields.map((it) => named.get(it) ?? it);
  const keys: SqlKey[] = [];
  for (const line of block.lines) {
    const plain = (kind: SqlKey["kind"], columns: readonly string[]): void => {
      if (columns.length > 0) keys.push({ kind, columns, partial: false, at: place(line) });
    };
    if (line.name !== "") {
      if (has(line, "id")) plain("primary", stored([line.name]));
      if (has(line, "unique")) plain("unique", stored([line.name]));
    }
    for (const it of line.attributes) {
      if (line.name === "" && it.name === "id") plain("primary", stored(fieldsIn(it)));
      if (line.name === "" && it.name === "unique") plain("unique", stored(fieldsIn(it)));
      if (line.name === "" && it.name === "index") {
        const method = /\btype\s*:\s*(\w+)/.exec(it.text)?.[1]?.toLowerCase();
        keys.push({
          kind: "index",
          columns: stored(fieldsIn(it)),
          partial: false,
          at: place(line),
          ...(method !== undefined && method !== "btree" && { method }),
        });
      }
      const target = it.name === "relation" ? models.get(bare(line.type)) : undefined;
      const fields = it.name === "relation" && /\bfields\s*:/.test(it.text) ? stored(fieldsIn(it)) : [];
      if (fields.length === 0) continue;
      const references = { table: target === undefined ? bare(line.type) : storedName(target), columns: fieldsIn(it, "references") };
      keys.push({ kind: "foreign", columns: fields, references, partial: false, at: place(line) });
    }
  }
  return keys;
}
