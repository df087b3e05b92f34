import type { Component, Evidence, In, NonEmpty, Said, Use, Values } from "../model/index.ts";
import { equal, fileOf, union } from "../model/index.ts";

/** Several units say one row; these make one of what they say. Nothing is summed, nothing overwritten. */

export function foldComponents(rows: NonEmpty<Component>): Component {
  const [first, ...others] = rows;
  if (others.length === 0) return first;
  const all = <T>(of: (row: Component) => Values<T>): Values<T> => foldValues(rows.flatMap(of));
  return {
    ...first,
    // Whoever defines it knows better than whoever only names it.
    standing: rows.some((it) => it.standing === "inside") ? "inside" : rows.some((it) => it.standing === "outside") ? "outside" : "unknown",
    aliases: all((it) => it.aliases),
    kind: bestKind(all((it) => it.kind)),
    technology: all((it) => it.technology),
    version: all((it) => it.version),
    owner: all((it) => it.owner),
    replicas: all((it) => it.replicas),
    ports: all((it) => it.ports),
    // Who asks where it is wants its definition first, and then what a person says of it.
    exists: foldValues(
      [false, true].flatMap((said) => rows.flatMap((it) => it.exists.filter((one) => isStated(one) === said))),
    ) as NonEmpty<Said<true>>,
  };
}

const isStated = ({ ground }: Said<unknown>): boolean =>
  ground.by === "evidence" &&
  ground.proof.some((id) => id.includes(".architect/") && /(^|\/)\.architect\/corrections\.ya?ml$/.test(fileOf(id)));

/** "service" is what is said where nothing else is known: whoever knows more is asked first. */
const bestKind = (kinds: Component["kind"]): Component["kind"] => {
  // Who says it in person has the last word.
  if (kinds[0] !== undefined && isStated(kinds[0])) return kinds;
  const better = kinds.filter(({ value }) => value !== "service");
  return better.length === 0 || better.length === kinds.length ? kinds : [...better, ...kinds.filter(({ value }) => value === "service")];
};

export const foldUses = (rows: NonEmpty<Use>): Use => foldExists(rows);

/** What several describe is one, with all their proofs. */
export function foldExists<Row extends { readonly exists: NonEmpty<Said<true>> }>(rows: NonEmpty<Row>): Row {
  const [first, ...others] = rows;
  return others.length === 0 ? first : { ...first, exists: foldValues(rows.flatMap((it) => it.exists)) as NonEmpty<Said<true>> };
}

/** One place, seen by several units (a base file of two projects): what holds for one holds there, for the other there. */
export function foldEvidence(rows: NonEmpty<Evidence>): Evidence {
  const [first, ...others] = rows;
  if (others.length === 0) return first;
  const where = rows.map((it) => it.in).reduce<In>((a, b) => union(a, b), first.in);
  const strongest = rows.find((it) => it.strength !== "inferred") ?? first;
  return { ...strongest, in: where };
}

/** Equal values become one said in all their variants, with all their proofs. */
function foldValues<T>(values: Values<T>): Values<T> {
  const folded: Said<T>[] = [];
  for (const said of values) {
    const at = folded.findIndex((it) => it.ground.by === said.ground.by && equal(it.value, said.value));
    const known = folded[at];
    if (known === undefined) folded.push(said);
    else folded[at] = { value: said.value, in: union(known.in, said.in), ground: join(known, said) };
  }
  return folded;
}

function join<T>(a: Said<T>, b: Said<T>): Said<T>["ground"] {
  if (a.ground.by !== "evidence" || b.ground.by !== "evidence") return a.ground;
  const proof = [...new Set([...a.ground.proof, ...b.ground.proof])];
  return { by: "evidence", proof: proof as unknown as NonEmpty<(typeof proof)[number]> };
}
