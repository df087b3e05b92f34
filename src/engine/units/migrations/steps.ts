import type { MigrationBody } from "../../readers/migrations/script.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import type { Step } from "../schema/render.ts";
import type { Library } from "../unit.ts";

/** The facts of files that one reader has, in the order of the files. */
export const bodiesOf = <Body extends MigrationBody>(
  library: Library,
  reader: string,
  files: readonly string[],
): readonly { file: string; body: Body }[] =>
  files.flatMap((file) => {
    const body = library.facts(file).find((it) => it.reader === reader)?.body as Body | undefined;
    return body === undefined ? [] : [{ file, body }];
  });

/** A whole file as one step. */
export const stepOf = (file: string, reader: string, { script, lines, dialect, wrapped }: MigrationBody): Step => ({
  file,
  lines,
  dialect,
  wrapped,
  deeds: script.deeds,
  statements: script.statements,
  unclear: script.unclear.length,
  reader,
});

/** Files by their folder. */
export function byFolder<T extends { readonly file: string }>(files: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const folders = new Map<string, T[]>();
  for (const it of files) {
    const known = folders.get(folderOf(it.file));
    if (known === undefined) folders.set(folderOf(it.file), [it]);
    else known.push(it);
  }
  return folders;
}

/** By the number that a name begins with, then by the name. */
export function byNumber(a: string, b: string): number {
  const [left, right] = [baseName(a), baseName(b)];
  const [x, y] = [left, right].map((it) => Number(/^\d{1,17}/.exec(it)?.[0] ?? Number.NaN)) as [number, number];
  return x !== y && !Number.isNaN(x) && !Number.isNaN(y) ? x - y : left < right ? -1 : left > right ? 1 : 0;
}

/**
 * Items so that each stands behind those it comes after, in their given order otherwise. What goes in a circle stands where it was
 * met: nobody can run it, and nothing is lost.
 */
export function inOrder<T>(items: readonly T[], keyOf: (item: T) => string, afterOf: (item: T) => readonly string[]): readonly T[] {
  const byKey = new Map(items.map((it) => [keyOf(it), it]));
  const done = new Set<T>();
  const ordered: T[] = [];
  for (const item of items) {
    // Chains are thousands long: no recursion.
    const stack: { readonly item: T; readonly rest: string[] }[] = [{ item, rest: [...afterOf(item)] }];
    const open = new Set<T>([item]);
    while (stack.length > 0) {
      const top = stack.at(-1) as (typeof stack)[number];
      const next = top.rest.shift();
      const before = next === undefined ? undefined : byKey.get(next);
      if (next === undefined) {
        stack.pop();
        if (!done.has(top.item)) ordered.push(top.item);
        done.add(top.item);
      } else if (before !== undefined && !done.has(before) && !open.has(before)) {
        open.add(before);
        stack.push({ item: before, rest: [...afterOf(before)] });
      }
    }
  }
  return ordered;
}
