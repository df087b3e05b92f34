import { type Evidence, type EvidenceId, type Mark, type Port, proved, type UnitComponent } from "../../model/index.ts";
import type { DockerfileBody } from "../../readers/dockerfile.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";
import { contextFilesOf, contextsOf } from "./contexts.ts";
import { lineage, stagesOf } from "./stages.ts";
import { usesOf } from "./uses.ts";

interface DockerfileUnit extends Unit {
  readonly file: string;
}

/** A Dockerfile describes the component that is built by it. Alone it is a weak sign that there is one. */
export const dockerfileUnits: UnitKind<DockerfileUnit> = {
  id: "dockerfile",
  title: "Dockerfiles",
  discover: (library) =>
    library
      .of("dockerfile")
      .map(({ file }) => ({ id: `unit:dockerfile:${file}`, kind: "dockerfile", files: [file, ...contextFilesOf(file)], file })),
  render: ({ id, file }, library) => {
    const body = library.facts(file).find((it) => it.reader === "dockerfile")?.body as DockerfileBody | undefined;
    const { stages, places } = body === undefined ? { stages: [], places: new Map() } : stagesOf(file, body);
    const last = stages.at(-1);
    const exposes = lineage(stages).flatMap(({ instructions }) =>
      instructions.filter((it) => it.name === "EXPOSE").flatMap(({ text, at }) => portsIn(text).map((port) => ({ ...port, at }))),
    );
    const evidence: Evidence[] =
      last === undefined ? [] : [said(last.at, file, `${baseName(file)} builds an image from ${last.base.value}`)];
    for (const { at, number } of exposes) evidence.push(said(at, file, `the image exposes ${number}`));
    const uses = last === undefined ? [] : usesOf("image", nameOf(file, library.workspaceName), stages);
    for (const at of new Set(uses.map((it) => it.at)))
      evidence.push(said(at, file, [...new Set(uses.filter((it) => it.at === at).map((it) => it.says))].slice(0, 3).join("; ")));
    return {
      unit: id,
      system: { name: library.workspaceName, folder: folderOf(file), reason: "The folder that is open." },
      variants: [],
      describes: true,
      main: undefined,
      components: last === undefined ? [] : [component(file, last.at, exposes, library)],
      uses: uses.map((it) => it.use),
      resources:
        last === undefined
          ? []
          : [
              {
                id: `resource:${id}`,
                kind: "dockerfile",
                in: "all",
                at: last.at,
                file,
                stages,
                exposes: exposes.map(({ number, at }) => ({ port: number, at })),
                contexts: contextsOf(file, library),
                component: "image",
              },
            ],
      evidence,
      problems: [],
      places,
    };
  },
};

const said = (id: EvidenceId, file: string, says: string): Evidence => ({
  id,
  file,
  reader: "dockerfile",
  strength: "declared",
  in: "all",
  says,
});

function component(
  file: string,
  at: EvidenceId,
  exposes: readonly (Port & { readonly at: EvidenceId })[],
  { workspaceName }: Library,
): UnitComponent {
  const folder = folderOf(file);
  const marks: Mark[] = [{ kind: "dockerfile", value: file, at }];
  if (/^(?:docker|container)file$/i.test(baseName(file))) marks.push({ kind: "folder", value: folder, at });
  return {
    key: "image",
    name: nameOf(file, workspaceName),
    standing: "inside",
    weak: true,
    aliases: [],
    kind: [],
    technology: [],
    version: [],
    owner: [],
    replicas: [],
    ports: exposes.map(({ at: proof, ...port }) => proved(port, "all", proof)),
    exists: [proved(true as const, "all", at)],
    marks,
  };
}

/** `api` of `services/api/Dockerfile` and of `api.Dockerfile`; folders that only say what they are for are passed over. */
function nameOf(file: string, workspaceName: string): string {
  const before = /^([\w-]+)\.(?:docker|container)file$/i.exec(baseName(file))?.[1];
  if (before !== undefined) return before;
  const steps = folderOf(file)
    .split("/")
    .filter((it) => it !== "" && !/^(?:docker|build|deploy|deployment|container|containers|images?|src|\.docker)$/i.test(it));
  return steps.at(-1) ?? workspaceName;
}

function portsIn(text: string): readonly Port[] {
  return text.split(/\s+/).flatMap((it): Port[] => {
    const [, number, protocol] = /^(\d{1,5})(?:\/(tcp|udp))?$/i.exec(it) ?? [];
    return number === undefined ? [] : [{ number: Number(number), protocol: protocol?.toLowerCase() === "udp" ? "udp" : "tcp" }];
  });
}
