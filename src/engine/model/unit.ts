import type { Variant } from "./architecture.ts";
import type { EndpointProtocol, Entity, Key, Kind, Party, Port, Standing } from "./component.ts";
import type { Correction } from "./corrections.ts";
import type { Evidence, Problem, Said, Span, Values } from "./evidence.ts";
import type { EvidenceId, NonEmpty, UnitId } from "./ids.ts";
import type { Resource } from "./resource.ts";
import type { Deed, Style } from "./use.ts";

/** A component as one unit says it. `key` is unique within the unit; ids are given by assembly. */
export interface UnitComponent {
  readonly key: string;
  readonly name: string;
  readonly standing: Standing;
  readonly aliases: Values<string>;
  readonly kind: Values<Kind>;
  readonly technology: Values<string>;
  readonly version: Values<string>;
  readonly owner: Values<string>;
  readonly replicas: Values<number>;
  readonly ports: Values<Port>;
  readonly exists: NonEmpty<Said<true>>;
  /** Code of the team's own, whatever the technology that it runs on (AWS Lambda). */
  readonly own?: true;
  /** A sign and no more: it is a box only where nothing starts components of the team's own. */
  readonly weak?: true;
  /** Less than a sign: it says more of what others make a box of, and is one itself only where nobody else says that there is any. */
  readonly faint?: true;
  /** One of several programs of a module: nobody else is made of it. */
  readonly single?: true;
  /** Where its code can be started, if that is more than one place. */
  readonly programs?: Programs;
  /** gRPC services that its code serves, without their packages: `Slots`. */
  readonly serves?: readonly string[];
  /** What else it can be recognised by in other units. */
  readonly marks?: readonly Mark[];
}

/** Files of a package that a program may start with, and what its manifest calls ways to start (`npm run worker`), with their commands. */
export interface Programs {
  readonly folder: string;
  readonly files: readonly string[];
  readonly scripts: readonly (readonly [name: string, command: string])[];
}

/**
 * Something a component is recognised by across units, with its proof.
 * - `image`: the image it runs or is built as, without registry host, tag and digest: `acme/billing`
 * - `folder`: the folder its image is built from, or its code lies in, workspace-relative
 * - `dockerfile`: the file its image is built by
 * - `dns`: a name that reaches it in its network: `billing.shop.svc.cluster.local`
 * - `mount`: a file or folder that it is started with, workspace-relative; of a file that says it, also the folders above
 * - `package`: the name its code gives itself (`spring.application.name`, the package's name)
 */
export interface Mark {
  readonly kind: "image" | "folder" | "dockerfile" | "dns" | "package" | "mount";
  readonly value: string;
  readonly at: EvidenceId;
}

/** What is known of the store that tables live in; assembly finds it by the surest of these. */
export interface StoreSigns {
  /** A file that says the tables: whoever is started with it, or whose code it lies in, leads to the store. */
  readonly file: string;
  /** Products it may be, as they are called; empty = nothing says it. */
  readonly technologies: readonly string[];
  /** Where its own settings say it is reached, and what says so. */
  readonly address?: { readonly host: string; readonly port?: number; readonly because: string };
}

/** Tables as one unit says them. */
export interface UnitEntity {
  readonly key: string;
  readonly name: string;
  readonly store: StoreSigns;
  readonly columns: Entity["columns"];
  readonly keys: readonly Key[];
  readonly exists: NonEmpty<Said<true>>;
}

/**
 * A component of somebody else that a unit speaks about: the one that is made from the folder or from one above it, or that answers to
 * one of the names, the first first. Where there is none, or more than one, what is said about it is said of nobody.
 */
export interface Home {
  readonly key: string;
  readonly folder: string;
  readonly names: readonly string[];
  /** The gRPC service that it serves: whose code does comes before everybody else. */
  readonly serves?: string;
  /** Where the folder alone is no reason: descriptions that clients keep beside their code. */
  readonly byName?: true;
}

/** What is served, as one unit says it; `home` is the key of a home. */
export interface UnitEndpoint {
  readonly key: string;
  readonly home: string;
  /** As in a use. */
  readonly programs?: readonly string[];
  readonly protocol: EndpointProtocol;
  readonly name: string;
  readonly exists: NonEmpty<Said<true>>;
}

/** What carries messages; the broker is who answers to the address. `from` of a party is the key of a component or home. */
export interface UnitTopic {
  readonly key: string;
  readonly name: string;
  readonly broker?: Address;
  readonly parties?: readonly (Omit<Party, "component"> & Pick<UnitUse, "from" | "programs">)[];
  readonly exists: NonEmpty<Said<true>>;
}

/**
 * The far end of a use: a component of the same unit, a name somebody else has to resolve, or a sign that says less than a name:
 * whoever is published on that port of this machine (`localhost:8761`), else the system's only one of that technology.
 */
export type Address =
  | { readonly key: string }
  | { readonly host: string; readonly port?: number; readonly scheme?: string }
  | { readonly near: { readonly port?: number; readonly technology?: string } }
  /** Whoever a variable names that the component is started with; nobody where nothing says it. */
  | { readonly variable: string }
  /** The only one that serves a gRPC service, by the service's own name; nobody where several do. */
  | { readonly serves: string };

export interface UnitUse {
  readonly from: string;
  readonly to: Address;
  readonly through?: string;
  readonly style: Style;
  readonly does: Deed;
  readonly protocol?: string;
  readonly port?: number;
  readonly about?: string;
  /** The files of `Programs` from which the place is reached; `undefined` = from all, or nobody knows. */
  readonly programs?: readonly string[];
  /** The variable of the environment that says it: code that takes it reaches whoever it names. */
  readonly variable?: string;
  /** Said only if somebody answers to the name: nobody unknown comes of it. What is `near` never makes one. */
  readonly onlyIfKnown?: true;
  /** Said only if nothing starts the component: in a container of its own, `localhost` is itself. */
  readonly unlessStarted?: true;
  /** Variables of the environment that take its place: started with one of them, the component uses something else. */
  readonly unless?: readonly string[];
  readonly exists: NonEmpty<Said<true>>;
}

/** A resource before assembly: `component` is still the unit's key, `system` not yet known. */
export type UnitResource = Resource extends infer R
  ? R extends Resource
    ? Omit<R, "system" | "component"> & { readonly component?: string }
    : never
  : never;

export interface UnitFacts {
  readonly unit: UnitId;
  /** What the unit calls its system, the folder it stands for, and why: "name: in compose.yaml". */
  readonly system: { readonly name: string; readonly folder: string; readonly reason: string };
  readonly variants: readonly Omit<Variant, "system" | "main">[];
  /** It starts nothing by itself (a Dockerfile, a schema, a package of code): it says more about what others start. */
  readonly describes?: true;
  /** What a person says; such a unit says nothing else. */
  readonly corrections?: readonly Correction[];
  /** The variant the unit itself would start; assembly picks the system's main one among these. */
  readonly main: string | undefined;
  readonly components: readonly UnitComponent[];
  readonly uses: readonly UnitUse[];
  readonly entities?: readonly UnitEntity[];
  /** Components of others, under keys of the same kind as its own. */
  readonly homes?: readonly Home[];
  readonly endpoints?: readonly UnitEndpoint[];
  readonly topics?: readonly UnitTopic[];
  readonly resources: readonly UnitResource[];
  readonly evidence: readonly Evidence[];
  readonly problems: readonly Problem[];
  /** Where each piece of evidence stands now. Not compared: a moved line is no changed fact. */
  readonly places: ReadonlyMap<EvidenceId, Span>;
}
