import { type Lines, linesOf } from "../syntax/lines.ts";
import { type PrismaSchema, parsePrisma } from "../syntax/prisma/parse.ts";
import type { Reader } from "./reader.ts";

/** A Prisma schema as it stands. */
export interface PrismaBody {
  readonly schema: PrismaSchema;
  readonly lines: Lines;
}

/** Prisma schemas: one file, or several in a folder. */
export const prismaReader: Reader<PrismaBody> = {
  id: "prisma",
  title: "Prisma schema",
  wants: (path) => /\.prisma$/i.test(path) && !/(?:^|\/)(?:node_modules|tests?|fixtures?|__tests__)\//i.test(path),
  recognises: ({ text }) => /^[ \t]*(?:model|view|datasource)[ \t]+\w+[ \t]*\{/m.test(text),
  read: ({ path, text }) => ({
    file: path,
    reader: "prisma",
    body: { schema: parsePrisma(text), lines: linesOf(text) },
    problems: [],
    outline: "",
    mentions: [],
  }),
};
