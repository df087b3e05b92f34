import type { FileChange } from "./engine.ts";
import type { Problem } from "./model/index.ts";
import type { FileFacts, Reader } from "./readers/reader.ts";
import type { BaseFile, Library } from "./units/unit.ts";

/** What an update did to the library, as far as units care. */
export interface News {
  /** Files that came, went, or say something else now. */
  readonly paths: ReadonlySet<string>;
  /** Facts that decide which units there are have changed. */
  readonly outline: boolean;
}

/** The first step, cached by content: every file that was supplied, read once per text. */
export interface OpenLibrary extends Library {
  update(changes: readonly FileChange[]): News;
  /** From now on these files are known by their text alone: nobody reads what they say. Tells which files that changed. */
  exclude(isExcluded: (path: string) => boolean): News;
  wants(path: string): boolean;
  /** Mentioned files that were neither supplied nor said to be missing. */
  wanted(): readonly string[];
  problems(): readonly Problem[];
  /** Whether a file's text is known, and nobody left it out. */
  isReviewed(path: string): boolean;
  reads(): number;
}

interface Entry {
  readonly text: string | undefined;
  readonly problem: string | undefined;
  readonly facts: readonly FileFacts[];
}

const outlineOf = (entry: Entry | undefined): string => (entry?.facts ?? []).map((it) => `${it.reader}\n${it.outline}`).join("\f");

export function openLibrary(readers: readonly Reader[], workspaceName: string): OpenLibrary {
  const entries = new Map<string, Entry>();
  /** Paths that facts mention, with the number of files that do. */
  const mentions = new Map<string, number>();
  const missing = new Set<string>();
  const wanted = new Set<string>();
  const bases = new Map<string, BaseFile>();
  const byReader = new Map<string, Map<string, FileFacts>>();
  const sorted = new Map<string, readonly FileFacts[]>();
  let reads = 0;
  let isExcluded = (_path: string): boolean => false;

  const read = (path: string, text: string, before: readonly FileFacts[] = []): readonly FileFacts[] => {
    if (isExcluded(path)) return [];
    const file = { path, text };
    const facts = readers
      .filter((it) => it.wants(path) && it.recognises(file))
      .map((it) =>
        it.read(
          file,
          before.find(({ reader }) => reader === it.id),
        ),
      );
    if (facts.length > 0) reads++;
    return facts;
  };

  const shelve = (path: string, entry: Entry | undefined): void => {
    for (const facts of entries.get(path)?.facts ?? []) {
      byReader.get(facts.reader)?.delete(path);
      sorted.delete(facts.reader);
      for (const it of facts.mentions) {
        const count = (mentions.get(it) ?? 1) - 1;
        if (count === 0) mentions.delete(it);
        else mentions.set(it, count);
        if (count === 0) wanted.delete(it);
      }
    }
    if (entry === undefined) entries.delete(path);
    else entries.set(path, entry);
    for (const facts of entry?.facts ?? []) {
      const shelf = byReader.get(facts.reader) ?? new Map<string, FileFacts>();
      byReader.set(facts.reader, shelf.set(path, facts));
      sorted.delete(facts.reader);
      for (const it of facts.mentions) {
        mentions.set(it, (mentions.get(it) ?? 0) + 1);
        weigh(it);
      }
    }
    weigh(path);
  };

  /** Whether a file is wanted now: somebody mentions it, and nobody said what is in it. */
  const weigh = (path: string): void => {
    const entry = entries.get(path);
    const isKnown = missing.has(path) || entry?.text !== undefined || entry?.problem !== undefined;
    if (mentions.has(path) && !isKnown) wanted.add(path);
    else wanted.delete(path);
  };

  return {
    workspaceName,
    facts: (path) => entries.get(path)?.facts ?? [],
    of(reader) {
      let list = sorted.get(reader);
      if (list === undefined) {
        list = [...(byReader.get(reader)?.values() ?? [])].sort((a, b) => (a.file < b.file ? -1 : 1));
        sorted.set(reader, list);
      }
      return list;
    },
    exists: (path) => entries.has(path),
    text: (path) => entries.get(path)?.text,
    base: (path) => bases.get(path),
    bases: () => [...bases.keys()],
    update(changes) {
      const paths = new Set<string>();
      let outline = false;
      for (const change of changes) {
        if ("base" in change) {
          if (bases.get(change.path)?.text === change.base) continue;
          paths.add(change.path);
          outline = true;
          if (change.base === undefined) bases.delete(change.path);
          else bases.set(change.path, { text: change.base, facts: read(change.path, change.base) });
          continue;
        }
        const before = entries.get(change.path);
        missing.delete(change.path);
        if ("gone" in change) missing.add(change.path);
        weigh(change.path);
        const after = next(change, before, read);
        if (after === before) continue;
        paths.add(change.path);
        // A file that nobody reads can still be one that a unit looks for (a Dockerfile, an include): it came or went.
        outline ||= (before === undefined) !== (after === undefined) || outlineOf(before) !== outlineOf(after);
        shelve(change.path, after);
      }
      return { paths, outline };
    },
    exclude(now) {
      const before = isExcluded;
      isExcluded = now;
      const paths = new Set<string>();
      for (const [path, { text, problem }] of [...entries]) {
        if (text === undefined || before(path) === now(path)) continue;
        paths.add(path);
        shelve(path, { text, problem, facts: read(path, text) });
      }
      return { paths, outline: paths.size > 0 };
    },
    wants: (path) => readers.some((it) => it.wants(path)),
    wanted: () => [...wanted],
    problems: () =>
      [...entries].flatMap(([path, entry]) => [
        // What is left out has no facts; only that it cannot be read might still be told.
        ...(entry.problem === undefined || isExcluded(path) ? [] : unreadable(path, entry)),
        ...entry.facts.flatMap((it) => it.problems),
      ]),
    isReviewed: (path) => entries.get(path)?.text !== undefined && !isExcluded(path),
    reads: () => reads,
  };
}

function next(
  change: Exclude<FileChange, { readonly base: string | undefined }>,
  before: Entry | undefined,
  read: (path: string, text: string, before?: readonly FileFacts[]) => readonly FileFacts[],
): Entry | undefined {
  if ("gone" in change) return undefined;
  if ("problem" in change) return before?.problem === change.problem ? before : { text: undefined, problem: change.problem, facts: [] };
  if ("exists" in change) return before ?? { text: undefined, problem: undefined, facts: [] };
  return before?.text === change.text
    ? before
    : { text: change.text, problem: undefined, facts: read(change.path, change.text, before?.facts) };
}

const unreadable = (file: string, { problem }: Entry): readonly Problem[] =>
  problem === undefined ? [] : [{ message: problem, file, severity: "error", reader: "files" }];
