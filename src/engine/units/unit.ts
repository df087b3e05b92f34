import type { UnitFacts, UnitId } from "../model/index.ts";
import type { FileFacts } from "../readers/reader.ts";

/** A file of the base: its text, and what its readers say of it. */
export interface BaseFile {
  readonly text: string;
  readonly facts: readonly FileFacts[];
}

/** The facts of every file that was read, by path; and which files exist at all. */
export interface Library {
  facts(path: string): readonly FileFacts[];
  /** All facts of one reader, in order of path. */
  of(reader: string): readonly FileFacts[];
  exists(path: string): boolean;
  /** The text of a file that some facts mention (`env_file`); `undefined` = not there, or not read. */
  text(path: string): string | undefined;
  /** The file as it was at the base that contracts are compared with, where it was another then; `undefined` = nothing else is known. */
  base(path: string): BaseFile | undefined;
  /** Files that are known of the base. */
  bases(): readonly string[];
  /** Name of the folder that is the workspace: what a project at the root is called. */
  readonly workspaceName: string;
}

/** Files that mean something only together. */
export interface Unit {
  readonly id: UnitId;
  readonly kind: string;
  /** Every file its rendering may look at, existing or not: it is rendered again when one of them changes, comes or goes. */
  readonly files: readonly string[];
}

/** A kind of unit: which there are, and what each says. Pure; rendering never throws. */
export interface UnitKind<U extends Unit = Unit> {
  readonly id: string;
  readonly title: string;
  discover(library: Library): readonly U[];
  render(unit: U, library: Library): UnitFacts;
}
