// How much of a true architecture was recovered: components one to one by name, connections between them, directions and kinds.

/** What is known to be true of a system. `optional` counts nowhere, found or not; `ignore` are names that count nowhere. */
export interface Truth {
  readonly nodes: readonly {
    readonly name: string;
    readonly aliases?: readonly string[];
    readonly kind: string;
    readonly kindAlso?: readonly string[];
    readonly optional?: boolean;
  }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly optional?: boolean; readonly anyDirection?: boolean }[];
  readonly ignore?: readonly string[];
}
export interface Recovered {
  readonly nodes: readonly { readonly name: string; readonly kind: string; readonly aliases: readonly string[] }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}
export interface Share {
  readonly found: number;
  readonly missed: readonly string[];
  readonly invented: readonly string[];
}
export interface Score {
  readonly nodes: Share;
  readonly edges: Share;
  readonly directed: Share;
  /** The share of components found whose kind is the true one. */
  readonly kinds: number;
}

export const f1 = (...shares: readonly Share[]): number => {
  const sum = (of: (it: Share) => number): number => shares.reduce((all, it) => all + of(it), 0);
  const [found, missed, invented] = [sum((it) => it.found), sum((it) => it.missed.length), sum((it) => it.invented.length)];
  return found + missed + invented === 0 ? 1 : (2 * found) / (2 * found + missed + invented);
};

const flat = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "");
/** Without the words that say only that it is a service. */
const stem = (name: string): string => {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((it) => !/^(?:|micro-?services?|services?|svc|server|srv|application|app|the)$/.test(it))
    .join("");
  return (words || flat(name)).replace(/(?<=..)(?:microservice|service|svc|server)$/, "");
};

/** The truth's index of each recovered component: by its name, then by its other names, then by their stems. */
function matched(recovered: Recovered, truth: Truth): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const used = new Set<number>();
  for (const key of [flat, stem])
    for (const all of [false, true]) {
      const names = (it: { readonly name: string; readonly aliases?: readonly string[] }) =>
        all ? [it.name, ...(it.aliases ?? [])] : [it.name];
      for (const [index, node] of recovered.nodes.entries()) {
        if (pairs.has(index)) continue;
        for (const name of names(node).map(key)) {
          const fits = truth.nodes.flatMap((it, at) => (!used.has(at) && names(it).some((one) => key(one) === name) ? [at] : []));
          const [only] = fits;
          if (name === "" || fits.length !== 1 || only === undefined) continue;
          pairs.set(index, only);
          used.add(only);
          break;
        }
      }
    }
  return pairs;
}

/** Directions are those of who opens the connection; at a broker either way round is right. */
export function scoreOf(recovered: Recovered, truth: Truth): Score {
  const pairs = matched(recovered, truth);
  const ignored = new Set((truth.ignore ?? []).map(flat));
  const optional = (at: number): boolean => truth.nodes[at]?.optional === true;
  const hit = new Set(pairs.values());
  const required = truth.nodes.flatMap((it, at) => (optional(at) ? [] : [{ ...it, at }]));
  const nodes: Share = {
    found: required.filter(({ at }) => hit.has(at)).length,
    missed: required.filter(({ at }) => !hit.has(at)).map((it) => it.name),
    invented: recovered.nodes.filter((it, index) => !pairs.has(index) && !ignored.has(flat(it.name))).map((it) => it.name),
  };
  const right = [...pairs].filter(([index, at]) => {
    const { kind, kindAlso = [] } = truth.nodes[at] ?? { kind: "" };
    return !optional(at) && [kind, ...kindAlso].includes(recovered.nodes[index]?.kind ?? "");
  });

  // Of two that are called the same the first is meant.
  const ends = new Map([...recovered.nodes.entries()].reverse().map(([index, it]) => [it.name, pairs.get(index)]));
  const place = new Map(truth.nodes.map((it, at) => [it.name, at]));
  const pair = (a: number | string, b: number | string): string => [String(a), String(b)].sort().join(" | ");
  const wanted = new Map<string, string>();
  const directed = new Map<string, string>();
  const free = new Set<string>();
  for (const { from, to, optional: may, anyDirection } of truth.edges) {
    const [a, b] = [place.get(from) ?? -1, place.get(to) ?? -1];
    if (a === b) continue;
    if (may || optional(a) || optional(b)) {
      free.add(pair(a, b));
      continue;
    }
    const either = anyDirection === true || truth.nodes[a]?.kind === "broker" || truth.nodes[b]?.kind === "broker";
    wanted.set(pair(a, b), `${from} -> ${to}`);
    directed.set(either ? pair(a, b) : `${a}>${b}`, `${from} -> ${to}`);
  }
  const got = new Map<string, string>();
  const gotDirected = new Map<string, string>();
  for (const { from, to } of recovered.edges) {
    const [a, b] = [ends.get(from), ends.get(to)];
    const both = pair(a ?? flat(from), b ?? flat(to));
    const counts = ![a, b].some((it) => it !== undefined && optional(it)) && ![from, to].some((it) => ignored.has(flat(it)));
    if (from === to || (!wanted.has(both) && (!counts || free.has(both)))) continue;
    got.set(both, `${from} -> ${to}`);
    gotDirected.set(directed.has(both) ? both : `${a ?? from}>${b ?? to}`, `${from} -> ${to}`);
  }
  return {
    nodes,
    edges: compared(wanted, got),
    directed: compared(directed, gotDirected),
    kinds: nodes.found === 0 ? 1 : right.length / nodes.found,
  };
}

const compared = (wanted: ReadonlyMap<string, string>, got: ReadonlyMap<string, string>): Share => ({
  found: [...wanted.keys()].filter((it) => got.has(it)).length,
  missed: [...wanted].flatMap(([key, says]) => (got.has(key) ? [] : [says])),
  invented: [...got].flatMap(([key, says]) => (wanted.has(key) ? [] : [says])),
});
