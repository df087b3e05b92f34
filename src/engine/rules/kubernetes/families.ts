import { type Container, type Pod, podKinds, podOf } from "../../graph/kubernetes/pods.ts";
import { defaultOf, type Resource, saidOf } from "../../graph/kubernetes/resources.ts";
import type { EvidenceId, NonEmpty, Severity } from "../../model/index.ts";
import { type Rule, type RuleStep, rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { about, inVariants, listed } from "./objects.ts";

/** What is alike in rules that ask one thing of every pod or container: scope, and one finding a workload that lists the places. */
type Told = "id" | "title" | "why" | "remedy" | "silent" | "area" | "covers" | "sources" | "default" | "good" | "bad";
type Common = Pick<Rule, Told> & {
  /** `{object}`, `{containers}` and `{what}` are filled in. */
  readonly says: string;
  readonly weight: Severity;
  readonly fix?: { readonly title: string; readonly certain: boolean };
};

/** Something wrong with one container or pod. */
export interface Fault {
  readonly at?: EvidenceId;
  readonly what?: string;
  readonly steps?: readonly RuleStep[];
  readonly severity?: Severity;
}

interface ContainerRule extends Common {
  /** Containers that end before the others start count as well. */
  readonly init: boolean;
  readonly find: (container: Container, pod: Pod) => Fault | undefined;
}

export const containerRule = ({ says, weight, fix, init, find, ...told }: ContainerRule): Rule =>
  rule({
    ...told,
    scope: "resource:kubernetes-object",
    kinds: podKinds,
    messages: { said: says },
    severity: (requirements) => unlessPrototype(weight, requirements),
    *check(object) {
      const pod = podOf(object);
      const found = (pod?.containers ?? []).flatMap((container) => {
        const fault = pod === undefined || (container.init && !init) ? undefined : find(container, pod);
        return fault === undefined ? [] : [{ ...fault, container }];
      });
      const [first, ...rest] = found.map((it) => it.at ?? it.container.at);
      if (first === undefined) return;
      const severity = found.map((it) => it.severity).find((it) => it !== undefined);
      yield about(object, {
        message: "said",
        params: { containers: listed(found.map((it) => it.container.name)), what: listed(found.flatMap((it) => it.what ?? [])) },
        at: [first, ...rest],
        fixes: fixOf(fix, found),
        ...(severity !== undefined && { severity }),
      });
    },
  });

interface PodRule extends Common {
  readonly find: (pod: Pod) => readonly (Fault & { readonly at: EvidenceId })[];
}

export const podRule = ({ says, weight, fix, find, ...told }: PodRule): Rule =>
  rule({
    ...told,
    scope: "resource:kubernetes-object",
    kinds: podKinds,
    messages: { said: says },
    severity: (requirements) => unlessPrototype(weight, requirements),
    *check(object) {
      const pod = podOf(object);
      const found = pod === undefined ? [] : find(pod);
      const [first, ...rest] = found.map((it) => it.at);
      if (first === undefined) return;
      const severity = found.map((it) => it.severity).find((it) => it !== undefined);
      yield about(object, {
        message: "said",
        params: { what: listed(found.flatMap((it) => it.what ?? [])) },
        at: [first, ...rest],
        fixes: fixOf(fix, found),
        ...(severity !== undefined && { severity }),
      });
    },
  });

/** All of the places, or none: half of a workload mended is no fix of it. */
function fixOf(fix: Common["fix"], found: readonly Fault[]) {
  const [first, ...rest] = found.flatMap((it) => it.steps ?? []);
  if (fix === undefined || first === undefined || found.some((it) => it.steps === undefined)) return [];
  const steps: NonEmpty<RuleStep> = [first, ...rest];
  return [{ ...fix, steps }];
}

interface ResourceRule extends Omit<Common, "fix"> {
  readonly side: "requests" | "limits";
  readonly resource: Resource;
  /** What is said of containers whose limit stands in for the request they do not say. */
  readonly reserves?: string;
}

/** Whether containers say what they need or may have. Those that say nothing at all are `k8s-resources-missing`'s. */
export const resourceRule = ({ says, weight, side, resource, reserves, ...told }: ResourceRule): Rule =>
  rule({
    ...told,
    scope: "resource:kubernetes-object",
    kinds: podKinds,
    messages: (reserves === undefined ? { said: says } : { said: says, reserves }) as Readonly<Record<string, string>>,
    severity: (requirements) => unlessPrototype(weight, requirements),
    check: (object, graph) =>
      inVariants(object, graph, function* (variant) {
        const pod = podOf(object);
        if (pod === undefined) return;
        const silent = pod.containers.filter((it) => saidOf(it, pod, side, resource) === undefined && !saysNothing(it, pod));
        if (silent.length === 0 || defaultOf(object, variant, side, resource, graph) !== undefined) return;
        const limited = silent.filter((it) => side === "requests" && saidOf(it, pod, "limits", resource) !== undefined);
        for (const [message, containers] of [
          ["said", silent.filter((it) => !limited.includes(it))],
          ["reserves", reserves === undefined ? [] : limited],
        ] as const) {
          const [first, ...rest] = containers.map((it) => it.at);
          if (first === undefined) continue;
          const params = { containers: listed(containers.map((it) => it.name)) };
          yield {
            message,
            params,
            cause: message,
            at: [first, ...rest],
            // What ends before the others start needs little, and seldom.
            ...((message === "reserves" || containers.every((it) => it.init)) && { severity: "note" as const }),
          };
        }
      }),
  });

/** Neither processor nor memory, on neither side. */
export const saysNothing = (container: Container, pod: Pod): boolean =>
  (["requests", "limits"] as const).every((side) =>
    (["cpu", "memory"] as const).every((resource) => saidOf(container, pod, side, resource) === undefined),
  );
