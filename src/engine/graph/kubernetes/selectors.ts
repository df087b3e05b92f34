import { itemsAt, type Node, textAt } from "../../model/index.ts";
import { mapAt, mapsAt, textsAt } from "./names.ts";

/** A label selector: all of it has to be true. */
export interface Selector {
  readonly labels: ReadonlyMap<string, string>;
  readonly expressions: readonly Expression[];
}
interface Expression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** Labels that controllers give to the pods they make: no template has them, and whoever asks for one is answered at run time. */
const given =
  /^(?:statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|(?:rollouts-)?pod-template-hash|controller-revision-hash|(?:batch\.kubernetes\.io\/)?(?:job-name|controller-uid|job-completion-index))$/;

const askable = (labels: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...labels].filter(([key]) => !given.test(key)));

/** `matchLabels` and `matchExpressions`; `undefined` where no selector stands. An empty one is one that takes everything. */
export function selectorOf(node: Node | undefined): Selector | undefined {
  if (node?.kind !== "map") return undefined;
  return {
    labels: askable(textsAt(node, "matchLabels")),
    expressions: mapsAt(node, "matchExpressions")
      .filter((it) => !given.test(textAt(it, "key") ?? ""))
      .map((it) => ({
        key: textAt(it, "key") ?? "",
        operator: textAt(it, "operator") ?? "",
        values: itemsAt(it, "values").flatMap((value) => textAt(value) ?? []),
      })),
  };
}

/** The plain form, of a Service or a ReplicationController: labels and nothing else. */
export function plainSelectorOf(node: Node | undefined): Selector | undefined {
  return node?.kind === "map" ? { labels: askable(textsAt(node)), expressions: [] } : undefined;
}

/** The selector of a workload, in whichever form its kind has. */
export const ownSelectorOf = (spec: Node | undefined): Selector | undefined => {
  const node = mapAt(spec, "selector");
  if (node === undefined) return undefined;
  return node.entries.has("matchLabels") || node.entries.has("matchExpressions") ? selectorOf(node) : plainSelectorOf(node);
};

export const isEmpty = ({ labels, expressions }: Selector): boolean => labels.size === 0 && expressions.length === 0;

export function matches({ labels, expressions }: Selector, has: ReadonlyMap<string, string>): boolean {
  for (const [key, value] of labels) if (has.get(key) !== value) return false;
  return expressions.every((it) => holds(it, has.get(it.key)));
}

function holds({ operator, values }: Expression, value: string | undefined): boolean {
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      // The API server refuses it; here it is not what nothing is found for.
      return true;
  }
}

/** A selector in words: `app=api, tier in (web, api)`. */
export const inWords = ({ labels, expressions }: Selector): string =>
  [
    ...[...labels].map(([key, value]) => `${key}=${value}`),
    ...expressions.map(({ key, operator, values }) => `${key} ${operator}${values.length > 0 ? ` (${values.join(", ")})` : ""}`),
  ].join(", ");
