/**
 * The port through which files are reached. Paths are workspace-relative with `/`, never absolute, never with `..`.
 * Implementations: `disk.ts`, `memory.ts` (tests), and `roots.ts`, which makes one of several.
 */
export interface FileSource {
  /** What the folder is called. */
  readonly name: string;
  /** Every file worth knowing of, without what is ignored, vendored or built. Never rejects. */
  list(): Promise<Listing>;
  /** Whether `list` would hold this file: for news about single files. Never rejects. */
  lists(path: string): Promise<boolean>;
  /** One file as text, also one that `list` left out as ignored. `undefined` = there is no such file. Never rejects. */
  read(path: string): Promise<Content | undefined>;
}

export interface Listing {
  /** In a stable order. */
  readonly files: readonly string[];
  readonly obstacles: readonly Obstacle[];
}

/** Something on the way that a person should know of: a folder that cannot be opened, a link that leads back up. */
export interface Obstacle {
  readonly path: string;
  readonly of: "file" | "folder";
  /** A sentence. */
  readonly message: string;
  readonly severity: "error" | "warning" | "note";
}

/** A file's text, or why there is none, as a sentence. A text may come with a reservation: bytes that were no UTF-8 stand replaced in it. */
export type Content =
  | { readonly text: string; readonly encoding: Encoding; readonly reservation?: string }
  | { readonly problem: string }
  | { readonly folder: true };

/** How the bytes became text, so that a fix can be written back as it was. `lossy`: it cannot. */
export type Encoding = "utf-8" | "utf-8-bom" | "utf-16le" | "utf-16be" | "lossy";
