import type { Dockerfile, DockerInstruction, DockerStage, EvidenceId, NonEmpty } from "../../model/index.ts";
import type { Says } from "../rule.ts";

/** What rules about Dockerfiles ask again and again. */

/** The stage that is shipped and those it is made from, the last first. */
export function shipped({ stages }: Dockerfile): readonly DockerStage[] {
  const found: DockerStage[] = [];
  for (let stage = stages.at(-1); stage !== undefined && !found.includes(stage); ) {
    found.push(stage);
    stage = parentOf(stage, stages);
  }
  return found;
}

/** The earlier stage that a stage is made from; `undefined` = an image from elsewhere. */
export function parentOf(stage: DockerStage, stages: readonly DockerStage[]): DockerStage | undefined {
  const base = stage.base.value.toLowerCase();
  return stages.slice(0, stages.indexOf(stage)).findLast((it) => it.name === base);
}

/** The image from elsewhere that the shipped stage rests on. */
export const foundation = (file: Dockerfile): DockerStage | undefined => shipped(file).at(-1);

/** The last instruction of a name that holds in the shipped image. */
export function lastOf(file: Dockerfile, name: string): DockerInstruction | undefined {
  for (const { instructions } of shipped(file)) {
    const found = instructions.findLast((it) => it.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export const shippedInstructions = (file: Dockerfile): readonly DockerInstruction[] =>
  [...shipped(file)].reverse().flatMap((it) => it.instructions);

/** A Dockerfile for a developer's machine or for tests says so in its name, its folder or its last stage: what it builds is not shipped. */
export const isForDevelopment = ({ file, stages }: Dockerfile): boolean =>
  /^(?:dev|devel|development|debug|local)(?:[-_]|$)/.test(stages.at(-1)?.name ?? "") ||
  /(?:^|[/._-])(?:dev|devel|development|devcontainer|local|debug|tests?|testing|ci|e2e)(?:[/._-]|$)/i.test(file);

/** What is said of a Dockerfile: of the component that it builds, wherever it is built. */
export const about = <M extends string>(
  file: Dockerfile,
  it: Pick<Says<M>, "message" | "params" | "fixes" | "severity" | "because"> & {
    readonly cause: string;
    readonly at: NonEmpty<EvidenceId>;
  },
): Says<M> => ({
  ...it,
  params: { file: file.file, ...it.params },
  cause: `${file.file}:${it.cause}`,
  about: file.component === undefined ? [] : [file.component],
  in: file.in,
});
