import type { EvidenceId } from "./ids.ts";
import type { Common } from "./resource.ts";

/** What code does at a place, as far as rules ask. */
export type SiteDoes =
  /** Calls somebody over HTTP; makes a client for it; sets how long its clients wait. */
  | "requests"
  | "waits"
  /** Starts a server; says how large what it takes may be. */
  | "listens"
  | "limits"
  /** Answers requests on a path. */
  | "serves"
  /** Reads rows, one by one or many; loads through a batching loader. */
  | "reads"
  | "loads"
  /** Reads rows only to count them, or a related row only for its key. */
  | "counts"
  | "follows"
  /** Changes or deletes rows of a whole table. */
  | "overwrites"
  /** Writes into a cache; says when something in it ends; caches an answer under its path. */
  | "caches"
  | "expires"
  | "memorises"
  /** Takes messages from a queue or topic. */
  | "consumes"
  /** Keeps sessions, or counts, in the memory of the process; changes something that outlives the request. */
  | "remembers"
  | "keeps"
  /** Holds up everything that shares its thread; waits for a time. */
  | "blocks"
  | "sleeps"
  /** How others are trusted: transport in clear, certificates unchecked, every origin, a secret in the source, debugging. */
  | "bares"
  | "trusts"
  | "admits"
  | "reveals"
  | "debugs";

/** A place in code and what it does there. */
export interface Site {
  readonly at: EvidenceId;
  readonly file: string;
  /** The folder of the package that the file lies in: a library's, where the package takes one in. */
  readonly home: string;
  readonly does: SiteDoes;
  /** The pattern that found it: `requests:axios`. */
  readonly form: string;
  /** As it is called: `axios.get`. */
  readonly what: string;
  /** The function around it; "" = none that has a name. */
  readonly within: string;
  /** Whether it says what its pattern asks for (a timeout, a time to live, a limit); `unknown` = that is decided elsewhere. */
  readonly settled: "yes" | "no" | "unknown";
  /** What it is given, as far as that is written: `…` stands for the rest. */
  readonly args: readonly string[];
  readonly named: Readonly<Record<string, string>>;
  /** What the name stands for that it is given as an address, where its file says so. */
  readonly address?: string;
  /** Runs once for every one of many: `each` = what it is given is another every time, `together` = they don't wait for one another. */
  readonly loop?: { readonly each: boolean; readonly together: boolean };
  /** The function around it looks at how the answer went. */
  readonly checked?: true;
  /** Runs in a browser. */
  readonly browser?: true;
}

/** A package of source code with those of its places that rules ask for. */
export interface CodePackage extends Common {
  readonly kind: "code-package";
  readonly name: string;
  readonly folder: string;
  readonly languages: readonly string[];
  /** What its files import, by the names of modules. */
  readonly modules: readonly string[];
  /** What the packages are called that its files lie in, by folder. */
  readonly homes: Readonly<Record<string, string>>;
  /** Its source files. */
  readonly files: readonly string[];
  /** Texts in it that can be paths of health checks. */
  readonly paths: readonly string[];
  /** Somebody thought of messages that fail, in whatever words. */
  readonly buries: boolean;
  readonly sites: readonly Site[];
}
