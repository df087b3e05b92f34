import { type Evidence, type EvidenceId, evidenceId, type Mark, proved, type Span, type UnitComponent } from "../../model/index.ts";
import type { Procfile } from "../../readers/procfile.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";

interface ProcfileUnit extends Unit {
  readonly file: string;
}

/**
 * The processes that an app is started as, one component each. Where Compose or Kubernetes starts the team's own components it only
 * says more about those of the same name.
 */
export const procfileUnits: UnitKind<ProcfileUnit> = {
  id: "procfile",
  title: "Procfiles",
  discover: (library) => library.of("procfile").map(({ file }) => ({ id: `unit:procfile:${file}`, kind: "procfile", files: [file], file })),
  render: ({ id, file }, library) => {
    const body = library.facts(file).find((it) => it.reader === "procfile")?.body as Procfile | undefined;
    const places = new Map<EvidenceId, Span>();
    const evidence: Evidence[] = [];
    const lasting = (body?.processes ?? []).filter(({ name }) => !/^(?:release|postdeploy|predeploy)$/.test(name));
    const components = lasting.map(({ name, command, start, end }): UnitComponent => {
      const at = evidenceId(file, name);
      if (body !== undefined) places.set(at, body.lines.span(start, end));
      const called = lasting.length === 1 ? appOf(file, library) : name;
      evidence.push({
        id: at,
        file,
        reader: "procfile",
        strength: "declared",
        in: "all",
        says: `process ${name} of ${appOf(file, library)}`,
      });
      return component(name, called, command, at, lasting.length === 1 ? folderOf(file) : undefined);
    });
    return {
      unit: id,
      system: { name: appOf(file, library), folder: folderOf(file), reason: "The folder of the Procfile." },
      variants: [],
      describes: true,
      main: undefined,
      components,
      uses: [],
      resources: [],
      evidence,
      problems: [],
      places,
    };
  },
};

const appOf = (file: string, { workspaceName }: Library): string => (folderOf(file) === "" ? workspaceName : baseName(folderOf(file)));

function component(key: string, name: string, command: string, at: EvidenceId, folder: string | undefined): UnitComponent {
  const marks: readonly Mark[] = folder === undefined || folder === "" ? [] : [{ kind: "folder", value: folder, at }];
  const port = portIn(command);
  return {
    key,
    name,
    standing: "inside",
    weak: true,
    aliases: [],
    kind: [proved("service" as const, "all", at)],
    technology: [],
    version: [],
    owner: [],
    replicas: [],
    ports: port === undefined ? [] : [proved({ number: port, protocol: "tcp" as const }, "all", at)],
    exists: [proved(true as const, "all", at)],
    marks,
  };
}

/** `--port 8000`, `-p 3000`, `-b 0.0.0.0:8000`, `PORT=5000 ./run`; a port from `$PORT` is the platform's to choose. */
function portIn(command: string): number | undefined {
  const found = /(?:--?(?:port|p)[= ]|(?:-b|--bind)[= ](?:[\w.[\]-]+)?:|\bPORT=|\b(?:0\.0\.0\.0|localhost|127\.0\.0\.1):)(\d{2,5})\b/.exec(
    command,
  )?.[1];
  const number = Number(found);
  return number > 0 && number < 65536 ? number : undefined;
}
