import type { Deed, Kind, Style } from "../../model/index.ts";

/** A way into a resource's settings: `environment.variables`. Lists on the way are gone through. */
export type Way = string;

/** What a type of resource of a cloud is to an architecture. A resource may be several of these at once; of most types nothing is said. */
export interface CloudResource {
  /** A box of its own. */
  readonly box?: {
    readonly kind: Kind;
    /** The service as its cloud calls it. */
    readonly technology: string;
    /** What says which product it runs, of one that offers several: `engine`. */
    readonly engine?: Way;
    /** What says the product's version. */
    readonly version?: Way;
    /** What holds its name, the first first. */
    readonly names: readonly Way[];
  };
  /** The team's own code runs in it. */
  readonly code?: {
    /** Mappings, or lists of `name` and `value`, of variables it is started with. */
    readonly environment: readonly Way[];
    readonly image?: readonly Way[];
    /** The folder its code is taken from. */
    readonly folder?: readonly Way[];
    /** Who it is to those who grant rights. */
    readonly identity?: readonly Way[];
    /** Another resource that says what is started. */
    readonly definition?: Way;
  };
  /** Says what is started; others start it. */
  readonly definition?: { readonly containers: Way; readonly identity?: readonly Way[] };
  /** To speak of it is to speak of another: a cluster's instance, a listener, a database on a server. */
  readonly partOf?: readonly Way[];
  /** To speak of it is to speak of what is in it: a secret that holds an address. */
  readonly holds?: readonly Way[];
  /** A group of targets: who joins it stands behind it. */
  readonly pool?: true;
  /** Pools that it joins, or (with `member`) that it lets another join. */
  readonly joins?: readonly { readonly pool: Way; readonly member?: Way }[];
  readonly wires?: readonly Wire[];
  /** Policies: statements of what may be done to what, and to whom they are given. */
  readonly policy?: { readonly to?: readonly Way[]; readonly text: readonly Way[] };
  /** One role for one member on this or that. */
  readonly grant?: { readonly who: Way; readonly role: Way; readonly on: readonly Way[] };
}

/** A connection that a resource makes by being there; `from` or `to` undefined = itself. */
export interface Wire {
  readonly from?: Way;
  readonly to?: Way;
  readonly style?: Style;
  readonly does: Deed;
}

type More = Omit<CloudResource, "box"> & { readonly engine?: Way; readonly version?: Way };

/** A box; `names` as words. */
export const box = (kind: Kind, technology: string, names: string, { engine, version, ...more }: More = {}): CloudResource => ({
  box: {
    kind,
    technology,
    names: names.split(" ").filter((it) => it !== ""),
    ...(engine !== undefined && { engine }),
    ...(version !== undefined && { version }),
  },
  ...more,
});

export const partOf = (...ways: readonly Way[]): CloudResource => ({ partOf: ways });
export const wires = (...all: readonly Wire[]): CloudResource => ({ wires: all });
export const consumes = (from: Way | undefined, to: Way): Wire => ({
  ...(from !== undefined && { from }),
  to,
  style: "message",
  does: "consumes",
});
export const publishes = (from: Way | undefined, to: Way): Wire => ({
  ...(from !== undefined && { from }),
  to,
  style: "message",
  does: "publishes",
});
export const calls = (from: Way | undefined, to: Way): Wire => ({ ...(from !== undefined && { from }), to, does: "calls" });
