import type { Graph } from "../graph/graph.ts";
import { type Recording, recording } from "../graph/recording.ts";
import { type Architecture, equal, type ResourceKind } from "../model/index.ts";
import type { Options, Rule, Says, Subject } from "./rule.ts";

/** What one rule said about one subject, and what it had asked to say it. */
export interface Answer {
  readonly rule: Rule;
  readonly subject: Subject;
  readonly asked: readonly string[];
  readonly said: readonly Says[];
  readonly failure: string | undefined;
}

/** Whoever makes something of the answers hears of each that comes and each that no longer holds. */
export interface Listener {
  said(answer: Answer): void;
  unsaid(answer: Answer): void;
}

/** What the rules say, kept as long as nothing changes that it rests on: the cost of a change follows the change. */
export interface Answers {
  /** Drops every answer that rests on one of these ids or list keys. */
  forget(changed: ReadonlySet<string>): void;
  /** Asks each of the rules about the subjects whose answer is not known. */
  complete(rules: readonly Rule[], architecture: Architecture, graph: Graph, optionsOf: (rule: Rule) => Options): void;
  /** How often a rule was called. */
  checks(): number;
}

/** One rule's answers. `pending`: subjects to be asked about; `undefined` = all, nobody has asked yet. */
interface Asked {
  readonly rule: Rule;
  readonly answers: Map<string, Answer>;
  pending: Set<string> | undefined;
  options: Options | undefined;
}

const nothing: readonly never[] = [];

export function openAnswers(rules: readonly Rule[], { said: tell, unsaid: untell }: Listener): Answers {
  const all = new Map<Rule, Asked>(rules.map((rule) => [rule, { rule, answers: new Map(), pending: undefined, options: undefined }]));
  const bySubject = new Map<string, Answer[]>();
  const restingOn = new Map<string, Set<Answer>>();
  const concerned = new Map<string, readonly Asked[]>();
  /** Ids that changed and have not been looked up since: a new subject rests on no answer yet. */
  const touched = new Set<string>();
  let checks = 0;

  const drop = (answer: Answer): void => {
    const { rule, subject, asked } = answer;
    const own = all.get(rule);
    if (own?.answers.get(subject.id) !== answer) return;
    own.answers.delete(subject.id);
    own.pending?.add(subject.id);
    const others = (bySubject.get(subject.id) ?? nothing).filter((it) => it !== answer);
    if (others.length === 0) bySubject.delete(subject.id);
    else bySubject.set(subject.id, others);
    for (const key of asked) {
      const resting = restingOn.get(key);
      resting?.delete(answer);
      if (resting?.size === 0) restingOn.delete(key);
    }
    untell(answer);
  };

  const ask = (own: Asked, subject: Subject, record: Recording, options: Options): void => {
    const { rule } = own;
    let said: readonly Says[] = nothing;
    let failure: string | undefined;
    checks++;
    // One rule's mistake must not take the others' findings away; it is told as a problem.
    try {
      const found = decided([...rule.check(subject as never, record.graph, options)], subject);
      if (found.length > 0) said = found;
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    const answer: Answer = { rule, subject, asked: record.asked(), said, failure };
    own.answers.set(subject.id, answer);
    const about = bySubject.get(subject.id);
    if (about === undefined) bySubject.set(subject.id, [answer]);
    else about.push(answer);
    for (const key of answer.asked) {
      const resting = restingOn.get(key);
      if (resting === undefined) restingOn.set(key, new Set([answer]));
      else resting.add(answer);
    }
    tell(answer);
  };

  const whomItConcerns = (subject: Subject, scope: string): readonly Asked[] => {
    const kinds = kindsOf(subject);
    const key = `${scope} ${kinds.at(-1) ?? ""}`;
    let found = concerned.get(key);
    if (found === undefined) {
      found = [...all.values()].filter(
        ({ rule }) => rule.scope === scope && (rule.kinds === undefined || kinds.some((it) => rule.kinds?.includes(it))),
      );
      concerned.set(key, found);
    }
    return found;
  };

  return {
    checks: () => checks,
    forget(changed) {
      if (bySubject.size === 0 && [...all.values()].every(({ pending }) => pending === undefined)) return;
      for (const key of changed) {
        for (const answer of bySubject.get(key) ?? nothing) drop(answer);
        for (const answer of [...(restingOn.get(key) ?? nothing)]) drop(answer);
        touched.add(key);
      }
    },
    complete(running, architecture, graph, optionsOf) {
      for (const id of touched) {
        const found = subjectNamed(id, architecture);
        if (found !== undefined) for (const it of whomItConcerns(found.subject, found.scope)) it.pending?.add(id);
      }
      touched.clear();
      const subjects = subjectsByScope(architecture);
      const record = recording(graph);
      for (const rule of running) {
        const own = all.get(rule);
        if (own === undefined) continue;
        const options = optionsOf(rule);
        if (own.options !== undefined && !equal(own.options, options)) for (const answer of [...own.answers.values()]) drop(answer);
        own.options = options;
        if (own.pending === undefined) {
          for (const it of subjects(rule)) if (!own.answers.has(it.id)) ask(own, it, record, options);
        } else
          for (const id of own.pending) {
            const found: Found | undefined = own.answers.has(id) ? undefined : subjectNamed(id, architecture);
            if (found !== undefined && whomItConcerns(found.subject, found.scope).includes(own)) ask(own, found.subject, record, options);
          }
        own.pending = new Set();
      }
    },
  };
}

interface Found {
  readonly subject: Subject;
  /** Of the rules that are about such. */
  readonly scope: string;
}

/** What an id names. */
function subjectNamed(id: string, architecture: Architecture): Found | undefined {
  const { components, uses, entities, resources, systems } = architecture;
  const resource = (resources as ReadonlyMap<string, Subject & { readonly kind: ResourceKind }>).get(id);
  if (resource !== undefined) return { subject: resource, scope: `resource:${resource.kind}` };
  for (const [scope, table] of Object.entries({ component: components, use: uses, entity: entities, system: systems })) {
    const subject = (table as ReadonlyMap<string, Subject>).get(id);
    if (subject !== undefined) return { subject, scope };
  }
  return undefined;
}

/** Of a Kubernetes object: its kind, and its kind with the group; anything else has none. */
function kindsOf(subject: Subject): readonly string[] {
  if (!("apiVersion" in subject)) return nothing;
  const slash = subject.apiVersion.indexOf("/");
  return slash < 0 ? [subject.type] : [subject.type, `${subject.type}.${subject.apiVersion.slice(0, slash)}`];
}

/** The subjects of a rule's scope, each table looked through at most once. */
function subjectsByScope(architecture: Architecture): (rule: Rule) => readonly Subject[] {
  const known = new Map<string, readonly Subject[]>();
  const list = (scope: string): readonly Subject[] => {
    if (scope === "component") return [...architecture.components.values()];
    if (scope === "use") return [...architecture.uses.values()];
    if (scope === "entity") return [...architecture.entities.values()];
    if (scope === "system") return [...architecture.systems.values()];
    const kind = scope.slice("resource:".length) as ResourceKind;
    return [...architecture.resources.values()].filter((it) => it.kind === kind);
  };
  const once = (key: string, made: () => readonly Subject[]): readonly Subject[] => {
    const found = known.get(key) ?? made();
    known.set(key, found);
    return found;
  };
  let objects: ReadonlyMap<string, readonly Subject[]> | undefined;
  return ({ scope, kinds }) => {
    if (kinds === undefined) return once(scope, () => list(scope));
    return once(`${scope} ${kinds.join()}`, () => {
      objects ??= byKind(once(scope, () => list(scope)));
      return kinds.flatMap((it) => objects?.get(it) ?? nothing);
    });
  };
}

/** Kubernetes objects under their kind, and under kind and group. */
function byKind(subjects: readonly Subject[]): ReadonlyMap<string, readonly Subject[]> {
  const found = new Map<string, Subject[]>();
  for (const it of subjects)
    for (const key of kindsOf(it)) {
      const under = found.get(key);
      if (under === undefined) found.set(key, [it]);
      else under.push(it);
    }
  return found;
}

/** What templates wrote is mended by hand, and nothing is said of what nobody can decide before it is installed. */
function decided(said: readonly Says[], subject: Subject): readonly Says[] {
  const rendered = "rendered" in subject ? subject.rendered : undefined;
  if (rendered === undefined) return said;
  const open = new Set(rendered.undecided);
  return said.filter((it) => !it.at.some((at) => open.has(at))).map((it) => ({ ...it, fixes: [] }));
}
