import type { Said, Values } from "./evidence.ts";
import type { ComponentRef, EndpointRef, EntityRef, EvidenceId, NonEmpty, SystemId, TopicRef } from "./ids.ts";

/** What a component is to the system. C4's containers and people, told apart as far as rules and pictures need it. */
export type Kind =
  | "person"
  | "frontend"
  | "gateway"
  | "service"
  | "function"
  | "job"
  | "database"
  | "cache"
  | "search"
  | "storage"
  | "broker"
  | "config"
  | "discovery"
  | "identity"
  | "monitoring"
  | "infra"
  | "external";

/** Kinds that keep state somebody would miss. */
export const storeKinds: ReadonlySet<Kind> = new Set<Kind>(["database", "cache", "search", "storage", "broker"]);

export interface Port {
  readonly number: number;
  readonly protocol: "tcp" | "udp";
  /** Published on the machine that runs it: the host's port, and the interface (`undefined` = every interface). */
  readonly published?: { readonly port: string; readonly host?: string };
  readonly name?: string;
}

/**
 * - `inside`: a file of this workspace defines it
 * - `outside`: named here, and known to live elsewhere (a public host name, a third party)
 * - `unknown`: named here, and resolves nowhere; it may be another repository's
 */
export type Standing = "inside" | "outside" | "unknown";

export interface Component {
  readonly id: ComponentRef;
  readonly system: SystemId;
  readonly name: string;
  readonly standing: Standing;
  readonly aliases: Values<string>;
  readonly kind: Values<Kind>;
  readonly technology: Values<string>;
  readonly version: Values<string>;
  readonly owner: Values<string>;
  readonly replicas: Values<number>;
  readonly ports: Values<Port>;
  readonly merged: readonly { readonly names: readonly string[]; readonly reason: string }[];
  readonly exists: NonEmpty<Said<true>>;
}

export type EndpointProtocol = "http" | "grpc" | "graphql" | "ws";

export interface Endpoint {
  readonly id: EndpointRef;
  /** `undefined` = nothing says who answers there. */
  readonly server: ComponentRef | undefined;
  readonly protocol: EndpointProtocol;
  /** `GET /tickets/{id}`, `booking.Slots/Reserve`. */
  readonly name: string;
  /** Why it is this server, or that nobody knows: a sentence. */
  readonly because?: string;
  readonly exists: NonEmpty<Said<true>>;
}

/** Who puts messages into a topic or takes them out, whether or not the broker is known. */
export interface Party {
  readonly component: ComponentRef;
  readonly does: "publishes" | "consumes";
  readonly exists: NonEmpty<Said<true>>;
}

/** What carries messages: a topic, queue, exchange or subject. */
export interface Topic {
  readonly id: TopicRef;
  readonly broker: ComponentRef | undefined;
  readonly name: string;
  readonly parties?: readonly Party[];
  readonly exists: NonEmpty<Said<true>>;
}

export interface Key {
  readonly kind: "primary" | "unique" | "index" | "foreign";
  readonly columns: readonly string[];
  readonly references?: { readonly entity: string; readonly columns: readonly string[] };
  /** What last made it. */
  readonly at?: EvidenceId;
}

export interface Entity {
  readonly id: EntityRef;
  readonly store: ComponentRef | undefined;
  /** Why it is that store; or, where none is known, why. */
  readonly storeBecause?: string;
  readonly name: string;
  /** `at`: what last made or changed it. */
  readonly columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean; readonly at?: EvidenceId }[];
  readonly keys: readonly Key[];
  readonly exists: NonEmpty<Said<true>>;
}
