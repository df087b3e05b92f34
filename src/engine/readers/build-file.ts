import type { Span } from "../model/index.ts";

/** What a build file of the JVM says of its module, Maven's and Gradle's alike. */
export interface BuildFile {
  /** `artifactId`; a Gradle module is called as its folder. */
  readonly artifact: string | undefined;
  /** Where the build of the parent lies, from this file's folder; `undefined` = not in this workspace. */
  readonly parent: string | undefined;
  /** It only holds others together and makes nothing itself. */
  readonly aggregate: boolean;
  readonly properties: ReadonlyMap<string, string>;
  readonly dependencies: readonly Dependency[];
  /** Names that its images are built under, as written. */
  readonly images: readonly { readonly name: string; readonly span: Span; readonly anchor: string }[];
}

export interface Dependency {
  readonly group: string;
  readonly artifact: string;
  /** Another module of the same build: `project(":common")`. */
  readonly module: boolean;
  readonly anchor: string;
  readonly span: Span;
}

export const outlineOfBuild = ({ artifact, parent, aggregate, dependencies }: BuildFile): string =>
  JSON.stringify([artifact, parent, aggregate, dependencies.map((it) => [it.artifact, it.module])]);
