import type { VariantId } from "../../model/index.ts";

/** What Kubernetes objects are looked up by: whoever looks for `app=api` is not asked again when `app=web` changes. */
export const keys = {
  named: (type: string, name: string): string => `named ${type} ${name}`,
  /** Everything that runs pods. */
  pods: "pods",
  /** Runs pods that carry a label. */
  labelled: (label: readonly [string, string]): string => `labelled ${label.join("=")}`,
  /** Selects pods, and asks for this label first; without one it asks for none. */
  selecting: (type: string, label: readonly [string, string] | undefined): string => `selecting ${type} ${label?.join("=") ?? ""}`,
  /** Of a kind that operators bring along. */
  custom: "custom",
  scaling: (type: string, name: string): string => `scaling ${type} ${name}`,
  /** That there are any, in a variant (`undefined` = in all) and a namespace. */
  there: (kind: string, variant: VariantId | undefined, namespace?: string): string =>
    `there ${kind} ${variant ?? "*"} ${namespace ?? "*"}`,
} as const;
