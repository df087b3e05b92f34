import { setImmediate as turn } from "node:timers/promises";
import { type Engine, type FileChange, openEngine, type Problem } from "../engine/index.ts";
import type { Content, Encoding, FileSource, Obstacle } from "./source.ts";

/** The engine kept in step with a folder. Every call returns when everything that follows from it was read. */
export interface Workspace {
  /** Its `problems` are told with what kept files from it: folders that cannot be opened, links that lead out. */
  readonly engine: Engine;
  /** How many files were opened and are still there. */
  filesRead(): number;
  /** List everything, read what some reader wants. Called again, it brings everything up to date. */
  load(): Promise<News>;
  /** These files (or folders) came, changed or went on disk. */
  refresh(paths: readonly string[]): Promise<News>;
  /** An editor holds this file: its text counts, not the one on disk. One that `list` would leave out is left out here too. */
  edit(path: string, text: string): Promise<News>;
  /** The editor let go of it: what is on disk counts again. */
  release(path: string): Promise<News>;
  /** How the bytes of a file that was read became text: what it takes to write it back. */
  encoding(path: string): Encoding | undefined;
}

export interface News {
  /** Ids of everything that was added, removed or is different now. */
  readonly changed: ReadonlySet<string>;
}

/** How long to read before others get a turn, in milliseconds. */
const slice = 12;

export function openWorkspace(source: FileSource): Workspace {
  const opened = openEngine({ workspaceName: source.name });
  /** Every file that is known to exist, listed or asked for. */
  const known = new Set<string>();
  const edited = new Set<string>();
  const encodings = new Map<string, Encoding>();
  const reservations = new Map<string, Problem>();
  let obstacles: readonly Problem[] = [];
  const engine: Engine = { ...opened, problems: () => [...opened.problems(), ...reservations.values(), ...obstacles] };

  const noted = (path: string, content: Content | undefined): FileChange => {
    encodings.delete(path);
    reservations.delete(path);
    if (content === undefined || "folder" in content) {
      known.delete(path);
      // A folder that is named where a file should stand is as good as no file.
      return { path, gone: true };
    }
    known.add(path);
    if ("problem" in content) return { path, problem: content.problem };
    encodings.set(path, content.encoding);
    if (content.reservation !== undefined) {
      reservations.set(path, { message: content.reservation, file: path, severity: "warning", reader: "files" });
    }
    return { path, text: content.text };
  };

  const readAll = async (paths: readonly string[]): Promise<FileChange[]> => {
    const changes: FileChange[] = [];
    let sliceEnd = performance.now() + slice;
    for (const path of paths) {
      const content = await source.read(path);
      // Somebody may have begun to type while it was read.
      if (!edited.has(path)) changes.push(noted(path, content));
      if (performance.now() > sliceEnd) {
        await turn();
        sliceEnd = performance.now() + slice;
      }
    }
    return changes;
  };

  /** Tell the engine, read what it then asks for, and so on until it is quiet. Nothing is read twice. */
  const settle = async (changes: readonly FileChange[]): Promise<News> => {
    const changed = new Set<string>();
    const asked = new Set(changes.map((it) => it.path));
    for (let news = changes; ; ) {
      const updated = engine.update(news);
      for (const id of updated.changed) changed.add(id);
      const missing = updated.wanted.filter((it) => !asked.has(it) && !edited.has(it));
      if (missing.length === 0) return { changed };
      for (const path of missing) asked.add(path);
      news = await readAll(missing);
    }
  };

  const load = async (): Promise<News> => {
    const listing = await source.list();
    obstacles = listing.obstacles
      .filter((it) => matters(it, engine))
      .map((it) => ({ message: it.message, file: it.path, severity: it.severity, reader: "files" }));
    const listed = new Set(listing.files);
    const changes: FileChange[] = [...known].filter((it) => !listed.has(it) && !edited.has(it)).map((path) => ({ path, gone: true }));
    for (const path of changes) known.delete(path.path);
    const toRead: string[] = [];
    for (const path of listing.files) {
      if (edited.has(path)) continue;
      if (engine.wants(path)) toRead.push(path);
      else if (!known.has(path)) {
        known.add(path);
        changes.push({ path, exists: true });
      }
    }
    return settle([...changes, ...(await readAll(toRead))]);
  };

  const refresh = async (paths: readonly string[]): Promise<News> => {
    const changes: FileChange[] = [];
    for (const path of new Set(paths)) {
      if (edited.has(path)) continue;
      const content = await source.read(path);
      // Which files are ours, or a whole folder, changed: look again.
      if (path.endsWith(".gitignore") || (content !== undefined && "folder" in content)) return load();
      if (content === undefined) {
        for (const below of [...known].filter((it) => it === path || it.startsWith(`${path}/`))) changes.push(noted(below, undefined));
      } else if (engine.text(path) !== undefined || encodings.has(path)) {
        changes.push(noted(path, content));
      } else if (known.has(path) || (await source.lists(path))) {
        if (engine.wants(path)) changes.push(noted(path, content));
        else if (!known.has(path)) {
          known.add(path);
          changes.push({ path, exists: true });
        }
      }
    }
    return settle(changes);
  };

  return {
    engine,
    filesRead: () => encodings.size,
    load,
    refresh,
    async edit(path, text) {
      if (!known.has(path) && !(await source.lists(path))) return { changed: new Set() };
      edited.add(path);
      known.add(path);
      reservations.delete(path);
      return settle([{ path, text }]);
    },
    async release(path) {
      if (!edited.delete(path)) return { changed: new Set() };
      return settle([noted(path, await source.read(path))]);
    },
    encoding: (path) => encodings.get(path),
  };
}

/** A file nobody wants to read is no problem if it cannot be read; a folder might have held anything. */
const matters = (obstacle: Obstacle, engine: Engine): boolean => obstacle.of === "folder" || engine.wants(obstacle.path);
