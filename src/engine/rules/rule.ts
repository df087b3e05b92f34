import type { Graph } from "../graph/graph.ts";
import type {
  Component,
  Entity,
  EvidenceId,
  In,
  NonEmpty,
  OptionValue,
  Ref,
  Requirements,
  Resource,
  ResourceKind,
  ResourceOf,
  Severity,
  Step,
  System,
  Use,
} from "../model/index.ts";

/** A finding as a rule says it; the engine adds id, severity, hashes and the words of other languages. */
export interface Says<Messages extends string = string> {
  /** Key of the rule's `messages`, and what goes into its `{braces}`. Never a secret's value. */
  readonly message: Messages;
  readonly params: Readonly<Record<string, string | number>>;
  /** What makes this cause this cause, for its id: names, never lines. */
  readonly cause: string;
  readonly about: readonly Ref[];
  readonly in: In;
  readonly at: NonEmpty<EvidenceId>;
  readonly fixes?: readonly RuleFix[];
  /** Where this case weighs less (or more) than the rule's own severity, and why: a sentence. */
  readonly severity?: Severity;
  readonly because?: string;
}

/** As in the model, without the hash: the engine takes it from the text that was judged. */
export type RuleStep = Step extends infer S ? (S extends Step ? Omit<S, "hash"> : never) : never;
export interface RuleFix {
  readonly title: string;
  readonly certain: boolean;
  readonly steps: NonEmpty<RuleStep>;
}

/** A whole tiny workspace: path → text. `says` is the message as the user reads it. */
export interface Example {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** What stood in files at the base that contracts are compared with, where it was another text then. */
  readonly base?: Readonly<Record<string, string>>;
}
export interface BadExample extends Example {
  readonly says: NonEmpty<string>;
  /** The files after the certain fixes, where there are any. */
  readonly fixed?: Readonly<Record<string, string>>;
}

export type Area = "reliability" | "scalability" | "performance" | "data" | "security" | "operability" | "cost";

/** What a rule is called for. Only `system` rules may cost more than their subject. */
export type Scope = ResourceScope | "component" | "use" | "entity" | "system";
type ResourceScope = `resource:${ResourceKind}`;

export type SubjectOf<S extends Scope> = S extends `resource:${infer K extends ResourceKind}`
  ? ResourceOf<K>
  : S extends "component"
    ? Component
    : S extends "use"
      ? Use
      : S extends "entity"
        ? Entity
        : S extends "system"
          ? System
          : never;
export type Subject = Resource | Component | Use | Entity | System;

/** Each of the rule's options, as it is set or as usual. */
export type Options = Readonly<Record<string, OptionValue>>;

/** A list among a rule's options. */
export const listIn = (options: Options, name: string): readonly string[] => {
  const value = options[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
};

/** A way an architecture can be better. One file a rule; the file's name is its id, forever. */
export interface Rule<S extends Scope = Scope, M extends string = string> {
  readonly id: string;
  /** What holds when it is kept. */
  readonly title: string;
  /** What it costs when it is not. */
  readonly why: string;
  /** What to do about it. */
  readonly remedy: string;
  /** When it says nothing although one might expect it to. */
  readonly silent: string;
  readonly area: Area;
  /** Rows of the peers' catalogue that it answers. */
  readonly covers: readonly string[];
  readonly sources: readonly string[];
  /** Off unless asked for. */
  readonly default: boolean;
  readonly scope: S;
  /**
   * Of Kubernetes objects: the kinds it is about, `Deployment` or (where another API has a kind of that name) `Service.serving.knative.dev`.
   * It is called for no other; `undefined` = for all.
   */
  readonly kinds?: readonly string[];
  readonly messages: Readonly<Record<M, string>>;
  /** What a team can set in `.architect/config.yaml`: what each means, and its usual value, which says what sort of value it takes. */
  readonly options?: Readonly<Record<string, { readonly usual: OptionValue; readonly says: string }>>;
  severity(requirements: Requirements, subject: SubjectOf<S>): Severity;
  check(subject: SubjectOf<S>, graph: Graph, options: Options): Iterable<Says<M>>;
  readonly good: NonEmpty<Example>;
  readonly bad: NonEmpty<BadExample>;
}

/** Checks a rule's shape where it is written and forgets its scope, so that rules of every scope fit one list. */
export const rule = <S extends Scope, M extends string>(it: Rule<S, M>): Rule => it as unknown as Rule;
