import { type DockerInstruction, type DockerStage, type EvidenceId, evidenceId, type Span } from "../../model/index.ts";
import type { DockerfileBody } from "../../readers/dockerfile.ts";
import type { Instruction } from "../../syntax/dockerfile/parse.ts";

/** The stages of a Dockerfile with places for all that is said of them. */
export interface Staged {
  readonly stages: readonly DockerStage[];
  readonly places: ReadonlyMap<EvidenceId, Span>;
}

/**
 * Instructions by stage, with `ARG` and `ENV` filled in as far as the file gives them a value. Anchors are said by stage and
 * instruction (`build.COPY[package.json]`), never by line.
 */
export function stagesOf(file: string, { tree, lines }: DockerfileBody): Staged {
  const places = new Map<EvidenceId, Span>();
  const seen = new Map<string, number>();
  const at = (anchor: string, { start, end }: Instruction): EvidenceId => {
    const repeats = seen.get(anchor) ?? 0;
    seen.set(anchor, repeats + 1);
    const id = evidenceId(file, (repeats === 0 ? anchor : `${anchor}~${repeats}`).replaceAll("#", "\\u0023"));
    places.set(id, lines.span(start, end));
    return id;
  };
  const globals = new Map<string, string>();
  const stages: (Omit<DockerStage, "instructions"> & { instructions: DockerInstruction[] })[] = [];
  let values = new Map<string, string>();
  for (const instruction of tree.instructions) {
    const stage = stages.at(-1);
    if (instruction.name === "FROM") {
      values = new Map();
      const text = filled(instruction.text, globals);
      const [image = "", as, name] = text.split(/\s+/);
      const platform = instruction.flags["platform"];
      const named = as?.toLowerCase() === "as" && name !== undefined ? name.toLowerCase() : undefined;
      const id = at(named ?? `stage-${stages.length}`, instruction);
      const written = instruction.text.split(/\s+/)[0] ?? "";
      stages.push({
        at: id,
        base: { value: image, at: id, templated: image.includes("$"), ...(written !== image && { written }) },
        instructions: [],
        ...(named !== undefined && { name: named }),
        ...(platform !== undefined && { platform }),
      });
      continue;
    }
    if (instruction.name === "ARG" || instruction.name === "ENV") {
      const into = stage === undefined ? globals : values;
      for (const [key, value] of assignments(instruction)) {
        const known = instruction.name === "ARG" && value === undefined ? globals.get(key) : value;
        if (known !== undefined) into.set(key, filled(known, into));
      }
    }
    if (stage === undefined) continue;
    const text =
      instruction.name === "ARG" || instruction.name === "ENV" || instruction.name === "RUN"
        ? instruction.text
        : filled(instruction.text, values);
    stage.instructions.push({
      at: at(`${stage.name ?? `stage-${stages.length - 1}`}.${instruction.name}[${firstWord(instruction)}]`, instruction),
      name: instruction.name,
      text,
      flags: instruction.flags,
      ...(instruction.exec !== undefined && { exec: instruction.exec }),
      ...(instruction.oneLine && { written: instruction.text }),
      ...((instruction.name === "ARG" || instruction.name === "ENV") && {
        variables: assignments(instruction).map(([name, value]) => ({ name, ...(value !== undefined && { value }) })),
      }),
    });
  }
  return { stages, places };
}

/** What tells an instruction from its brothers; values of variables stay out of it. */
const firstWord = ({ exec, text }: Instruction): string => (exec?.[0] ?? text.split(/\s/)[0] ?? "").replace(/=.*/s, "").slice(0, 60);

/** `KEY=value KEY2="a b"`, and the old form `KEY value`. */
function assignments({ text }: Instruction): readonly (readonly [key: string, value: string | undefined])[] {
  const old = /^([A-Za-z_]\w*)\s+([^=]*)$/s.exec(text);
  if (old?.[1] !== undefined && old[2] !== undefined) return [[old[1], old[2]]];
  return [...text.matchAll(/([A-Za-z_]\w*)(?:=("(?:[^"\\]|\\.)*"|'[^']*'|[^\s]*))?/g)].map(([, key = "", value]) => [
    key,
    value?.replace(/^(["'])(.*)\1$/s, "$2"),
  ]);
}

/** `$NAME`, `${NAME}` and `${NAME:-default}` with the values that are known; what has none stays as it is. */
function filled(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$(?:(\w+)|\{(\w+)(?::?-([^}]*))?\})/g,
    (all, plain?: string, braced?: string, fallback?: string) => values.get(plain ?? braced ?? "") ?? fallback ?? all,
  );
}

/** The last stage and those it is made from, the last first. */
export function lineage(stages: readonly DockerStage[]): readonly DockerStage[] {
  const found: DockerStage[] = [];
  for (let stage = stages.at(-1); stage !== undefined && !found.includes(stage); ) {
    found.push(stage);
    const base: string = stage.base.value.toLowerCase();
    stage = stages.find((it) => it.name === base);
  }
  return found;
}
