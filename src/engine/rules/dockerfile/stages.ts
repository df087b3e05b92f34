import type { Graph } from "../../graph/graph.ts";
import type { DockerContext, Dockerfile, DockerInstruction, DockerStage, EvidenceId, NonEmpty } from "../../model/index.ts";
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

/** What a copy of the whole context says for its source: `.`, `./`, `*`; `undefined` = it copies by name, or from another stage. */
export function contextIn({ name, text, exec, flags }: DockerInstruction): string | undefined {
  if ((name !== "COPY" && name !== "ADD") || flags["from"] !== undefined) return undefined;
  return (exec ?? text.split(/\s+/))
    .slice(0, -1)
    .find((it) => /^["']?(?:\.{0,2}\/?|\.{0,2}\/?\*{1,2}|(?:\.{1,2}\/)+\*?)["']?$/.test(it) && it !== "");
}

/** The folders that the image is built in: as Compose says, else the Dockerfile's own. */
export function contextsBuilt(file: Dockerfile, graph: Graph): readonly DockerContext[] {
  const said = (file.component === undefined ? [] : graph.resourcesOf(file.component)).flatMap((it) =>
    it.kind === "compose-service" && it.build !== undefined ? [it.build.context] : [],
  );
  const built = file.contexts.filter(({ folder }) => said.includes(folder));
  return built.length > 0 ? built : file.contexts.slice(0, 1);
}
