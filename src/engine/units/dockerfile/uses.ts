import type { DockerStage, EvidenceId, ScalarNode, UnitUse } from "../../model/index.ts";
import { argumentsOf } from "../facts/arguments.ts";
import { describedUses } from "../facts/described.ts";
import { argumentMentions, type Mention, variableMentions } from "../facts/mentions.ts";
import { lineage } from "./stages.ts";

/** A far end that an image names in what it is started with. */
export interface ImageUse {
  readonly use: UnitUse;
  readonly at: EvidenceId;
  readonly says: string;
}

/**
 * What an image brings along of its environment and its command line: `ENV USERS_HOST=users`, `CMD ["--db", "db:5432"]`. Whoever
 * starts it may set a variable otherwise; then that holds.
 */
export function usesOf(from: string, name: string, stages: readonly DockerStage[]): readonly ImageUse[] {
  const mentions = [...variableMentions(variablesOf(stages)), ...argumentMentions(argumentsIn(stages), "command")];
  return mentions.flatMap((mention) => (mention.waits ? [] : reached(from, name, mention)));
}

/** The last of a name holds, and what a stage is made from comes before it. */
function variablesOf(stages: readonly DockerStage[]) {
  const variables = new Map<string, { readonly name: string; readonly value: string; readonly at: EvidenceId }>();
  for (const { instructions } of [...lineage(stages)].reverse())
    for (const it of instructions)
      if (it.name === "ENV")
        for (const { name, value } of it.variables ?? []) if (value !== undefined) variables.set(name, { name, value, at: it.at });
  return [...variables.values()];
}

function argumentsIn(stages: readonly DockerStage[]) {
  const said = (lineage(stages)[0]?.instructions ?? []).filter((it) => it.name === "CMD" || it.name === "ENTRYPOINT");
  return said.flatMap(({ exec, text, at }) => {
    const word = (it: string): ScalarNode => ({ kind: "scalar", type: "string", text: it, written: undefined, templated: false, at });
    return argumentsOf(exec === undefined ? word(text) : { kind: "seq", items: exec.map(word), at });
  });
}

function reached(from: string, own: string, mention: Mention): readonly ImageUse[] {
  const { where, name } = mention;
  const variable = where.startsWith("environment ") && { variable: name, unless: [name] };
  return describedUses(from, own, mention).map(({ use, at, named }) => ({
    use: { ...use, ...variable },
    at,
    says: `${where} of the image names ${named}`,
  }));
}
