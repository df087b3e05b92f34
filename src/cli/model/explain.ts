import { type Component, type Engine, nameOf, type Ref, type SystemId, systemOf } from "../../engine/index.ts";
import { Refused } from "../command.ts";
import { didYouMean } from "../nearest.ts";
import { connectionsOf } from "./json.ts";
import { type Proof, proofsOf, strongest } from "./places.ts";
import type { Seen } from "./seen.ts";
import { cleaned } from "./text.ts";

/** Why there is a connection: from the places in files over the uses they declare to the connection that folds them. */
export interface Explanation {
  readonly from: { readonly id: Ref; readonly evidence: readonly Proof[]; readonly merged: readonly string[] };
  readonly to: { readonly id: Ref; readonly evidence: readonly Proof[]; readonly merged: readonly string[] };
  readonly connections: readonly {
    readonly style: string;
    readonly strength: string;
    readonly uses: readonly {
      readonly does: string;
      readonly protocol: string | null;
      readonly port: number | null;
      readonly evidence: readonly Proof[];
    }[];
  }[];
}

/** @param asked "a -> b": names, aliases or ids */
export function explain(engine: Engine, seen: Seen, systems: ReadonlySet<SystemId>, asked: string): Explanation {
  const [from, to, ...more] = asked.split(/->|→/).map((it) => it.trim());
  if (from === undefined || to === undefined || from === "" || to === "" || more.length > 0) {
    throw new Refused(`--explain wants two names with an arrow between them: "api -> db".`);
  }
  const sources = componentsCalled(engine, seen, systems, from);
  const targets = componentsCalled(engine, seen, systems, to);
  const starts = new Set<Ref>(sources.map((it) => it.id));
  const ends = new Set<Ref>(targets.map((it) => it.id));
  const found = connectionsOf(engine, seen, systems).filter((it) => starts.has(it.from) && ends.has(it.to));
  const source = sources.find((it) => it.id === found[0]?.from) ?? (sources[0] as Component);
  const target = targets.find((it) => it.id === found[0]?.to) ?? (targets[0] as Component);
  const end = (it: Component) => ({
    id: it.id,
    evidence: proofsOf(engine, seen.existing(it.system, it.exists)),
    merged: it.merged.map(({ names, reason }) => `${names.join(" and ")} are one: ${reason}`),
  });
  return {
    from: end(source),
    to: end(target),
    connections: found
      .filter((it) => it.from === source.id && it.to === target.id)
      .map(({ style, uses }) => {
        const said = uses.map((use) => ({ use, evidence: proofsOf(engine, seen.existing(systemOf(use.from), use.exists)) }));
        return {
          style,
          strength: strongest(said.flatMap(({ evidence }) => evidence)),
          uses: said.map(({ use, evidence }) => ({ does: use.does, protocol: use.protocol ?? null, port: use.port ?? null, evidence })),
        };
      }),
  };
}

function componentsCalled(engine: Engine, seen: Seen, systems: ReadonlySet<SystemId>, asked: string): readonly Component[] {
  const here = engine
    .graph()
    .components()
    .filter((it) => systems.has(it.system) && seen.existing(it.system, it.exists).length > 0);
  const byId = here.filter((it) => it.id === asked || it.id === `component:${asked}`);
  if (byId.length > 0) return byId;
  const byName = here.filter((it) => it.name === asked);
  if (byName.length > 0) return byName;
  const byAlias = here.filter((it) => it.aliases.some(({ value }) => value === asked));
  if (byAlias.length > 0) return byAlias;
  const names = here.map((it) => it.name);
  throw new Refused(
    `There is no component "${asked}" here.${didYouMean(asked, names)}${names.length === 0 ? "" : ` There are: ${names.join(", ")}.`}`,
  );
}

/** The chain for people. */
export function explanationText(explanation: Explanation): string {
  const { from, to, connections } = cleaned(explanation);
  const ends = [from, to].flatMap(({ id, evidence, merged }) => [
    `${nameOf(id)}  (${id})`,
    ...evidence.map((it) => `  ${proofLine(it)}`),
    ...merged.map((it) => `  ${it}`),
  ]);
  const told = connections.flatMap(({ style, strength, uses }) => [
    "",
    `${nameOf(from.id)} ${strength === "inferred" ? "⇢" : "→"} ${nameOf(to.id)}  ${style}, ${strength}`,
    ...uses.flatMap(({ does, protocol, port, evidence }) => [
      `  ${[does, protocol, port === null ? null : `port ${port}`].filter((it) => it !== null).join(", ")}, because`,
      ...evidence.map((it) => `    ${proofLine(it)}`),
    ]),
    ...(strength === "inferred" ? ["  Nothing that is deployed or executed says it: the arrow is dotted."] : []),
  ]);
  if (connections.length === 0) told.push("", `Nothing here says that ${nameOf(from.id)} reaches ${nameOf(to.id)}.`);
  return `${[...ends, ...told].join("\n")}\n`;
}

const proofLine = ({ file, line, says, strength }: Proof): string => `${file}:${line}  ${says} (${strength})`;
