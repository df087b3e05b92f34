import {
  type Answers,
  answersOf,
  type Engine,
  type Finding,
  type Lookout,
  type Names,
  openLookout,
  openNames,
  type RuleSetting,
} from "../engine/index.ts";
import { openDisk } from "../workspace/disk.ts";
import { joinRoots } from "../workspace/roots.ts";
import { openWorkspace } from "../workspace/workspace.ts";
import { baseContracts } from "./contracts.ts";
import type { Folders } from "./folders.ts";

/** The facts of the folders that are open: read from disk, overridden by what the editor holds, kept up to date in order. */
export interface Facts {
  readonly engine: Engine;
  readonly answers: Answers;
  filesRead(): number;
  /** As the editor's settings want them, not led to their places. */
  findings(): readonly Finding[];
  /** From places in files to what rests on them. */
  readonly lookout: Lookout;
  /** The same for names that are no components. */
  readonly names: Names;
  /** Counts up with every update, also one that only moved lines. */
  revision(): number;
  /** Counts up when the architecture is another one. */
  generation(): number;
  /** Everything that was reported so far has been read. */
  settled(): Promise<void>;
  /** The editor holds this document; `text` is asked when its turn comes, so that a burst of keystrokes is read once. */
  edit(path: string, text: () => string): void;
  /** The editor let go of it. */
  release(path: string): void;
  /** Somebody trusts the folders now. */
  trusted(): void;
  /** The editor's settings are others: what was said of the findings counts no longer. */
  reconfigured(): void;
  /** These files or folders came, changed or went on disk. */
  touched(paths: readonly string[]): void;
}

export interface FactsOptions {
  /** After each update. */
  readonly onUpdate: () => void;
  readonly onError: (what: string, error: unknown) => void;
  /** Somebody trusts the folders: git may be asked what contracts were. */
  readonly isTrusted: () => boolean;
  /** What the editor says of the rules. */
  readonly settings: () => readonly RuleSetting[];
}

/** Nobody types into a file that large to change a system; the disk's verdict on it stands. */
const largestDocument = 5 * 1024 * 1024;

/** Begins to read at once; `settled` tells when it is done. */
export function openFacts(folders: Folders, { onUpdate, onError, isTrusted, settings }: FactsOptions): Facts {
  const source = joinRoots(folders.all.map(({ root, name }) => ({ ...openDisk(root), name })));
  const workspace = openWorkspace(source);
  const { engine } = workspace;
  const answers = answersOf(engine, folders.all.map(({ name }) => name).join(", "), settings);
  /** Documents whose latest text has not been handed on. */
  const waiting = new Map<string, () => string>();
  let revision = 0;
  let generation = 0;

  let tail: Promise<void> = Promise.resolve();
  const inTurn = (what: string, job: () => Promise<{ readonly changed: ReadonlySet<string> } | undefined>): void => {
    tail = tail.then(async () => {
      try {
        const news = await job();
        if (news === undefined) return;
        revision++;
        if (news.changed.size > 0) generation++;
        onUpdate();
      } catch (error) {
        onError(what, error); // the last good facts stay
      }
    });
  };

  const lookout = openLookout(engine, () => generation);
  const compare = (): void => {
    if (!isTrusted()) return;
    inTurn("comparing contracts with git", async () => {
      const changes = engine.contracts().length === 0 ? [] : await baseContracts(folders, engine);
      return changes.length === 0 ? undefined : engine.update(changes);
    });
  };
  inTurn("reading the workspace", () => workspace.load());
  compare();
  return {
    engine,
    answers,
    findings: () => engine.review({ settings: settings() }).findings,
    lookout,
    names: openNames(engine),
    filesRead: workspace.filesRead,
    revision: () => revision,
    generation: () => generation,
    settled: async () => {
      for (let last: Promise<void> | undefined; last !== tail; ) {
        last = tail;
        await last;
      }
    },
    edit(path, text) {
      const queued = waiting.has(path);
      waiting.set(path, text);
      if (queued) return;
      inTurn(`reading ${path}`, async () => {
        const latest = waiting.get(path)?.();
        waiting.delete(path);
        if (latest === undefined || latest.length > largestDocument) return undefined;
        return workspace.edit(path, latest);
      });
    },
    release(path) {
      waiting.delete(path);
      inTurn(`reading ${path}`, () => workspace.release(path));
    },
    trusted: compare,
    reconfigured: () => inTurn("reading the settings", () => Promise.resolve({ changed: new Set<string>() })),
    touched(paths) {
      inTurn("reading changed files", () => workspace.refresh(paths));
      // Whoever changes a branch changes files; whoever only types does not come here.
      const contracts = new Set(engine.contracts());
      if (paths.some((it) => contracts.has(it))) compare();
    },
  };
}
