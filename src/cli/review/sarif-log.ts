/** The part of SARIF 2.1.0 that we write (OASIS, sarif-v2.1.0-os, §3). */

export interface Log {
  readonly $schema: string;
  readonly version: "2.1.0";
  readonly runs: readonly [Run];
}
export interface Run {
  readonly tool: { readonly driver: Driver };
  readonly columnKind: "utf16CodeUnits";
  readonly originalUriBaseIds: Readonly<Record<string, { readonly description: Message }>>;
  readonly invocations: readonly [{ readonly executionSuccessful: true; readonly toolExecutionNotifications: readonly Notification[] }];
  readonly results: readonly Result[];
}
export interface Driver {
  readonly name: string;
  readonly version?: string;
  readonly rules: readonly ReportingDescriptor[];
}
export interface ReportingDescriptor {
  readonly id: string;
  readonly shortDescription: Message;
  readonly fullDescription: Message;
  readonly help: Message & { readonly markdown: string };
  readonly defaultConfiguration: { readonly enabled: boolean; readonly level: Level };
  readonly properties: { readonly tags: readonly string[] };
}
export type Level = "error" | "warning" | "note";
export interface Message {
  readonly text: string;
}
export interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: Level;
  readonly message: Message;
  readonly locations: readonly [Location];
  readonly relatedLocations?: readonly (Location & { readonly id: number; readonly message: Message })[];
  readonly fingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly { readonly kind: "external"; readonly justification: string }[];
  readonly fixes?: readonly Fix[];
}
export interface Location {
  readonly physicalLocation: { readonly artifactLocation: ArtifactLocation; readonly region?: Region };
}
export interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId: string;
}
/** Lines and columns from 1; the end column is the one after the last character. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}
export interface Fix {
  readonly description: Message;
  readonly artifactChanges: readonly {
    readonly artifactLocation: ArtifactLocation;
    readonly replacements: readonly { readonly deletedRegion: Region; readonly insertedContent?: Message }[];
  }[];
}
export interface Notification {
  readonly level: Level;
  readonly message: Message;
  readonly locations?: readonly [Location];
}
