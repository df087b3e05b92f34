import type { Problem } from "../model/index.ts";

/** A file as text. `path` is workspace-relative with `/`; with several roots its first part is the root's name. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What one file says, names and `${…}` unresolved. Cached by the file's content: nothing in it may depend on another file. */
export interface FileFacts<Body = unknown> {
  readonly file: string;
  readonly reader: string;
  readonly body: Body;
  readonly problems: readonly Problem[];
  /**
   * What decides which units there are (project name, included files, names of services …), as one string: units are looked
   * for again only when one of these changes.
   */
  readonly outline: string;
  /** Files it names that units will ask for (`env_file`, `include`, `extends`): read if they exist, whatever their name. */
  readonly mentions: readonly string[];
}

/** One file format. Pure and total: any text in, facts and problems out, never an exception. */
export interface Reader<Body = unknown> {
  readonly id: string;
  readonly title: string;
  /** By path alone; the host opens a file only when some reader wants it. */
  wants(path: string): boolean;
  /** A cheap look at the text, before anything is parsed: many files are YAML, few are Compose. */
  recognises(file: SourceFile): boolean;
  /** `before`: what it said of the file until now. It decides nothing; what reads the same may be taken from it. */
  read(file: SourceFile, before?: FileFacts<Body>): FileFacts<Body>;
}
