import type { ComponentRef, EvidenceId } from "../../model/index.ts";

/** Where something stands, from the outside in: a machine and a network in it, a cluster and a namespace in it. */
export type Site = readonly string[];

/** How a component is started: what its box says below the name, and the lines of files that say so. */
export interface Placement {
  readonly site: Site;
  readonly lines: readonly string[];
  readonly proof: readonly EvidenceId[];
}

/** A box that is no component: what the outside comes through, what keeps data beyond a restart. */
export interface Extra {
  readonly key: string;
  readonly what: "way in" | "storage";
  readonly site: Site;
  readonly name: string;
  readonly lines: readonly string[];
  readonly proof: readonly EvidenceId[];
  /** Named by a file, and defined in none. */
  readonly missing?: true;
}

/** Something that runs from one box to another. The outside world is `clients`. */
export interface Wire {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly proof: readonly EvidenceId[];
}
export const clients = "clients";

/** A variant of a system, as it is deployed. */
export interface Plan {
  readonly placements: ReadonlyMap<ComponentRef, Placement>;
  readonly extras: readonly Extra[];
  readonly wires: readonly Wire[];
  readonly namespaces: readonly string[];
}

/** An image as it is spoken of: without its digest and the host of its registry, and of a long name only what it is called. */
export function imageWords(image: string): string {
  const [named = image] = image.split("@");
  const [host = "", ...rest] = named.split("/");
  const path = rest.length > 0 && /[.:]|^localhost$/.test(host) ? rest.join("/") : named;
  return path.length <= longestImage ? path : (path.split("/").at(-1) ?? path);
}
const longestImage = 30;

/** Some of many, in one line. */
export const some = (words: readonly string[], most = 2): string =>
  words.length <= most ? words.join(", ") : `${words.slice(0, most).join(", ")} and ${words.length - most} more`;

export const lines = (...words: readonly (string | undefined)[]): readonly string[] =>
  words.filter((it): it is string => it !== undefined && it !== "");
