import type { Kind } from "../model/index.ts";

/** A product that runs as a component of its own, known by its image. */
export interface Technology {
  /** As people write it: "PostgreSQL". */
  readonly name: string;
  readonly kind: Kind;
  /**
   * Image repositories. `postgres` is that name under any owner (`bitnami/postgres`); `hashicorp/vault` only under this one;
   * `=registry` only the official image: for names that are also a plain word.
   */
  readonly images: readonly string[];
  /** What its clients speak with it, on `port`. */
  readonly protocol?: string;
  readonly port?: number;
  /** Other ports it listens on, with what is spoken there. */
  readonly also: Readonly<Record<number, string>>;
  /** Where it keeps what somebody would miss, as paths in the container. */
  readonly data: readonly string[];
  /** It opens connections by itself. What does not is never the origin of one that only a start order suggests. */
  readonly client: boolean;
  /** People look at it, programs do not call it: a start order says nothing about a connection to it. */
  readonly people: boolean;
}

type More = Partial<Pick<Technology, "protocol" | "port" | "also" | "data" | "client" | "people">>;

const quiet: ReadonlySet<Kind> = new Set<Kind>(["database", "cache", "search", "storage", "broker", "identity", "discovery", "config"]);

/** One row of the table; images as words. */
export const technology = (name: string, kind: Kind, images: string, more: More = {}): Technology => ({
  name,
  kind,
  images: images.split(" "),
  also: {},
  data: [],
  client: !quiet.has(kind),
  people: false,
  ...more,
});
